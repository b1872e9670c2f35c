// What a person could see and press on pages of any make: plain HTML here, one small page a case.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTableInPage, type DrawnTable } from '../../src/portal/driver/table-in-page.ts';
import { blockingLayer } from '../../src/portal/session/blocking-dialog.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { findButton, type ButtonQuery } from '../../src/portal/session/buttons.ts';
import { findFrame } from '../../src/portal/session/frames.ts';
import { holds, lookAt } from '../../src/portal/session/proofs.ts';
import { waitUntil } from '../../src/portal/session/wait-until.ts';
import { openTestBrowser } from './open-test-browser.ts';

let browser: PortalBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openTestBrowser();
  ({ page } = browser);
});
afterAll(() => browser[Symbol.asyncDispose]());

describe('findButton', () => {
  async function pressed(html: string, query: ButtonQuery): Promise<string> {
    await page.setContent(`<body>${html}</body>`);
    const search = await findButton(page, query);
    if (search.kind !== 'found') return search.kind;
    const id = await search.button.handle.evaluate((element) => element.id);
    return search.button.disabled ? `${id} disabled` : id;
  }

  test.each<[string, string, ButtonQuery, string]>([
    ['spaces inside', '<button id=a><span>保 存</span></button>', { text: '保存' }, 'a'],
    ['an input', '<input id=a type=submit value="保　存">', { text: '保存' }, 'a'],
    ['a picture', '<a id=a href="#"><img alt="查询" width=20 height=20></a>', { text: '查询' }, 'a'],
    ['a drawn one', '<div id=a style="cursor:pointer">查询</div>', { text: '查询' }, 'a'],
    [
      'the menu item and not the heading',
      '<h1 id=h>新增录入</h1><a id=a href="#">新增录入</a>',
      { text: '新增录入' },
      'a',
    ],
    ['not a longer text', '<button id=a>保存并提交</button>', { text: '保存' }, 'absent'],
    ['not a hidden one', '<button id=a style="display:none">保存</button>', { text: '保存' }, 'absent'],
    ['a grey one is told', '<button id=a disabled>保存</button>', { text: '保存' }, 'a disabled'],
    [
      'two are not guessed',
      '<button id=a>查询</button><button id=b>查询</button>',
      { text: '查询' },
      'ambiguous',
    ],
    [
      'the enabled of two',
      '<button id=a disabled>查询</button><button id=b>查询</button>',
      { text: '查询' },
      'b',
    ],
    [
      'the nearest of two',
      '<button id=a>查询</button><br><br><br><br><br><button id=b>查询</button>',
      { text: '查询', prefer: { x: 20, y: 400 } },
      'b',
    ],
    [
      'the one in the box with the text',
      '<button id=a>确定</button><div><div><p>确认提交吗？</p><footer><button id=b>确定</button></footer></div></div>',
      { text: '确定', around: '确认提交' },
      'b',
    ],
    [
      'none without the box',
      '<p>提交</p><button id=a>确定</button>',
      { text: '确定', around: '确认提交' },
      'absent',
    ],
  ])('%s', async (_, html, query, expected) => {
    expect(await pressed(html, query)).toBe(expected);
  });

  test('looks into frames', async () => {
    await page.setContent('<iframe srcdoc="<button id=inner>保存</button>"></iframe>');
    const found = await waitUntil(async () => (await findButton(page, { text: '保存' })).kind === 'found', {
      timeoutMs: 3_000,
    });

    expect(found).toBe(true);
  });
});

