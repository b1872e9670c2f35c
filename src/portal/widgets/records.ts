/** Finding one record in a list with its own search and pages, and taking it. Runs in the page. */
import {
  childrenOf,
  classOf,
  drawn,
  isFrame,
  isInput,
  parentOf,
  viewOf,
  visible,
  within,
} from '../in-page/dom.ts';
import { key, press, typeOver } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { buttonIn } from '../in-page/layers.ts';
import { rowsOf, rowsStill } from '../in-page/rows.ts';
import { nextFrame, nextTask, until } from '../in-page/waiting.ts';
import { isEmptyNote, isLoadingNote, shownText, tidy } from '../in-page/words.ts';
import { listing } from './widget.ts';

/** Words of a button or link that chooses. */
export const choosing = /^(选择|选取|选定|选中|查找|浏览|挑选|\.{2,3}|…|\u{1F50D})/u;

interface Entry {
  row: HTMLElement;
  cells: string[];
}

/** The document inside a layer that is a frame, else the layer. */
export function contentOf(layer: HTMLElement): HTMLElement {
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
export function entries(content: HTMLElement): Entry[] {
  const found: Entry[] = [];
  for (const row of content.querySelectorAll('tr')) {
    const cells = [...row.children].filter((c) => c.localName === 'td');
    if (cells.length === 0 || !visible(row) || row.querySelector('tr') !== null) continue;
    if (row.querySelector('input[type=text], select, textarea') !== null) continue;
    const texts = cells.map((c) => shownText(c));
    if (texts.length === 1 && isEmptyNote(texts[0] ?? '')) continue;
    if (texts.some((t) => t !== '')) found.push({ row, cells: texts });
  }
  if (found.length > 0) return found;
  return rowsOf(content)
    .filter((r) => r.item.querySelector('input[type=text], input:not([type]), select, textarea') === null)
    .map((r) => ({
      row: r.el,
      cells: r.el.innerText
        .split(/\n|\t/)
        .map(tidy)
        .filter((t) => t !== ''),
    }));
}

export function fits(entry: Entry, path: string[]): boolean {
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

/** A veil or a note over the list says that it is being loaded. */
function isLoading(content: HTMLElement): boolean {
  return [...content.querySelectorAll<HTMLElement>('[class*=loading i]')].some((e) => {
    if (!visible(e) || e.querySelector('tr, li, input') !== null) return false;
    const text = shownText(e);
    return text === '' || isLoadingNote(text);
  });
}

async function listStill(content: HTMLElement, limit: number): Promise<void> {
  await askHost({ do: 'idle', limit });
  await until(() => !isLoading(content), 3000);
  await rowsStill(content, 40, 2000);
}

function pageButton(layer: HTMLElement, by: 1 | -1): HTMLElement | null {
  const words = by === 1 ? /^(下一页|下页|后页|后一页)$/ : /^(上一页|上页|前页|前一页)$/;
  const signs = by === 1 ? /^(>|›|»|next)$/i : /^(<|‹|«|prev(ious)?)$/i;
  const classWord = by === 1 ? /(^|[\s_-])next([\s_-]|$)/i : /(^|[\s_-])prev(ious)?([\s_-]|$)/i;
  const marks = [
    ...layer.querySelectorAll<HTMLElement>('a, button, li, span, input[type=button], td'),
  ].filter((e) => {
    if (!visible(e)) return false;
    const text = tidy(isInput(e) ? e.value : e.innerText).replace(/\s/g, '');
    const pager = e.closest('[class*=pag i], [id*=pag i]') !== null;
    return (
      words.test(text) ||
      (pager && signs.test(text)) ||
      (pager && text === '' && classWord.test(classOf(e))) ||
      words.test(e.getAttribute('title') ?? '')
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

/**
 * How far a search for a record has come. A window that loads itself anew for every search and page takes the engine with
 * it: the outside keeps this and starts again from here.
 */
export interface PickProgress {
  step: 'start' | 'walk' | 'return' | 'take';
  /** What the list on show was searched for; null: nothing was searched. */
  searched: string | null;
  /** Page on show, counted from the first. */
  page: number;
  /** First page with the record, -1 while none was met. */
  foundOn: number;
  hits: number;
  seen: string[];
}

function atStart(): PickProgress {
  return { step: 'start', searched: null, page: 0, foundOn: -1, hits: 0, seen: [] };
}

/** Where it stands is told before every press that may load the page anew. */
type Note = (progress: PickProgress) => Promise<void>;

interface Browsing {
  layer: HTMLElement;
  content: () => HTMLElement;
  path: string[];
  limit: number;
  note: Note;
}

/** Turns one page on or back; false when there is none or the list stays as it is. */
async function turn(b: Browsing, p: PickProgress, by: 1 | -1): Promise<boolean> {
  const button = pageButton(b.content(), by) ?? pageButton(b.layer, by);
  if (button === null) return false;
  const before = signature(b.content());
  p.page += by;
  await b.note(p);
  const changed = (): boolean => signature(b.content()) !== before;
  const { answered = 0 } = await askHost({ do: 'answered' });
  press(button);
  let moved = (await until(changed, 80)) !== null;
  if (!moved) {
    const after = await askHost({ do: 'idle', limit: b.limit });
    // The portal was asked and has answered the same: there is no further page.
    moved = (await until(changed, (after.answered ?? 0) > answered ? 60 : 220)) !== null;
  }
  if (moved) await listStill(b.content(), b.limit);
  else p.page -= by;
  return moved;
}

/** Looks through the pages from the one on show to the last, counting rows that fit. */
async function walk(b: Browsing, p: PickProgress): Promise<void> {
  for (;;) {
    const list = entries(b.content());
    const hits = list.filter((e) => fits(e, b.path)).length;
    if (hits > 0 && p.foundOn < 0) p.foundOn = p.page;
    p.hits += hits;
    for (const e of list)
      if (p.seen.length < 40) p.seen.push(e.cells.filter((t) => t !== '' && !choosing.test(t)).join(' '));
    if (p.page >= 30 || !(await turn(b, p, 1))) return;
  }
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
  // Its own box where it is drawn: a row that is ticked by any click in it would be unticked again for its label.
  const boxes = ticks.filter((t) => isInput(t) && drawn(t));
  const drawnTicks = ticks.filter((t) => visible(t) && !isInput(t));
  const tick =
    boxes[0] ??
    drawnTicks.find((t) => !drawnTicks.some((o) => o !== t && t.contains(o))) ??
    ticks.find((t) => visible(t, false)) ??
    null;
  if (button !== null) press(button);
  else if (tick !== null) press(boxes.includes(tick) ? tick : (tick.closest('label') ?? tick));
  else {
    const cell =
      [...entry.row.querySelectorAll<HTMLElement>('td')].find((c) => shownText(c) !== '') ?? entry.row;
    press(cell.querySelector('a') ?? cell);
  }
  const confirm = (): HTMLElement | null => {
    const inputs = layer.querySelectorAll('input, select, textarea').length;
    for (let at: HTMLElement | null = layer, n = 0; at !== null && n < 3; at = parentOf(at), n += 1) {
      // The answer of what holds other controls is not the picker's.
      if (!isFrame(layer) && at.querySelectorAll('input, select, textarea').length > inputs) break;
      const found = [...new Set([buttonIn(at, /^(确定|确认|选择|完成|ok)$/i)])][0] ?? null;
      if (found !== null && !within(found, entry.row)) return found;
      if (isFrame(at) || at.localName === 'body') continue;
    }
    return null;
  };
  const answer = (): HTMLElement | null =>
    confirm() ??
    (viewOf(layer).frameElement === null ? null : buttonIn(contentOf(layer), /^(确定|确认|选择|完成)$/));
  // A tick is confirmed by a button where there is one; a page that takes it at once has gone by then.
  if ((await until(done, button === null && answer() !== null ? 50 : 150)) !== null) return;
  const ok = answer();
  if (ok !== null) {
    press(ok);
    if ((await until(done, 300)) !== null) return;
  }
  if (button === null && entry.row.isConnected) {
    press(entry.row.querySelector<HTMLElement>('td') ?? entry.row, 2);
    await until(done, 400);
  }
}

/** Why no record was taken; `missing`: the picker does not know it at all. */
export interface NotPicked {
  reason: string;
  missing: boolean;
}

/** Works a picker that is open; null when its row was taken. `done` tells that the picker has closed. */
export async function pickRecord(
  layer: HTMLElement,
  path: string[],
  limit: number,
  done: () => boolean,
  progress: PickProgress = atStart(),
  note: Note = () => Promise.resolve(),
): Promise<NotPicked | null> {
  const content = (): HTMLElement => contentOf(layer);
  const b: Browsing = { layer, content, path, limit, note };
  await until(() => content().querySelector('tr, li, [role=treeitem], [role=option]') !== null, limit);
  await listStill(content(), limit);
  const p = progress;
  const wanted = path.at(-1) ?? '';
  const search = async (text: string): Promise<void> => {
    Object.assign(p, { searched: text, page: 0 });
    await note(p);
    await searchFor(content, text, limit);
  };
  if (p.step === 'start') {
    p.step = 'walk';
    if (path.length === 1 && searchBox(content()) !== null) await search(wanted);
  }
  if (p.step === 'walk') {
    await walk(b, p);
    if (p.hits === 0 && p.searched === wanted && wanted !== '') {
      p.seen = [];
      await search('');
      await walk(b, p);
    }
  }
  const text = path.join(' / ');
  if (p.hits === 0) return { missing: true, reason: `没有找到“${text}”。${listing(p.seen)}` };
  if (p.hits > 1) {
    const alike = listing(p.seen.filter((s) => s.includes(wanted)));
    return { missing: false, reason: `找到 ${String(p.hits)} 条“${text}”，无法确定是哪一条：${alike}` };
  }
  if (p.step !== 'take') {
    p.step = 'return';
    while (p.page > p.foundOn && (await turn(b, p, -1)));
    if (p.page > p.foundOn && p.searched !== null) await search(p.searched);
    while (p.page < p.foundOn && (await turn(b, p, 1)));
  }
  const entry = entries(content()).find((e) => fits(e, path));
  if (entry === undefined) return { missing: false, reason: `找到过“${text}”，翻回那一页时不见了` };
  p.step = 'take';
  await note(p);
  await take(layer, entry, done);
  return null;
}
