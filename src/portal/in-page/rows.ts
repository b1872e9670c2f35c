/** Rows of lists, trees and columns: what can be chosen, by its whole text. Runs in the page. */
import { classOf, isFrame, viewOf, visible } from './dom.ts';
import { allIn, hasFolds, linesOf, repeated } from './unnamed-rows.ts';
import { nextFrame, standsStill } from './waiting.ts';
import { isEmptyNote, isHint, isLoadingNote, shownText, tidy } from './words.ts';

export interface Row {
  /** What is clicked: the row's own part, without its children. */
  el: HTMLElement;
  /** The element with everything below it. */
  item: HTMLElement;
  text: string;
  /** First line where a row has several: name above, code below. */
  first: string;
  disabled: boolean;
  selected: boolean;
  /** Left edge of the words: depth in a tree. */
  left: number;
}

const itemSelector =
  '[role=option],[role=treeitem],[role=menuitem],[role=menuitemcheckbox],[role=menuitemradio]';

/** Elements below the panel that hold one of the items. One walk up from each: lists may have thousands of rows. */
function holdersOf(items: Iterable<Element>, panel: Element): Set<Element> {
  const holders = new Set<Element>();
  for (const item of items)
    for (let at = item.parentElement; at !== null && at !== panel && !holders.has(at); at = at.parentElement)
      holders.add(at);
  return holders;
}

function ownPart(item: HTMLElement, holders: Set<Element>): HTMLElement {
  const nested = holders.has(item);
  const wrapsList = item.querySelector('ul, ol, [role=group]') !== null;
  if (!nested && !wrapsList) return item;
  for (const child of item.children) {
    const c = child as HTMLElement;
    if (/^(ul|ol)$/.test(c.localName) || c.getAttribute('role') === 'group' || !visible(c)) continue;
    if (shownText(c) !== '' && !holders.has(c)) return c;
  }
  return item;
}

function textLeft(el: HTMLElement): number {
  const walker = el.ownerDocument.createTreeWalker(el, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (tidy(node.textContent ?? '').replace(/^[▸▹▶►▷▾▿▼▽⊞⊟＋－+−-]$/, '') === '') continue;
    const range = el.ownerDocument.createRange();
    range.selectNodeContents(node);
    const r = range.getBoundingClientRect();
    if (r.width > 0) return r.left;
  }
  return el.getBoundingClientRect().left;
}

/** State said by ARIA or by a class on the row or right around it. */
function says(row: HTMLElement, item: HTMLElement, aria: string, words: RegExp): boolean {
  for (const el of new Set([
    row,
    item,
    ...(item.parentElement?.childElementCount === 1 ? [item.parentElement] : []),
  ])) {
    if (el.getAttribute(aria) === 'true') return true;
    if (words.test(classOf(el))) return true;
  }
  return false;
}

/** Words of a row as its lines show them: pieces drawn side by side are one text, however the page has cut it up. */
function linesIn(el: HTMLElement): string[] {
  const lines: { text: string; bottom: number; right: number; middle: number }[] = [];
  const walker = el.ownerDocument.createTreeWalker(el, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').replace(/\s+/g, ' ');
    if (tidy(text) === '' || node.parentElement?.checkVisibility({ visibilityProperty: true }) !== true)
      continue;
    const range = el.ownerDocument.createRange();
    range.selectNodeContents(node);
    const r = range.getBoundingClientRect();
    if (r.width < 1 || r.height < 1) continue;
    const middle = (r.top + r.bottom) / 2;
    const last = lines.at(-1);
    if (last !== undefined && (middle < last.bottom || Math.abs(middle - last.middle) < 4)) {
      const apart = r.left - last.right > 2.5 && !/\s$/.test(last.text) ? ' ' : '';
      last.text += apart + text;
      last.right = r.right;
      last.bottom = Math.max(last.bottom, r.bottom);
    } else lines.push({ text, bottom: r.bottom, right: r.right, middle });
  }
  return lines.map((l) => tidy(l.text)).filter((t) => t.replace(foldMark, '') !== '');
}

const foldMark = /^[▸▹▶►▷▾▿▼▽⊞⊟＋－]\s*/;

function toRow(el: HTMLElement, item: HTMLElement): Row | null {
  const raw = el.innerText;
  // Line breaks in the text may be boxes side by side: a highlighted piece of a name is not a first line.
  const lines = /\n/.test(raw.trim()) ? linesIn(el) : [tidy(raw)];
  const text = tidy(lines.join(' ')).replace(foldMark, '');
  if (text === '' || text.length > 200) return null;
  return {
    el,
    item,
    text,
    first: lines[0]?.replace(foldMark, '') ?? text,
    disabled: says(el, item, 'aria-disabled', /(^|[\s_-])disabled?([\s_-]|$)/i),
    selected: says(
      el,
      item,
      'aria-selected',
      /(^|[\s_-])(is-)?(selected|checked|active|layui-this|on)(\s|$)/i,
    ),
    left: textLeft(el),
  };
}

