/** What stands over the days or months of a calendar: its parts, and the year and month it shows. Runs in the page. */
import { childrenOf, classOf, drawn, isFrame, isInput, isSelect } from './dom.ts';
import { dayCells } from './cells.ts';
import { tidy } from './words.ts';

const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function monthOf(text: string): number | null {
  const zh = /(十一|十二|[一二三四五六七八九十])月/.exec(text)?.[1];
  if (zh !== undefined) return chinese.indexOf(zh) + 1;
  const digits =
    /(?<!\d)(1[0-2]|0?[1-9])\s*月/.exec(text)?.[1] ??
    /(?:19|20)\d{2}\s*[-/.年]\s*(1[0-2]|0?[1-9])(?!\d)/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  const en = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/i.exec(text)?.[1];
  return en === undefined ? null : english.indexOf(en.toLowerCase()) + 1;
}

export function rootOf(panel: HTMLElement): HTMLElement {
  return isFrame(panel)
    ? (childrenOf(panel)[0] ?? panel)
    : panel.querySelector('iframe') !== null
      ? (childrenOf(panel.querySelector('iframe') as HTMLIFrameElement)[0] ?? panel)
      : panel;
}

/** Everything above the days, in reading order. */
export function headOf(panel: HTMLElement, top: number): HTMLElement[] {
  return [...rootOf(panel).querySelectorAll<HTMLElement>('*')].filter((e) => {
    if (!drawn(e) || (e.childElementCount > 2 && !isSelect(e)) || e.localName === 'option') return false;
    const r = e.getBoundingClientRect();
    return r.bottom <= top + 6 && r.height < 70;
  });
}

export function gridTop(cells: HTMLElement[]): number {
  return Math.min(...cells.map((c) => c.getBoundingClientRect().top));
}

export interface Shown {
  year: number;
  month: number;
}

export function headText(panel: HTMLElement, top: number, over: DOMRect | null = null): string {
  const parts: string[] = [];
  for (const e of headOf(panel, top)) {
    if (over !== null) {
      const r = e.getBoundingClientRect();
      const middle = (r.left + r.right) / 2;
      if (middle < over.left || middle > over.right) continue;
    }
    if (isInput(e)) parts.push(e.value);
    else if (isSelect(e)) parts.push(e.selectedOptions[0]?.text ?? '');
    else if (e.childElementCount === 0) parts.push(e.textContent);
    else for (const n of e.childNodes) if (n.nodeType === 3) parts.push(n.textContent ?? '');
  }
  return tidy(parts.join(' '));
}

/** Day cells of each month that the panel shows, the months from left to right. */
export function monthsOf(panel: HTMLElement): HTMLElement[][] {
  const cells = dayCells(panel);
  const left = (c: HTMLElement): number => Math.round(c.getBoundingClientRect().left);
  const columns = [...new Set(cells.map((c) => left(c)))].toSorted((a, b) => a - b);
  const wide = columns.filter((x, i) => i === 0 || x - (columns[i - 1] ?? x) > 6);
  if (wide.length < 14) return [cells];
  const edge = (wide[7] ?? 0) - 3;
  return [cells.filter((c) => left(c) < edge), cells.filter((c) => left(c) >= edge)];
}

/** Year and month over the days; `side` 1 is the right one of two months beside each other. */
export function shownMonth(panel: HTMLElement, side = 0): Shown | null {
  const grids = monthsOf(panel);
  const cells = grids[side] ?? [];
  let over: DOMRect | null = null;
  if (grids.length > 1) {
    const edges = cells.map((c) => c.getBoundingClientRect());
    const from = Math.min(...edges.map((r) => r.left));
    over = new DOMRect(from, 0, Math.max(...edges.map((r) => r.right)) - from, 1);
  }
  const text = headText(panel, cells.length > 0 ? gridTop(cells) : 1e6, over);
  const year = /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(text)?.[1];
  const top = cells.length > 0 ? gridTop(cells) : 1e6;
  const month = monthOf(text) ?? monthInControls(panel) ?? monthBesideYear(panel, top);
  return year === undefined || month === null ? null : { year: Number(year), month };
}

function monthInControls(panel: HTMLElement): number | null {
  for (const s of rootOf(panel).querySelectorAll('select')) {
    const n = monthOf(s.selectedOptions[0]?.text ?? '') ?? Number(s.selectedOptions[0]?.text ?? '');
    if (s.options.length === 12 && n >= 1 && n <= 12) return n;
  }
  return null;
}

/** A bare number of the month on the line of the year: 十一 2026. */
function monthBesideYear(panel: HTMLElement, top: number): number | null {
  const leaves = headOf(panel, top).filter((e) => e.childElementCount === 0);
  const words = (e: HTMLElement): string => tidy(isInput(e) ? e.value : e.textContent);
  const year = leaves.find((e) => /^(18|19|20|21)\d{2}\s*年?$/.test(words(e)));
  if (year === undefined) return null;
  const line = year.getBoundingClientRect();
  for (const e of leaves) {
    const r = e.getBoundingClientRect();
    if (Math.abs(r.top + r.height / 2 - line.top - line.height / 2) > 8) continue;
    const number = chinese.indexOf(words(e)) + 1;
    if (number > 0) return number;
    if (/^(1[0-2]|0?[1-9])$/.test(words(e))) return Number(words(e));
  }
  return null;
}

/** A day, month or year that cannot be chosen, or of another page of the calendar. */
export function isOff(cell: HTMLElement): boolean {
  for (let at: HTMLElement | null = cell, n = 0; at !== null && n < 3; at = at.parentElement, n += 1) {
    if (
      at.getAttribute('aria-disabled') === 'true' ||
      /(^|[\s_-])(disabled|off)([\s_-]|$)/i.test(classOf(at))
    )
      return true;
    if (at.localName === 'td') break;
  }
  return false;
}
