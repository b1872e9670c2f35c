import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

import { textOr } from '../faults.ts';
import { captchaCookie, type PortalContext, type PortalEnv, sessionCookie, sessionToken } from '../http.ts';
import { logIn, logInAttended, type LoginAnswer } from '../login.ts';
import { messages } from '../validate.ts';
import { delayed, type World } from '../world.ts';
import { addEntry } from './entry-routes.ts';
import { addList } from './list-routes.ts';
import { addPickers } from './picker-routes.ts';
import { postedForm, sendExpired, sendLegacyFile, sendPage } from './page.ts';
import { homeFrames, loginPage, maintenancePage, menuFrame, topFrame, welcomeFrame } from './frames.ts';

/** The skin `legacy`: server pages in frames, GBK, pop-up pickers, alerts. The same store and rules as `modern`. */
export function legacyRoutes(world: World): Hono<PortalEnv> {
  const routes = new Hono<PortalEnv>();
  routes.get(
    '/css/:name',
    (context) => sendLegacyFile(context, context.req.param('name'), 'text/css') ?? context.notFound(),
  );
  routes.get(
    '/js/:name',
    (context) => sendLegacyFile(context, context.req.param('name'), 'text/javascript') ?? context.notFound(),
  );
  addDoor(routes, world);
  addGuard(routes, world);
  routes.get('/main.do', (context) => sendPage(context, homeFrames()));
  routes.get('/top.do', (context) => sendPage(context, topFrame(context.var.user.name)));
  routes.get('/menu.do', (context) => sendPage(context, menuFrame()));
  routes.get('/welcome.do', (context) => sendPage(context, welcomeFrame()));
  routes.get('/logout.do', (context) => {
    world.sessions.end(sessionToken(context));
    return context.redirect('/login.do');
  });
  addEntry(routes, world);
  addList(routes, world);
  addPickers(routes, world);
  return routes;
}

function addDoor(routes: Hono<PortalEnv>, world: World): void {
  for (const address of ['/', '/login']) routes.get(address, (context) => context.redirect('/login.do'));
  routes.get('/captcha.svg', (context) => {
    const { key, svg } = world.captchas.create();
    setCookie(context, captchaCookie, key, { httpOnly: true, path: '/' });
    return context.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
  });
  routes.get('/login/attended', (context) => context.json(world.attended));
  routes.post('/login/attended', (context) => {
    const answer = logInAttended(world);
    if (answer.kind === 'in') takeIn(context, answer.token);
    return context.json({ success: answer.kind === 'in' });
  });
  routes.get('/login.do', async (context) => {
    await delayed(world, 'pages');
    return world.faults.take('maintenance') === null
      ? sendPage(context, loginPage('', null))
      : sendPage(context, maintenancePage(messages.maintenance));
  });
  routes.post('/login.do', async (context) => {
    const posted = await postedForm(context);
    const answer: LoginAnswer = logIn(world, {
      username: posted['username'] ?? '',
      password: posted['password'] ?? '',
      code: posted['code'] ?? '',
      captchaKey: getCookie(context, captchaCookie),
    });
    if (answer.kind === 'refused')
      return sendPage(context, loginPage(posted['username'] ?? '', answer.message));
    takeIn(context, answer.token);
    return context.redirect('/main.do');
  });
}

function takeIn(context: PortalContext, token: string): void {
  setCookie(context, sessionCookie, token, { httpOnly: true, path: '/', sameSite: 'Lax' });
}

/** Every page behind the login: maintenance first, then the session. */
function addGuard(routes: Hono<PortalEnv>, world: World): void {
  routes.use('*', async (context: PortalContext, next) => {
    await delayed(world, 'pages');
    const maintenance = world.faults.take('maintenance');
    if (maintenance !== null) {
      return sendPage(context, maintenancePage(textOr(maintenance, 'message', messages.maintenance)));
    }
    const user = world.sessions.use(sessionToken(context));
    if (user === null) {
      return context.req.path === '/main.do'
        ? context.redirect('/login.do')
        : sendExpired(context, messages.expired);
    }
    context.set('user', user);
    await next();
    return undefined;
  });
}