describe('readTableInPage', () => {
  const wanted = ['身份证号码', '状态'];
  async function read(html: string): Promise<DrawnTable> {
    await page.setContent(`<style>td,th{padding:4px;min-width:90px}</style>${html}`);
    const answer = await page.evaluate(readTableInPage, wanted);
    if (answer.kind !== 'read') throw new Error(answer.kind);
    return answer.table;
  }
  const row = (id: string, state: string) => ({ 身份证号码: id, 姓名: '甲', 状态: state });

  test.each([
    [
      'a plain table without th',
      '<table><tr><td>身份证号码<td>姓名<td>状态</tr><tr><td>A1<td>甲<td>通过</tr><tr><td>A2<td>甲<td>退回</tr></table>',
    ],
    [
      'head and body in two tables',
      '<div><table width=600><tr><th width=200>身份证号码<th width=200>姓名<th width=200>状态</tr></table></div>' +
        '<div><table width=600><tr><td width=200>A1<td width=200>甲<td width=200>通过</tr><tr><td>A2<td>甲<td>退回</tr></table></div>',
    ],
    [
      'a grid of divs',
      '<style>[role=row]{display:flex}[role=row]>*{width:150px;height:24px}</style><div role=grid><div role=row><div role=columnheader>身份证号码</div><div role=columnheader>姓名</div><div role=columnheader>状态</div></div>' +
        '<div role=row><div role=gridcell>A1</div><div role=gridcell>甲</div><div role=gridcell>通过</div></div><div role=row><div role=gridcell>A2</div><div role=gridcell>甲</div><div role=gridcell>退回</div></div></div>',
    ],
    [
      'a frozen first column in a table of its own',
      '<style>tr{height:30px}</style><div style="display:flex"><table><tr><th>身份证号码</tr><tr><td>A1</tr><tr><td>A2</tr></table>' +
        '<table><tr><th>姓名<th>状态</tr><tr><td>甲<td>通过</tr><tr><td>甲<td>退回</tr></table></div>',
    ],
  ])('%s', async (_, html) => {
    const table = await read(html);

    expect(table.rows).toHaveLength(2);
    expect(table.rows[0]).toMatchObject({ 身份证号码: 'A1', 状态: '通过' });
    expect(table.rows[1]).toMatchObject({ 身份证号码: 'A2', 状态: '退回' });
  });

  test('every column of the list is kept, also those that nobody asked for', async () => {
    const table = await read(
      '<table><tr><th>身份证号码<th>姓名<th>状态</tr><tr><td>A1<td>甲<td>通过</tr></table>',
    );

    expect(table.rows).toEqual([row('A1', '通过')]);
  });

  test('rows hidden under a header that stays on top are read', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `<tr><td>A${index}<td>甲<td>通过</tr>`).join('');
    const sticky = '<style>th{position:sticky;top:0;background:#fff}</style>';
    await page.setContent(
      `${sticky}<div id=box style="height:200px;overflow:auto"><table><thead><tr><th>身份证号码<th>姓名<th>状态</tr></thead>${rows}</table></div>`,
    );
    await page.evaluate(() => document.querySelector('#box')?.scrollTo(0, 500));

    const answer = await page.evaluate(readTableInPage, wanted);

    expect(answer.kind === 'read' ? answer.table.rows.length : 0).toBe(30);
  });

  test('a missing column is named', async () => {
    await page.setContent('<table><tr><th>身份证号码<th>审核状态</tr></table>');

    expect(await page.evaluate(readTableInPage, wanted)).toEqual({ kind: 'no-header', missing: ['状态'] });
  });
});

describe('blockingLayer', () => {
  const cover = 'position:fixed;inset:0;background:#0008';
  test.each([
    ['an ordinary page', '<h1>首页</h1><button>保存</button>', null],
    [
      'a list page that floats as a whole',
      `<div style="position:absolute;inset:0"></div><div style="${cover}"><h1>列表</h1><button>查询</button></div>`,
      null,
    ],
    ['a page that floats as a whole', `<div style="${cover}">${'<input>'.repeat(5)}</div>`, null],
    ['a toast', '<p>页</p><div style="position:fixed;top:10px;left:300px">保存成功</div>', null],
    [
      'a box on a mask',
      `<p>页</p><div style="${cover}"></div><div role=dialog style="position:fixed;top:200px;left:300px">请更新插件<button>确定</button></div>`,
      'dialog',
    ],
    [
      'a box inside the mask',
      `<p>页</p><div style="${cover}"><div style="position:absolute;top:300px;left:500px;width:400px;height:200px">公告<a href="#">关闭</a></div></div>`,
      'dialog',
    ],
    ['a loading mask', `<p>页</p><div style="${cover}">加载中</div>`, 'busy'],
  ])('%s', async (_, html, expected) => {
    await page.setContent(`<body style="margin:0;height:700px">${html}</body>`);

    expect((await blockingLayer(page))?.kind ?? null).toBe(expected);
  });

  test('a native modal dialog tells its text', async () => {
    await page.setContent('<dialog>请先确认<button>好</button></dialog>');
    await page.evaluate(() => document.querySelector('dialog')?.showModal());

    expect(await blockingLayer(page)).toMatchObject({
      kind: 'dialog',
      text: expect.stringContaining('请先确认') as string,
    });
  });
});

