/** Choosing a record in a dialog, layer, frame or pop-up window with its own search and pages. */
import type { Control } from '../in-page/controls.ts';
import { childrenOf, classOf, isFrame, isInput, parentOf, viewOf, visible, within } from '../in-page/dom.ts';
import { key, leave, press, typeOver } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { buttonIn, closerIn } from '../in-page/layers.ts';
import { expanderOf, openPanel, type Panel } from '../in-page/panel.ts';
import { rowsOf, rowsStill } from '../in-page/rows.ts';
import { isReadOnly, shownBy, shownOf } from '../in-page/shown.ts';
import { nextFrame, nextTask, until } from '../in-page/waiting.ts';
import { shownText, tidy } from '../in-page/words.ts';
import { showsValue } from '../shown-equals.ts';
import { pathInPanel } from './path.ts';
import { asText, listing, type Task, type Widget } from './widget.ts';

const choosing = /^(选择|选取|选定|选中|查找|浏览|挑选|\.{2,3}|…|\u{1F50D})/u;

/** Button beside the field that opens the picker, by its words or its glass. */
export function pickerButton(c: Control): HTMLElement | null {
  const near: HTMLElement[] = [];
  for (let at: HTMLElement | null = c.face, n = 0; at !== null && n < 4; at = parentOf(at), n += 1) {
    if (
      n > 0 &&
      at.querySelectorAll('input:not([type=hidden]):not([type=button]), select, textarea').length > 1
    )
      break;
    if (n > 0)
      near.push(
        ...at.querySelectorAll<HTMLElement>('button, a, input[type=button], [role=button], [onclick], img'),
      );
    if (/^(td|tr|form|body)$/.test(at.localName) && n > 0) break;
  }
  const words = (b: HTMLElement): string =>
    tidy(
      isInput(b) ? b.value : `${b.innerText}${b.getAttribute('title') ?? ''}${b.getAttribute('alt') ?? ''}`,
    );
  const fits = near.filter((b) => b !== c.face && b !== c.el && visible(b) && choosing.test(words(b)));
  if (fits[0] !== undefined) return fits[0];
  if (!isReadOnly(c)) return null;
  return (
    near.find(
      (b) =>
        b !== c.face &&
        visible(b) &&
        b.hasAttribute('onclick') &&
        b.getBoundingClientRect().width < 60 &&
        words(b) === '',
    ) ?? null
  );
}

interface Entry {
  row: HTMLElement;
  cells: string[];
}

/** The document inside a layer that is a frame, else the layer. */
function contentOf(layer: HTMLElement): HTMLElement {
  const frame = isFrame(layer) ? layer : [...layer.querySelectorAll('iframe')].find((f) => visible(f));
  if (frame === undefined) return layer;
  const inner = childrenOf(frame)[0];
  if (inner === undefined) return layer;
  const nested = [...inner.querySelectorAll('iframe, frame')].find(
    (f) => visible(f) && (childrenOf(f)[0]?.querySelector('tr, li') ?? null) !== null,
  );
  return nested === undefined ? inner : (childrenOf(nested)[0] ?? inner);
}

/** Records on show: table rows with cells, else rows of a list. */
function entries(content: HTMLElement): Entry[] {
  const found: Entry[] = [];
  for (const row of content.querySelectorAll('tr')) {
    const cells = [...row.children].filter((c) => c.localName === 'td');
    if (cells.length === 0 || !visible(row) || row.querySelector('tr') !== null) continue;
    if (row.querySelector('input[type=text], select, textarea') !== null) continue;
    const texts = cells.map((c) => shownText(c));
    if (texts.some((t) => t !== '')) found.push({ row, cells: texts });
  }
  if (found.length > 0) return found;
  return rowsOf(content).map((r) => ({
    row: r.el,
    cells: r.el.innerText
      .split(/\n|\t/)
      .map(tidy)
      .filter((t) => t !== ''),
  }));
}

function fits(entry: Entry, path: string[]): boolean {
  return path.every((p) => entry.cells.includes(p) || (entry.cells.length === 1 && entry.cells[0] === p));
}

function searchBox(content: HTMLElement): HTMLInputElement | null {
  const all = [...content.querySelectorAll('input')].filter(
    (i) =>
      /^(text|search|)$/.test(i.type) &&
      !i.readOnly &&
      !i.disabled &&
      visible(i) &&
      !/pag|jump|goto/i.test(`${classOf(i)} ${classOf(i.parentElement ?? i)} ${i.name}`),
  );
  const hint = (i: HTMLInputElement): string =>
    `${i.placeholder} ${i.title} ${tidy((i.closest('td')?.previousElementSibling as HTMLElement | null)?.innerText ?? i.parentElement?.innerText ?? '')}`;
  return (
    all.find((i) => /名称|姓名|关键字|关键词/.test(hint(i))) ??
    all.find((i) => !/编号|编码|代码|页/.test(hint(i))) ??
    all[0] ??
    null
  );
}

function signature(content: HTMLElement): string {
  return entries(content)
    .map((e) => e.cells.join('|'))
    .join('\n');
}

