import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { sendLibrary, sendWebFile } from './assets.ts';
import { codeTables } from './code-tables.ts';
import { textOr } from './faults.ts';
import { formView, labelRenamer } from './form-view.ts';
import {
  captchaCookie,
  dropConnection,
  jsonBody,
  type PortalContext,
  type PortalEnv,
  sessionCookie,
  sessionToken,
  textFields,
} from './http.ts';
import { listRecords, recordDetail } from './listing.ts';
import { logIn, logInAttended, type LoginAnswer } from './login.ts';
import { lookUp } from './lookup.ts';
import { save, type SaveAnswer } from './saving.ts';
import { messages } from './validate.ts';
import { delayed, pause, type World } from './world.ts';

const pageAddresses = ['/', '/home', '/employment/entry', '/employment/list', '/help'];

/** The skin `modern`: one page application over a JSON interface. */
export function modernRoutes(world: World): Hono<PortalEnv> {
  const routes = new Hono<PortalEnv>();
  routes.get('/assets/:name', (context) => sendLibrary(context, context.req.param('name')));
  routes.get('/static/:name', (context) => sendWebFile(context, 'modern', context.req.param('name')));
  addLogin(routes, world);
  addPages(routes, world);
  addInterface(routes, world);
  return routes;
}

function addLogin(routes: Hono<PortalEnv>, world: World): void {
  routes.get('/captcha.svg', (context) => {
    const { key, svg } = world.captchas.create();
    setCookie(context, captchaCookie, key, { httpOnly: true, path: '/' });
    return context.body(svg, 200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' });
  });
  routes.get('/login/attended', (context) => context.json(world.attended));
  routes.post('/login/attended', (context) => answerLogin(context, logInAttended(world)));
  routes.post('/login', async (context) => {
    const { username = '', password = '', code = '' } = textFields(await jsonBody(context));
    const captchaKey = getCookie(context, captchaCookie);
    return answerLogin(context, logIn(world, { username, password, code, captchaKey }));
  });
}

function answerLogin(context: PortalContext, answer: LoginAnswer): Response {
  if (answer.kind === 'refused') return context.json({ success: false, message: answer.message });
  setCookie(context, sessionCookie, answer.token, { httpOnly: true, path: '/', sameSite: 'Lax' });
  return context.json({ success: true });
}

function addPages(routes: Hono<PortalEnv>, world: World): void {
  for (const address of ['/login', ...pageAddresses]) {
    routes.get(address, async (context) => {
      await delayed(world, 'pages');
      if (world.faults.take('maintenance') !== null)
        return sendWebFile(context, 'modern', 'maintenance.html', 503);
      if (address === '/login') return sendWebFile(context, 'modern', 'login.html');
      if (world.sessions.use(sessionToken(context)) === null) return context.redirect('/login');
      return address === '/' ? context.redirect('/home') : sendWebFile(context, 'modern', 'portal.html');
    });
  }
}

function addInterface(routes: Hono<PortalEnv>, world: World): void {
  routes.use('/api/*', async (context: PortalContext, next) => {
    const maintenance = world.faults.take('maintenance');
    if (maintenance !== null) {
      return refuse(context, 503, 'MAINTENANCE', textOr(maintenance, 'message', messages.maintenance));
    }
    const user = world.sessions.use(sessionToken(context));
    if (user === null) return refuse(context, 401, 'SESSION_EXPIRED', messages.expired);
    context.set('user', user);
    await next();
    return undefined;
  });
  routes.get('/api/session', (context) =>
    context.json({ success: true, data: { name: context.var.user.name } }),
  );
  routes.post('/api/logout', (context) => {
    world.sessions.end(sessionToken(context));
    return context.json({ success: true });
  });
  addEntry(routes, world);
  addList(routes, world);
}

function addEntry(routes: Hono<PortalEnv>, world: World): void {
  routes.get('/api/employment/form', async (context) => {
    await delayed(world, 'queries');
    return context.json({ success: true, data: formView(world) });
  });
  routes.get('/api/persons/check', async (context) => {
    const found = await lookUp(world, context.req.query('idNumber') ?? '');
    if (found.kind !== 'open')
      return context.json({ success: false, code: found.kind, message: found.message });
    return context.json({ success: true, data: { known: found.base !== null }, message: found.message });
  });
  // The base information comes by a second request, late, after the form is already open: the usual race of such pages.
  routes.get('/api/persons/base', async (context) => {
    await pause(world.baseInfoDelayMs);
    const found = await lookUp(world, context.req.query('idNumber') ?? '');
    if (found.kind !== 'open')
      return context.json({ success: false, code: found.kind, message: found.message });
    const { identity, base } = found;
    const known = codeTables.ethnicity.find(
      (item) => item.label === base?.ethnicity || item.code === base?.ethnicity,
    );
    const data = {
      name: base?.name ?? '',
      sex: identity.sex,
      birthDate: identity.birthDate,
      ethnicity: known?.code ?? '',
    };
    return context.json({ success: true, data });
  });
  routes.get('/api/units', async (context) => {
    await delayed(world, 'queries');
    return context.json({ success: true, data: world.store.findUnits(context.req.query('name') ?? '', 20) });
  });
  routes.get('/api/units/:id', async (context) => {
    await pause(world.baseInfoDelayMs / 2);
    const unit = world.store.unit(Number(context.req.param('id')));
    return unit === null
      ? refuse(context, 404, 'NOT_FOUND', '单位不存在')
      : context.json({ success: true, data: unit });
  });
  routes.post('/api/employment/records', async (context) => {
    const body = (await jsonBody(context)) as { values?: unknown; extra?: unknown } | undefined;
    const request = {
      token: sessionToken(context),
      user: context.var.user,
      values: textFields(body?.values),
      extra: textFields(body?.extra),
      requestId: context.req.header('x-request-id') ?? '',
    };
    return answerSave(context, await save(world, request));
  });
}

function answerSave(context: PortalContext, answer: SaveAnswer): Response {
  switch (answer.kind) {
    case 'saved':
      return context.json({
        success: true,
        message: `保存成功，受理编号：${answer.receipt}`,
        data: { receipt: answer.receipt },
      });
    case 'invalid':
    case 'refused':
    case 'duplicate':
      return context.json({ success: false, code: answer.kind, message: answer.message });
    case 'expired':
      return refuse(context, 401, 'SESSION_EXPIRED', messages.expired);
    case 'failed':
      return refuse(context, 500, 'SYSTEM', messages.system);
    case 'dropped':
    case 'resent':
      return dropConnection(context);
  }
}

function addList(routes: Hono<PortalEnv>, world: World): void {
  routes.get('/api/employment/records', async (context) => {
    const query = (name: string) => context.req.query(name) ?? '';
    const found = await listRecords(world, {
      idNumber: query('idNumber'),
      name: query('name'),
      state: query('state'),
      createdFrom: query('createdFrom'),
      createdTo: query('createdTo'),
      page: Number(query('page')),
      size: Number(query('size')),
    });
    return context.json({ success: true, data: found });
  });
  routes.get('/api/employment/list-headers', (context) => {
    const rename = labelRenamer(world, 'list');
    const headers = ['身份证号码', '姓名', '性别', '就业形式', '就业单位名称', '就业时间', '就业地'];
    return context.json({
      success: true,
      data: Object.fromEntries(headers.map((label) => [label, rename(label)])),
    });
  });
  routes.get('/api/employment/records/:id', async (context) => {
    const detail = await recordDetail(world, Number(context.req.param('id')));
    return detail === null
      ? refuse(context, 404, 'NOT_FOUND', '记录不存在')
      : context.json({ success: true, data: detail });
  });
}

function refuse(
  context: PortalContext,
  status: ContentfulStatusCode,
  code: string,
  message: string,
): Response {
  return context.json({ success: false, code, message }, status);
}
