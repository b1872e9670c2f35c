// One press of save on small pages of every make, with a server that counts what reached it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SubmissionOutcome } from '../../src/entry/outcome.ts';
import { pressSave } from '../../src/portal/driver/save.ts';
import type { Profile, SaveRule } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { PortalSession } from '../../src/portal/session/session.ts';
import { openTestBrowser } from './open-test-browser.ts';
import { never, simulatorProfile } from './simulated-portal.ts';

let browser: PortalBrowser;
let profile: Profile;
let server: Server;
let url: string;
let saves: string[];
let html: string;
/** What the server does with a save. */
let answer: 'ok' | 'error' | 'drop' | 'silence';

const script = `
  async function post(words) {
    const response = await fetch('/save', { method: 'POST', body: 'x' });
    if (response.ok) show(words); else show('系统异常，请稍后重试');
  }
  function show(words) { const p = document.createElement('p'); p.textContent = words; document.body.append(p); }
  function ask(words, then) {
    const box = document.createElement('div');
    box.innerHTML = '<p>' + words + '</p><a href="#" class=ok>确 定</a> <a href="#" class=no>取消</a>';
    box.querySelector('.ok').onclick = () => { box.remove(); then(); };
    box.querySelector('.no').onclick = () => box.remove();
    document.body.append(box);
  }`;