async function listStill(content: HTMLElement, limit: number): Promise<void> {
  await askHost({ do: 'idle', limit });
  await until(
    () =>
      content.querySelector('[class*=loading i] , .el-loading-mask') === null ||
      [...content.querySelectorAll<HTMLElement>('[class*=loading-mask i]')].every((m) => !visible(m)),
    1500,
  );
  await rowsStill(content, 40, 2000);
}

function nextPage(layer: HTMLElement): HTMLElement | null {
  const marks = [
    ...layer.querySelectorAll<HTMLElement>('a, button, li, span, input[type=button], td'),
  ].filter((e) => {
    if (!visible(e)) return false;
    const text = tidy(isInput(e) ? e.value : e.innerText).replace(/\s/g, '');
    const classes = classOf(e);
    const pager = e.closest('[class*=pag i], [id*=pag i]') !== null;
    return (
      /^(下一页|下页|后页)$/.test(text) ||
      (pager && /^(>|›|»|next)$/i.test(text)) ||
      (pager && text === '' && /(^|[\s_-])next([\s_-]|$)/i.test(classes)) ||
      e.getAttribute('title') === '下一页'
    );
  });
  const mark = marks.find((m) => !marks.some((o) => o !== m && m.contains(o)));
  if (mark === undefined) return null;
  for (let at: HTMLElement | null = mark, n = 0; at !== null && n < 2; at = at.parentElement, n += 1)
    if (
      at.matches(':disabled') ||
      at.getAttribute('aria-disabled') === 'true' ||
      /disabled/i.test(classOf(at))
    )
      return null;
  if (
    mark.localName === 'span' &&
    mark.closest('a,button,li') === null &&
    !mark.hasAttribute('onclick') &&
    viewOf(mark).getComputedStyle(mark).cursor !== 'pointer'
  )
    return null;
  return mark;
}

/** Looks through the pages from the one on show; rows that fit, with the page they stand on. */
async function throughPages(
  layer: HTMLElement,
  content: () => HTMLElement,
  path: string[],
  limit: number,
): Promise<{ page: number; hits: number; pages: number; seen: string[] }> {
  let result = { page: -1, hits: 0 };
  const seen: string[] = [];
  let page = 0;
  for (;;) {
    const list = entries(content());
    const hits = list.filter((e) => fits(e, path)).length;
    if (hits > 0) result = { page: result.page < 0 ? page : result.page, hits: result.hits + hits };
    for (const e of list)
      if (seen.length < 40) seen.push(e.cells.filter((t) => t !== '' && !choosing.test(t)).join(' '));
    const next = nextPage(content()) ?? nextPage(layer);
    if (next === null || page >= 30) break;
    const before = signature(content());
    press(next);
    if ((await until(() => signature(content()) !== before, 300)) === null) {
      await listStill(content(), limit);
      if (signature(content()) === before) break;
    }
    await listStill(content(), limit);
    page += 1;
  }
  return { ...result, pages: page + 1, seen };
}

async function searchFor(content: () => HTMLElement, text: string, limit: number): Promise<boolean> {
  const box = searchBox(content());
  if (box === null) return false;
  await typeOver(box, text);
  const button = buttonIn(content(), /^(查询|搜索|搜寻|检索|查找|筛选|过滤)$/);
  if (button !== null) press(button);
  else for (const type of ['keydown', 'keypress', 'keyup']) key(box, type, 'Enter', 13);
  await nextTask();
  await nextFrame();
  await until(() => content().isConnected, 3000);
  await listStill(content(), limit);
  return true;
}

/** Takes the one row: its own button, its tick, a click, a double click, then 确定. */
async function take(layer: HTMLElement, entry: Entry, done: () => boolean): Promise<void> {
  const button = buttonIn(entry.row, /^(选择|选取|选定|选中|选用|确定)$/);
  const ticks = [
    ...entry.row.querySelectorAll<HTMLElement>(
      'input[type=radio], input[type=checkbox], [class*=radio i], [class*=checkbox i]',
    ),
  ];
  const drawnTicks = ticks.filter((t) => visible(t) && !isInput(t));
  const tick =
    drawnTicks.find((t) => !drawnTicks.some((o) => o !== t && t.contains(o))) ??
    ticks.find((t) => visible(t, false)) ??
    null;
  if (button !== null) press(button);
  else if (tick !== null) press(tick.closest('label') ?? tick);
  else {
    const cell =
      [...entry.row.querySelectorAll<HTMLElement>('td')].find((c) => shownText(c) !== '') ?? entry.row;
    press(cell.querySelector('a') ?? cell);
  }
  if ((await until(done, 150)) !== null) return;
  const confirm = (): HTMLElement | null => {
    for (let at: HTMLElement | null = layer, n = 0; at !== null && n < 3; at = parentOf(at), n += 1) {
      const found = [...new Set([buttonIn(at, /^(确定|确认|选择|完成|ok)$/i)])][0] ?? null;
      if (found !== null && !within(found, entry.row)) return found;
      if (isFrame(at) || at.localName === 'body') continue;
    }
    return null;
  };
  const ok =
    confirm() ??
    (viewOf(layer).frameElement === null ? null : buttonIn(contentOf(layer), /^(确定|确认|选择|完成)$/));
  if (ok !== null) {
    press(ok);
    if ((await until(done, 300)) !== null) return;
  }
  if (button === null && entry.row.isConnected) {
    press(entry.row.querySelector<HTMLElement>('td') ?? entry.row, 2);
    await until(done, 400);
  }
}