/** Visible rows of a panel, in the order of the page. Notes such as 无数据 are no rows. */
export function rowsOf(panel: HTMLElement): Row[] {
  // A whole list may call itself an item: its rows are inside.
  let items = allIn(panel, itemSelector).filter((i) => visible(i) && !/^(ul|ol)$/.test(i.localName));
  if (items.length === 0)
    items = allIn(panel, 'li, dd').filter(
      (i) => visible(i) && !/(^|[\s_-])(divider|group-?title|header)([\s_-]|$)/i.test(classOf(i)),
    );
  if (items.length === 0) items = hasFolds(panel) ? linesOf(panel) : repeated(panel);
  if (panel.matches(itemSelector) && items.length === 0) items = [panel];
  const holders = holdersOf(items, panel);
  const rows: Row[] = [];
  for (const item of items) {
    const own = ownPart(item, holders);
    if (own === item && holders.has(item)) continue;
    const row = toRow(own, item);
    if (row === null || isEmptyNote(row.text) || isLoadingNote(row.text) || isHint(row.text)) continue;
    const holder = item.parentElement;
    if (holder !== null && classOf(item).includes('group') && item.querySelector(itemSelector) !== null)
      continue;
    rows.push(row);
  }
  return asDrawn(rows);
}

/** Long lists use their rows again in any order: one column is read from top to bottom. */
function asDrawn(rows: Row[]): Row[] {
  const places = rows.map((r) => r.el.getBoundingClientRect());
  const left = places[0]?.left ?? 0;
  const falls = places.some((p, i) => i > 0 && p.top < (places[i - 1]?.top ?? 0) - 2);
  if (!falls || places.some((p) => Math.abs(p.left - left) > 2)) return rows;
  return rows.toSorted((a, b) => a.el.getBoundingClientRect().top - b.el.getBoundingClientRect().top);
}

/** The part of a panel that scrolls its rows. */
export function scrollerOf(panel: HTMLElement, rows: Row[]): HTMLElement | null {
  const first = rows[0];
  return first === undefined ? null : scrollerOfElement(first.el, panel);
}

/** The box around the element, inside the panel or its own, that scrolls up and down. */
export function scrollerOfElement(el: HTMLElement, panel: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = el; at !== null; at = at.parentElement) {
    const style = viewOf(at).getComputedStyle(at);
    if (at.scrollHeight > at.clientHeight + 8 && at.clientHeight > 20 && style.overflowY !== 'visible')
      return at;
    if (at === panel || at === panel.parentElement) break;
  }
  return null;
}

/** Waits until rows and panel have stopped changing. */
export async function rowsStill(panel: HTMLElement, quiet = 30, limit = 3000): Promise<void> {
  let probe: Element | undefined;
  await standsStill(
    () => {
      const r = panel.getBoundingClientRect();
      // Rows may slide inside a box that stands.
      if (probe?.isConnected !== true) probe = rowsOf(panel)[0]?.el;
      const inner = probe?.getBoundingClientRect();
      return `${Math.round(r.left)},${Math.round(r.top)},${Math.round(r.height)},${Math.round(inner?.top ?? 0)},${panel.getElementsByTagName('*').length},${panel.textContent.length}`;
    },
    quiet,
    limit,
  );
}

/** Goes through all rows, scrolling where the list is longer than it shows; stops as soon as `visit` says so. */
export async function eachRow(panel: HTMLElement, visit: (row: Row) => boolean): Promise<Row | null> {
  let rows = rowsOf(panel);
  const scroller = scrollerOf(panel, rows);
  if (scroller === null) return rows.find((r) => visit(r)) ?? null;
  const allMounted = !isVirtual(scroller, rows);
  // A list is left as it stood: some draw a bar of their own and never learn that they were scrolled.
  const start = scroller.scrollTop;
  const notFound = async (): Promise<null> => {
    const moved = scroller.scrollTop - start;
    if (moved === 0) return null;
    const last = keysOf(rows);
    scroller.scrollTop = start;
    // Whoever looks next must find the rows of this place, not those of the end.
    if (!allMounted) await rowsAfterScroll(panel, last, Math.abs(moved) > 40);
    return null;
  };
  if (!allMounted && scroller.scrollTop > 0) {
    scroller.scrollTop = 0;
    await nextFrame();
    await nextFrame();
    rows = rowsOf(panel);
  }
  const seen: string[] = [];
  for (let guard = 0; guard < 400; guard += 1) {
    // Rows met again after scrolling are told by their order: their places move while a list measures itself.
    const keys = keysOf(rows);
    const again = allMounted ? 0 : overlapOf(seen, keys);
    seen.push(...keys.slice(again));
    for (const row of rows.slice(again)) if (visit(row)) return row;
    if (allMounted || scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2)
      return notFound();
    const from = scroller.scrollTop;
    scroller.scrollTop = from + Math.max(20, scroller.clientHeight * 0.7);
    if (scroller.scrollTop === from) return notFound();
    rows = await rowsAfterScroll(panel, keys, scroller.scrollTop - from > 40);
  }
  return notFound();
}

