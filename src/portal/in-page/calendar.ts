/** Choosing a day or a month in a calendar whose buttons nobody has explained. Runs in the page. */
import { childrenOf, classOf, drawn, isFrame, isInput, isSelect } from './dom.ts';
import { assign, press, pressForReal } from './hands.ts';
import { buttonIn, Watch } from './layers.ts';
import { dayCells, monthCells } from './panel.ts';
import { rowsOf, rowsStill, scrollerOf } from './rows.ts';
import { nextFrame, nextTask, until } from './waiting.ts';
import { walkTo } from './walk.ts';
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

function rootOf(panel: HTMLElement): HTMLElement {
  return isFrame(panel)
    ? (childrenOf(panel)[0] ?? panel)
    : panel.querySelector('iframe') !== null
      ? (childrenOf(panel.querySelector('iframe') as HTMLIFrameElement)[0] ?? panel)
      : panel;
}

/** Everything above the days, in reading order. */
function headOf(panel: HTMLElement, top: number): HTMLElement[] {
  return [...rootOf(panel).querySelectorAll<HTMLElement>('*')].filter((e) => {
    if (!drawn(e) || (e.childElementCount > 2 && !isSelect(e)) || e.localName === 'option') return false;
    const r = e.getBoundingClientRect();
    return r.bottom <= top + 6 && r.height < 70;
  });
}

export interface Shown {
  year: number;
  month: number;
}

function headText(panel: HTMLElement, top: number): string {
  const parts: string[] = [];
  for (const e of headOf(panel, top)) {
    if (isInput(e)) parts.push(e.value);
    else if (isSelect(e)) parts.push(e.selectedOptions[0]?.text ?? '');
    else if (e.childElementCount === 0) parts.push(e.textContent);
    else for (const n of e.childNodes) if (n.nodeType === 3) parts.push(n.textContent ?? '');
  }
  return tidy(parts.join(' '));
}

function gridTop(cells: HTMLElement[]): number {
  return Math.min(...cells.map((c) => c.getBoundingClientRect().top));
}

/** Year and month over the days. */
export function shownMonth(panel: HTMLElement): Shown | null {
  const cells = dayCells(panel);
  const text = headText(panel, cells.length > 0 ? gridTop(cells) : 1e6);
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

async function viaSelects(panel: HTMLElement, year: number, month: number): Promise<void> {
  // A choice may draw the whole panel anew: look again after each.
  for (let pass = 0; pass < 4; pass += 1) {
    const next = [...rootOf(panel).querySelectorAll('select')]
      .filter((s) => drawn(s))
      .map((s) => ({
        s,
        option: [...s.options].find((o) =>
          s.options.length === 12
            ? (monthOf(o.text) ?? Number(o.text)) === month
            : tidy(o.text).replace('年', '') === String(year),
        ),
      }))
      .find((x) => x.option !== undefined && !x.option.selected);
    if (next?.option === undefined) return;
    await assign(next.s, next.option.value);
    await nextFrame();
  }
}

const arrowWords =
  /^[<>«»‹›◀▶←→《》\s]*$|^(prev(ious)?|next)( (month|year))?$|^[上下前后][一个]*[月年]$|^(keyboard|chevron|arrow)\S*(left|right)$/i;

/** Small things in the head without words: the arrows. */
function arrows(panel: HTMLElement): HTMLElement[] {
  const cells = dayCells(panel);
  return arrowsAbove(
    panel,
    cells.length > 0 ? gridTop(cells) : (monthCells(panel)[0]?.getBoundingClientRect().top ?? 0),
  );
}

function arrowsAbove(panel: HTMLElement, top: number): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const e of rootOf(panel).querySelectorAll<HTMLElement>(
    'button, a, i, span, th, td, div, li, img, em',
  )) {
    const r = e.getBoundingClientRect();
    if (!drawn(e) || r.bottom > top + 4 || r.width > 60 || r.height > 60 || r.width < 5) continue;
    const text = tidy(e.textContent);
    if (!arrowWords.test(text)) continue;
    // The mark of a title that unfolds is no arrow.
    if (/(18|19|20|21)\d{2}/.test(e.closest('a, button, [role=button]')?.textContent ?? '')) continue;
    const active =
      /^(button|a|th|img)$/.test(e.localName) ||
      /prev|next|arrow|left|right|btn|icon|img/i.test(classOf(e)) ||
      e.hasAttribute('onclick') ||
      text !== '';
    if (active && !found.some((f) => f.contains(e) || e.contains(f))) found.push(e);
  }
  return found;
}