/** Works a picker that is open; null when its row was taken. `done` tells that the picker has closed. */
export async function pickRecord(
  layer: HTMLElement,
  path: string[],
  limit: number,
  done: () => boolean,
): Promise<string | null> {
  const content = (): HTMLElement => contentOf(layer);
  await until(() => content().querySelector('tr, li, [role=treeitem], [role=option]') !== null, limit);
  await listStill(content(), limit);
  const wanted = path.at(-1) ?? '';
  const searched = path.length === 1 && (await searchFor(content, wanted, limit));
  let result = await throughPages(layer, content, path, limit);
  if (result.hits === 0 && searched) {
    await searchFor(content, '', limit);
    const all = await throughPages(layer, content, path, limit);
    result = { ...all, seen: all.seen };
  }
  if (result.hits === 0) return `没有找到“${path.join(' / ')}”。${listing(result.seen)}`;
  if (result.hits > 1)
    return `找到 ${String(result.hits)} 条“${path.join(' / ')}”，无法确定是哪一条：${listing(result.seen.filter((s) => s.includes(wanted)))}`;
  if (result.pages > 1 && result.page !== result.pages - 1) {
    // Back to the page of the row: the search starts over and turns to it.
    if (searchBox(content()) !== null) await searchFor(content, searched ? wanted : '', limit);
    for (let p = 0; p < result.page; p += 1) {
      const next = nextPage(content()) ?? nextPage(layer);
      if (next !== null) press(next);
      await listStill(content(), limit);
    }
  }
  const entry = entries(content()).find((e) => fits(e, path));
  if (entry === undefined) return `找到过“${path.join(' / ')}”，翻回那一页时不见了`;
  await take(layer, entry, done);
  return null;
}

/** A picker that opened over the page: records, or a tree when the value is a path. */
export async function inPickerPanel(panel: Panel, path: string[], task: Task): Promise<string | null> {
  const gone = (): boolean => !panel.el.isConnected || !visible(panel.el);
  await until(
    () =>
      contentOf(panel.el).querySelector('tr, li, [role=treeitem]') !== null ||
      rowsOf(contentOf(panel.el)).length > 0,
    task.limit,
  );
  const content = contentOf(panel.el);
  const rows = rowsOf(content);
  const unfolds =
    rows.some((r) => expanderOf(r.el, r.item, r.left) !== null) ||
    (path.length > 1 && rows.some((r) => r.text === path[0]));
  const tree = unfolds && entries(content).every((e) => !fits(e, path));
  let reason = tree
    ? await pathInPanel({ el: content, shape: 'tree' }, path, task)
    : await pickRecord(panel.el, path, task.limit, gone);
  if (reason === null && !gone()) {
    const ok = buttonIn(panel.el, /^(确定|确认|完成|ok)$/i) ?? buttonIn(content, /^(确定|确认|选择|完成)$/);
    if (
      ok !== null &&
      (await until(() => gone() || showsValue(task.field.kind, path, shownOf(task.field)), 150)) === null
    )
      press(ok);
    await until(gone, 600);
  }
  if (!gone()) {
    const closer = closerIn(panel.el) ?? closerIn(content);
    if (closer !== null) press(closer);
    if ((await until(gone, 800)) === null) reason ??= '选择窗口没有关闭';
  }
  return reason;
}

async function setPicker(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const path = (Array.isArray(task.value) ? task.value : [asText(task.value)]).map(tidy);
  // The real mouse: a browser lets a page open a window only for a person's own click.
  const panel = await openPanel(c, task.attempt > 1 ? 3000 : 500, true, pickerButton(c) ?? c.face);
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开选择窗口';
  let reason: string | null;
  if (panel.shape === 'popup') {
    const answer = await askHost({ do: 'pick-in-popup', value: path });
    reason = answer.ok ? null : (answer.reason ?? '弹出窗口里没有选成');
  } else if (panel.shape === 'dialog' || panel.shape === 'empty')
    reason = await inPickerPanel(panel, path, task);
  else reason = await pathInPanel(panel, path, task);
  leave(c.el);
  if (reason !== null) return reason;
  const shows = (): boolean =>
    showsValue('picker', path.at(-1) ?? '', shownOf(f)) || showsValue('cascader', path, shownOf(f));
  return (await until(shows, 1000)) !== null ? null : `选择“${path.join(' / ')}”后门户显示“${shownBy(c)}”`;
}

export const pickerWidget: Widget = { name: 'picker', kinds: ['picker'], set: setPicker };