/** Rows once the list has drawn the part it was scrolled to: others than before, and going on where those ended. */
async function rowsAfterScroll(panel: HTMLElement, before: string[], far: boolean): Promise<Row[]> {
  let rows: Row[] = [];
  // A busy page draws what has been scrolled to a while later.
  for (let frame = 1; frame <= 20; frame += 1) {
    await nextFrame();
    if (frame === 1) continue;
    rows = rowsOf(panel);
    const keys = keysOf(rows);
    const moved = keys.some((key, i) => key !== before[i]);
    if (!far || (moved && (overlapOf(before, keys) > 0 || frame > 4))) break;
  }
  return rows;
}

function keysOf(rows: Row[]): string[] {
  return rows.map((r) => `${r.text}@${String(Math.round(r.left))}`);
}

/** How many of the new rows only repeat the end of what was seen: the longest such piece. */
function overlapOf(seen: string[], next: string[]): number {
  for (let n = Math.min(seen.length, next.length); n > 0; n -= 1) {
    const start = seen.length - n;
    if (next.slice(0, n).every((key, i) => key === seen[start + i])) return n;
  }
  // All of it may lie inside what was seen, when a list keeps rows mounted above.
  for (let start = seen.length - next.length; start >= 0; start -= 1)
    if (next.every((key, i) => key === seen[start + i])) return next.length;
  return 0;
}

/** Only some of the rows are in the document: what scrolls is longer than they are, or there is a hole among them. */
function isVirtual(scroller: HTMLElement, rows: Row[]): boolean {
  const start = scroller.getBoundingClientRect().top + scroller.clientTop - scroller.scrollTop;
  const lines = rows
    .filter((r) => scroller.contains(r.el))
    .map((r) => r.el.getBoundingClientRect())
    .map((r) => ({ top: r.top - start, bottom: r.bottom - start }))
    .toSorted((a, b) => a.top - b.top);
  const tops = lines.map((line) => line.top);
  // From row to row, and not the row's own height: many leave room between them.
  const steps = tops.map((top, i) => top - (tops[i - 1] ?? top)).filter((step) => step > 1);
  const step = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 24;
  const slack = Math.max(12, step * 0.8);
  const end = Math.max(0, ...lines.map((line) => line.bottom));
  return (
    (tops[0] ?? 0) > step + slack ||
    scroller.scrollHeight - end > slack ||
    steps.some((from) => from > step * 2 + 24)
  );
}

/** The list does not hold all of its rows at once, and none of those that it holds has this text. */
export function wantsSearch(panel: HTMLElement, text: string): boolean {
  const rows = rowsOf(panel);
  const scroller = scrollerOf(panel, rows);
  return scroller !== null && isVirtual(scroller, rows) && !rows.some((r) => matches(r, text));
}

/** All texts that can be chosen, in order, each once. */
export async function textsOf(panel: HTMLElement): Promise<string[]> {
  const texts: string[] = [];
  await eachRow(panel, (row) => {
    if (!texts.includes(row.text)) texts.push(row.text);
    return texts.length > 3000;
  });
  return texts;
}

export function matches(row: Row, text: string): boolean {
  return row.text === text || (row.first === text && row.first !== row.text);
}

/** Notes that a list shows in place of rows. */
export function noteOf(panel: HTMLElement): 'empty' | 'loading' | null {
  const text = tidy(isFrame(panel) ? '' : panel.innerText);
  if (
    isLoadingNote(text) ||
    (panel.querySelector('[class*=loading i]:not([style*="display: none"])') !== null &&
      rowsOf(panel).length === 0)
  )
    return 'loading';
  // Asks for something to search by: nothing to choose yet.
  const asks = text !== '' && isHint(text) && panel.querySelector('ul, ol, [role=listbox]') !== null;
  return isEmptyNote(text) || asks ? 'empty' : null;
}