/** Cells that hold a year each. */
function yearCells(panel: HTMLElement): HTMLElement[] {
  const cells: HTMLElement[] = [];
  for (const e of rootOf(panel).querySelectorAll<HTMLElement>('td, li, span, div, a, button'))
    if (
      /^(18|19|20|21)\d{2}\s*年?$/.test(tidy(e.textContent)) &&
      drawn(e) &&
      !cells.some((c) => c.contains(e))
    )
      cells.push(e);
  return cells;
}

const yearIn = (e: HTMLElement): number => parseInt(tidy(e.textContent), 10);

/** The year stands in a drawn list of its own: opened, wound back by its first row where that says …, and chosen. */
async function viaYearBox(panel: HTMLElement, top: number, year: number): Promise<void> {
  const box = headOf(panel, top).find((e) => isInput(e) && /^(18|19|20|21)\d{2}\s*年?$/.test(e.value));
  if (box === undefined) return;
  const watch = new Watch();
  press(box);
  const list = await until(() => watch.opened().find((o) => yearCells(o).length > 4) ?? null, 500);
  watch.stop();
  if (list === null) return;
  // Such lists grow at the end that is reached: only what is there is read, and the end is moved to on purpose.
  for (let guard = 0; guard < 15; guard += 1) {
    await rowsStill(list);
    const rows = rowsOf(list).filter((r) => /^\d{4}/.test(r.text));
    const hit =
      rows.find((r) => /^\d{4}\s*年?$/.test(r.text) && parseInt(r.text, 10) === year)?.el ??
      yearCells(list).find((e) => yearIn(e) === year);
    if (hit !== undefined) {
      press(hit);
      await nextFrame();
      return;
    }
    const ends = (): string => `${rowsOf(list)[0]?.text ?? ''}-${rowsOf(list).at(-1)?.text ?? ''}`;
    const scroller = scrollerOf(list, rows);
    const [first] = rows;
    if (scroller === null || first === undefined) break;
    const before = ends();
    // From the middle, so that reaching the end is a movement also when the list already stands there.
    scroller.scrollTop = scroller.scrollHeight / 2;
    await nextFrame();
    scroller.scrollTop = parseInt(first.text, 10) > year ? 0 : scroller.scrollHeight;
    if ((await until(() => ends() !== before, 500)) === null) break;
  }
  // Put away by its own box: a press beside it would put the calendar away too.
  press(box);
  await nextFrame();
}

/** Far away: by the list of years behind the title, and the months after it, as people do. */
async function viaYears(panel: HTMLElement, year: number, month: number): Promise<void> {
  const top = gridTop(dayCells(panel));
  const titles = headOf(panel, top).filter(
    (e) => e.childElementCount === 0 && /(18|19|20|21)\d{2}/.test(e.textContent) && e.textContent.length < 16,
  );
  const title = titles[0];
  if (title === undefined) return viaYearBox(panel, top, year);
  const watch = new Watch();
  press(title);
  const unfolded = (): boolean =>
    yearCells(panel).length >= 9 || (monthCells(panel).length === 12 && dayCells(panel).length < 28);
  // What slides in takes its time; a title that nothing follows does not.
  if ((await until(unfolded, 100)) === null && watch.changes > 0) await until(unfolded, 900);
  watch.stop();
  const over = monthCells(panel);
  if (over.length === 12 && dayCells(panel).length < 28 && yearCells(panel).length < 9) {
    // First the months of the year: its title leads on to the years.
    const again = headOf(panel, gridTop(over)).find(
      (e) => e.childElementCount === 0 && /^(18|19|20|21)\d{2}\s*年?$/.test(tidy(e.textContent)),
    );
    if (again !== undefined) press(again);
    for (let f = 0; f < 6 && yearCells(panel).length < 9; f += 1) await nextFrame();
  }
  for (let guard = 0; guard < 20; guard += 1) {
    const cells = yearCells(panel);
    if (cells.length < 9) break;
    const hit = cells.find((c) => yearIn(c) === year && !isOff(c));
    if (hit !== undefined) {
      const old = shownMonth(panel)?.year;
      press(hit);
      await nextTask();
      await nextFrame();
      // Some write the head anew only after a while; some ask for the month first.
      if (dayCells(panel).length >= 28 && old !== year)
        await until(() => shownMonth(panel)?.year === year || monthCells(panel).length === 12, 200);
      break;
    }
    const first = cells[0];
    const all = arrowsAbove(panel, Math.min(...cells.slice(-9).map((c) => c.getBoundingClientRect().top)));
    const button = first !== undefined && year < yearIn(first) ? all[0] : all.at(-1);
    if (button === undefined) break;
    press(button);
    await nextTask();
    await nextFrame();
  }
  for (let f = 0; f < 4 && monthCells(panel).length !== 12 && dayCells(panel).length < 28; f += 1)
    await nextFrame();
  const months = monthCells(panel);
  // Months and years side by side over the days, with a button of their own.
  const both = months.length === 12 && yearCells(panel).length >= 9;
  if (months.length === 12 && (both || dayCells(panel).length < 28 || shownMonth(panel) === null)) {
    const cell = months.find((c) => monthOf(tidy(c.textContent)) === month);
    if (cell !== undefined) press(cell);
    await nextTask();
    await nextFrame();
    const ok = both ? buttonIn(rootOf(panel), /^(确定|确认|完成|ok)$/i) : null;
    if (ok !== null) {
      press(ok);
      await until(() => monthCells(panel).length < 12, 900);
    }
  }
  for (let f = 0; f < 8 && dayCells(panel).length < 28; f += 1) await nextFrame();
}