describe('TextWatch', () => {
  async function watched(html: string, act: () => Promise<unknown>, until: string): Promise<string[]> {
    await page.goto('about:blank');
    await page.setContent(html);
    const seen: string[] = [];
    const stop = await browser.texts.start(page, (lines) => seen.push(...lines));
    await act();
    await waitUntil(() => seen.some((line) => line.includes(until)), { timeoutMs: 3_000 });
    stop();
    return seen;
  }
  const addLine = (text: string) =>
    page.evaluate((line) => {
      const element = document.createElement('p');
      element.textContent = line;
      document.body.append(element);
    }, text);

  test('hears what appears, not what was there', async () => {
    const seen = await watched('<p>保存成功</p>', () => addLine('受理编号：CZ1'), 'CZ1');

    expect(seen).toEqual(['受理编号：CZ1']);
  });

  test('hears the same words again', async () => {
    const seen = await watched('<p>保存成功</p>', () => addLine('保存成功'), '保存成功');

    expect(seen).toEqual(['保存成功']);
  });

  test('hears a toast that is gone at once', async () => {
    const act = () =>
      page.evaluate(() => {
        const toast = document.createElement('p');
        toast.textContent = '保存成功';
        document.body.append(toast);
        setTimeout(() => {
          toast.remove();
        }, 120);
      });

    expect(await watched('<p>页</p>', act, '保存成功')).toEqual(['保存成功']);
  });

  test('a new address without a new document makes nothing new', async () => {
    const act = async () => {
      await page.evaluate(() => {
        location.hash = 'next';
      });
      await addLine('完成');
    };

    expect(await watched('<p>旧的成功提示</p>', act, '完成')).toEqual(['完成']);
  });

  test('a frame that loads later is heard', async () => {
    const act = () =>
      page.evaluate(() => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>保存成功</p>';
        document.body.append(frame);
      });

    expect(await watched('<p>页</p>', act, '保存成功')).toContain('保存成功');
  });
});

describe('proofs and frames', () => {
  test('every part of a proof must hold, one of several proofs is enough', async () => {
    await page.setContent('<label>身份证号码：</label><input><button>保存</button>');
    const look = () => lookAt(page, {});

    expect(await holds({ field: '身份证号码', button: '保存' }, look())).toBe(true);
    expect(await holds({ field: '身份证号码', button: '提交' }, look())).toBe(false);
    expect(await holds([{ text: '没有' }, { text: '/身份证.*/' }], look())).toBe(true);
    expect(await holds({ field: '身份证' }, look())).toBe(false);
    expect(await holds({ button: '保存', absent: '身份证' }, look())).toBe(false);
  });

  test('of two tabs with the same page the visible frame is taken', async () => {
    await page.setContent(
      '<iframe name=tab_1 style="display:none" srcdoc="<p id=one>录入</p>"></iframe><iframe name=tab_2 srcdoc="<p id=two>录入</p>"></iframe>',
    );
    const frame = await waitUntil(() => findFrame(page, { text: '录入' }), { timeoutMs: 3_000 });

    expect(frame?.name()).toBe('tab_2');
    expect(await findFrame(page, { name: 'tab_1' })).toBeNull();
  });

  test('a native question nobody expects is answered no, an alert is closed, both are kept', async () => {
    browser.dialogs.take();
    await page.setContent('<p>页</p>');

    const answer = await page.evaluate(() => {
      alert('提示一');
      return confirm('确认吗');
    });

    expect(answer).toBe(false);
    expect(browser.dialogs.take().map((dialog) => dialog.message)).toEqual(['提示一', '确认吗']);
  });
});