beforeAll(async () => {
  [browser, profile] = await Promise.all([openTestBrowser(), simulatorProfile('simulator', 1_500)]);
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (request.method === 'POST') {
      saves.push(path);
      if (answer === 'silence') return;
      if (answer === 'drop') return void request.socket.destroy();
      response.statusCode = answer === 'error' ? 500 : 200;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    const page = `<meta charset=utf-8><script>${script}</script>${html}`;
    response.end(path === '/result' ? '<meta charset=utf-8><p>保存成功</p><p>受理编号：CZ9</p>' : page);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  saves = [];
  answer = 'ok';
});

interface Press {
  body: string;
  rule?: Partial<SaveRule>;
  beforePress?: () => Promise<void>;
  /** Another window than the shared one. */
  page?: Page;
}

async function press({
  body,
  rule,
  beforePress,
  page = browser.page,
}: Press): Promise<{ outcome: SubmissionOutcome; intents: number[] }> {
  html = body;
  const save: SaveRule = {
    button: '保存',
    savesAfterConfirm: false,
    confirm: [],
    accepted: [{ toast: '保存成功' }],
    refusals: [],
    response: true,
    ...rule,
  };
  const session = new PortalSession({
    profile: { ...profile, timeouts: { ...profile.timeouts, saveMs: 1_800 } },
    browser: { ...browser, page },
    url,
  });
  await page.goto(url);
  const intents: number[] = [];
  const outcome = await pressSave({
    session,
    rule: save,
    names: { idNumber: '522300199003070016' },
    beforePress: async () => {
      intents.push(saves.length);
      await beforePress?.();
    },
    signal: never,
  });
  return { outcome, intents };
}

const direct = `<button onclick="post('保存成功，受理编号：CZ1')">保存</button>`;
const drawn = `<button onclick="ask('确认提交吗？', () => post('保存成功'))">保存</button>`;
const native = `<button onclick="if (confirm('确认提交吗？')) post('保存成功')">保存</button>`;
const confirm = [{ text: '确认提交', press: '确定', cancel: '取消', optional: false }];

describe('accepted', () => {
  test('by a toast, the intent before the press', async () => {
    const { outcome, intents } = await press({
      body: direct,
      rule: { accepted: [{ toast: '保存成功', receipt: '/编号：(?<receipt>\\w+)/' }] },
    });

    expect(outcome).toMatchObject({ kind: 'accepted', receipt: 'CZ1' });
    expect(intents).toEqual([0]);
    expect(saves).toEqual(['/save']);
  });

  test.each([
    ['a box that the page draws', drawn],
    ['a native question', native],
  ])('after %s, the intent before the answer that saves', async (_, body) => {
    const { outcome, intents } = await press({ body, rule: { savesAfterConfirm: true, confirm } });

    expect(outcome.kind).toBe('accepted');
    expect(intents).toEqual([0]);
    expect(saves).toHaveLength(1);
  });

  test('after a box, when the first press already counts as the save', async () => {
    const { outcome, intents } = await press({ body: drawn, rule: { confirm } });

    expect(outcome.kind).toBe('accepted');
    expect(intents).toEqual([0]);
    expect(saves).toHaveLength(1);
  });

  test('by an alert', async () => {
    const body = `<button onclick="fetch('/save', { method: 'POST' }).then(() => alert('保存成功'))">保存</button>`;

    expect((await press({ body })).outcome).toMatchObject({ kind: 'accepted', messages: ['保存成功'] });
  });

  test('by the page that a classic form leads to', async () => {
    const body = '<form method=post action=/result><input type=submit value=保存></form>';
    const { outcome } = await press({
      body,
      rule: { accepted: [{ url: '/result', receipt: '/编号：(?<receipt>\\w+)/' }] },
    });

    expect(outcome).toMatchObject({ kind: 'accepted', receipt: 'CZ9' });
  });

  test('by what appears in a frame', async () => {
    const body =
      '<iframe name=f></iframe><form method=post action=/result target=f><button>保存</button></form>';

    expect((await press({ body })).outcome.kind).toBe('accepted');
  });

  test('by a new row of the list under the form', async () => {
    const body = `<table><tr><td>522300199003070016<td>退回</tr></table>
      <button onclick="fetch('/save', { method: 'POST' }).then(() => { document.querySelector('table').insertRow().innerHTML = '<td>522300199003070016<td>待审核' })">保存</button>`;
    const rule = { accepted: [{ row: ['{idNumber}', '待审核'] }] };

    expect((await press({ body, rule })).outcome.kind).toBe('accepted');
  });

  test('a portal that keeps a draft first: both presses under one intent', async () => {
    const body = `<button onclick="post('已暂存，状态：未提交')">保存</button><button onclick="post('提交成功')">提交</button>`;
    const rule = {
      accepted: [{ toast: '未提交' }],
      submit: { button: '提交', confirm: [], accepted: [{ toast: '提交成功' }] },
    };

    const { outcome, intents } = await press({ body, rule });

    expect(outcome.kind).toBe('accepted');
    expect(intents).toEqual([0]);
    expect(saves).toHaveLength(2);
  });
});

describe('uncertain', () => {
  test('words of success that were there before prove nothing', async () => {
    const body = `<p>保存成功</p><button onclick="fetch('/save', { method: 'POST' })">保存</button>`;

    expect((await press({ body })).outcome.kind).toBe('uncertain');
  });

  test('words of success without an answer of the server prove nothing', async () => {
    const { outcome } = await press({ body: `<button onclick="show('保存成功')">保存</button>` });

    expect(outcome).toMatchObject({ kind: 'uncertain', reason: '没有看到服务器对这次保存的答复' });
  });

  test.each(['error', 'drop', 'silence'] as const)('the server answers with %s', async (how) => {
    answer = how;

    const { outcome, intents } = await press({ body: direct });

    expect(outcome.kind).toBe('uncertain');
    expect(intents).toHaveLength(1);
    expect(saves).toHaveLength(1);
  });

  test('the window is closed in the middle', async () => {
    answer = 'silence';
    const page = await browser.context.newPage();
    const beforePress = () => {
      setTimeout(() => void page.close(), 150);
      return Promise.resolve();
    };

    const { outcome } = await press({ body: direct, page, beforePress });

    expect(outcome).toMatchObject({ kind: 'uncertain', reason: '浏览器窗口被关闭' });
  });

  test('the draft is kept but the second press is not answered', async () => {
    const body = `<button onclick="post('状态：未提交')">保存</button><button>提交</button>`;
    const rule = {
      accepted: [{ toast: '未提交' }],
      submit: { button: '提交', confirm: [], accepted: [{ toast: '提交成功' }] },
    };

    expect((await press({ body, rule })).outcome).toMatchObject({ kind: 'uncertain' });
  });
});

describe('not pressed', () => {
  test.each([
    ['a box that the page draws', drawn],
    ['a native question', native],
  ])('an intent that cannot be written answers %s with no', async (_, body) => {
    let asked = 0;
    const saving = press({
      body,
      rule: { savesAfterConfirm: true, confirm },
      beforePress: () => {
        asked += 1;
        return Promise.reject(new Error('disk full'));
      },
    });

    await expect(saving).rejects.toThrow('disk full');
    expect(asked).toBe(1);
    expect(saves).toEqual([]);
  });

  test('no question comes: nothing was saved and no intent written', async () => {
    const body = `<button onclick="show('请先填写联系电话')">保存</button>`;

    const { outcome, intents } = await press({ body, rule: { savesAfterConfirm: true, confirm } });

    expect(outcome).toMatchObject({ kind: 'not-attempted', messages: ['请先填写联系电话'] });
    expect(intents).toEqual([]);
  });

  test('another question than the known one is answered no', async () => {
    const body = `<button onclick="if (confirm('删除全部记录？')) post('保存成功')">保存</button>`;

    const { outcome } = await press({ body, rule: { savesAfterConfirm: true, confirm } });

    expect(outcome.kind).toBe('not-attempted');
    expect(saves).toEqual([]);
  });

  test('a covered button is a fault before the intent', async () => {
    const body = `${direct}<div style="position:fixed;inset:0;background:#0008"><div style="position:absolute;top:300px;left:400px">公告<button>关闭</button></div></div>`;

    await expect(press({ body })).rejects.toMatchObject({ code: 'portal-blocking-dialog' });
    expect(saves).toEqual([]);
  });

  test('a button that is not there is a fault before the intent', async () => {
    await expect(press({ body: '<button>暂存</button>' })).rejects.toMatchObject({
      code: 'portal-form-changed',
    });
  });
});

test('refused words win over silence', async () => {
  const body = `<button onclick="post('年龄不符：未满16周岁')">保存</button>`;

  expect((await press({ body })).outcome).toMatchObject({ kind: 'refused', reason: 'business' });
});
