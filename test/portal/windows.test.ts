// A portal that opens its form in a window of its own: followed there, and back when it is gone.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage } from '../../src/portal/driver/navigation.ts';
import { pressSave } from '../../src/portal/driver/save.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { PortalSession } from '../../src/portal/session/session.ts';
import { openTestBrowser } from './open-test-browser.ts';
import { never, simulatorProfile } from './simulated-portal.ts';

let browser: PortalBrowser;
let profile: Profile;
let server: Server;
let url: string;

const pages: Record<string, string> = {
  // The list has a field of the same name as the form.
  '/': `<p>就业登记</p>身份证号码<input><button onclick="window.open('/form','w','width=600,height=400')">新增</button>`,
  '/form': `<p>新增登记</p><label>身份证号码<input id=i></label><button onclick="save()">保存</button>
    <script>async function save() { await fetch('/save', { method: 'POST', body: 'x' }); alert('保存成功，受理编号：CZ1'); window.close(); }</script>`,
};

beforeAll(async () => {
  [browser, profile] = await Promise.all([openTestBrowser(), simulatorProfile('simulator', 3_000)]);
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<meta charset=utf-8>${pages[request.url ?? ''] ?? ''}`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

test('the form is followed into its window, saved there, and left with it', async () => {
  const session = new PortalSession({ profile, browser, url });
  await browser.page.goto(url);
  const way = { path: '/', press: ['新增'], ready: { field: '身份证号码' } };

  await openPage(session, way, '打开录入表单', never);
  expect(new URL(session.page.url()).pathname).toBe('/form');
  // Opened for the next person: the window of the last one is put away.
  await openPage(session, way, '打开录入表单', never);
  expect(browser.context.pages()).toHaveLength(2);
  expect(new URL(session.page.url()).pathname).toBe('/form');

  const outcome = await pressSave({
    session,
    rule: {
      button: '保存',
      savesAfterConfirm: false,
      confirm: [],
      accepted: [{ toast: '保存成功', receipt: '/编号：(?<receipt>\\w+)/' }],
      refusals: [],
      response: true,
    },
    names: { idNumber: '522300199003070016' },
    beforePress: () => Promise.resolve(),
    signal: never,
  });
  expect(outcome).toMatchObject({ kind: 'accepted', receipt: 'CZ1' });
  await expect.poll(() => browser.context.pages().length).toBe(1);
  expect(new URL(session.page.url()).pathname).toBe('/');
  await session.guard(never);
});