const months = (s: Shown): number => s.year * 12 + s.month - 1;

/** Brings year and month into view by finding out what each arrow does. */
async function goTo(panel: HTMLElement, year: number, month: number): Promise<boolean> {
  const target = year * 12 + month - 1;
  const left = (): number => {
    const s = shownMonth(panel);
    return s === null ? Number.NaN : target - months(s);
  };
  if (left() === 0) return true;
  await viaSelects(panel, year, month);
  if (left() === 0) return true;
  if (Math.abs(left()) > 14) {
    await viaYears(panel, year, month);
    if (left() === 0) return true;
  }
  return walkTo(
    () => arrows(panel),
    () => {
      const s = shownMonth(panel);
      return s === null ? Number.NaN : months(s);
    },
    target,
  );
}

/** Cells of the month shown: from the first 1 to the last day before the next 1. */
function ownDays(panel: HTMLElement): HTMLElement[] {
  const cells = dayCells(panel);
  const start = cells.findIndex((c) => tidy(c.textContent) === '1');
  if (start < 0) return [];
  const next = cells.findIndex((c, i) => i > start + 26 && tidy(c.textContent) === '1');
  return cells.slice(start, next < 0 ? undefined : next);
}

/** The day is drawn unlike all others: chosen, as the calendar sees it. */
export function marksDay(panel: HTMLElement, day: number): boolean {
  const looks = ownDays(panel).map((c) =>
    [c, c.parentElement, ...c.querySelectorAll('*')]
      .map((e) => (e === null ? '' : `${classOf(e)} ${e.getAttribute('aria-selected') ?? ''}`))
      .join('|'),
  );
  const own = looks[day - 1];
  return own !== undefined && looks.filter((l) => l === own).length === 1;
}

function isOff(cell: HTMLElement): boolean {
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

function uncovered(cell: HTMLElement | undefined): boolean {
  if (cell === undefined) return false;
  const r = cell.getBoundingClientRect();
  const root = cell.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
  return hit === null || cell.contains(hit) || hit.contains(cell);
}

/** Chooses the day; false with a reason when it is not there or cannot be chosen. */
export async function pickDay(panel: HTMLElement, date: string, forReal = false): Promise<string | null> {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  // Its head may be written a moment after its days.
  await until(() => shownMonth(panel) !== null, 1000);
  if (!(await goTo(panel, year, month))) return `日历翻不到 ${String(year)} 年 ${String(month)} 月`;
  // What slid over the days may still be on its way out.
  await until(() => uncovered(ownDays(panel)[day - 1]), 800);
  const cell = ownDays(panel)[day - 1];
  if (cell === undefined || Number(tidy(cell.textContent)) !== day) return `日历里找不到 ${date}`;
  if (isOff(cell)) return `日历不允许选择 ${date}`;
  if (forReal) await pressForReal(cell);
  else press(cell);
  await nextFrame();
  await confirmIn(panel);
  return null;
}

/** Panels that stay open until 确定. */
export async function confirmIn(panel: HTMLElement): Promise<void> {
  await nextTask();
  if (!panel.isConnected || !drawn(panel)) return;
  const button = buttonIn(rootOf(panel), /^(确定|确认|完成|ok)$/i);
  if (button !== null) press(button);
  await nextFrame();
}

/** Chooses `YYYY-MM`. */
export async function pickMonth(panel: HTMLElement, value: string): Promise<string | null> {
  const [year = 0, month = 0] = value.split('-').map(Number);
  const yearNow = (): number =>
    Number(
      /(?<!\d)((?:19|20)\d{2})(?!\d)/.exec(headText(panel, gridTop(monthCells(panel))))?.[1] ?? Number.NaN,
    );
  if (!(await walkTo(() => arrows(panel), yearNow, year))) return `月份面板翻不到 ${String(year)} 年`;
  const cell = monthCells(panel).find((c) => monthOf(tidy(c.textContent)) === month);
  if (cell === undefined || isOff(cell)) return `月份面板里不能选择 ${value}`;
  press(cell);
  await nextFrame();
  await confirmIn(panel);
  return null;
}
