/** Choosing a day or a month in a calendar whose buttons nobody has explained. Runs in the page. */
import {
  gridTop,
  headText,
  isOff,
  monthOf,
  monthsOf,
  rootOf,
  shownMonth,
  type Shown,
} from './calendar-head.ts';
import { arrowsAbove, viaYears, yearCells } from './calendar-years.ts';
import { classOf, drawn } from './dom.ts';
import { assign, press, pressForReal } from './hands.ts';
import { buttonIn } from './layers.ts';
import { dayInScroll, isScrolled } from './calendar-scroll.ts';
import { dayCells, monthCells } from './cells.ts';
import { nextFrame, nextTask, standsStill, until } from './waiting.ts';
import { walkTo } from './walk.ts';
import { aimIn, tidy } from './words.ts';

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

/** Small things in the head without words: the arrows. */
function arrows(panel: HTMLElement): HTMLElement[] {
  const cells = dayCells(panel);
  return arrowsAbove(
    panel,
    cells.length > 0 ? gridTop(cells) : (monthCells(panel)[0]?.getBoundingClientRect().top ?? 0),
  );
}

const months = (s: Shown): number => s.year * 12 + s.month - 1;

/** Brings year and month into view by finding out what each arrow does; which of the months shown it is, null if none. */
async function goTo(panel: HTMLElement, year: number, month: number): Promise<number | null> {
  const target = year * 12 + month - 1;
  const value = (side: number): number => {
    const s = shownMonth(panel, side);
    return s === null ? Number.NaN : months(s);
  };
  const sides = monthsOf(panel).map((_, side) => side);
  const there = (): number | null => sides.find((side) => value(side) === target) ?? null;
  if (there() !== null) return there();
  await viaSelects(panel, year, month);
  if (there() !== null) return there();
  // Beside another month the list of years opens in its own half only: there the arrows go.
  const far = !(Math.abs(target - value(0)) <= 14);
  if (sides.length === 1 && far) {
    await viaYears(panel, year, month);
    // The days may still be on their way back.
    await until(() => !Number.isNaN(value(0)), 800);
    if (there() !== null) return there();
  }
  for (const side of sides)
    if (
      await walkTo(
        () => arrows(panel),
        () => value(side),
        target,
      )
    )
      return side;
  if (sides.length === 1 && !far) await viaYears(panel, year, month);
  return there();
}

/** Cells of the month shown: from the first 1 to the last day before the next 1. */
function ownDays(panel: HTMLElement, side: number): HTMLElement[] {
  const cells = monthsOf(panel)[side] ?? [];
  const start = cells.findIndex((c) => tidy(c.textContent) === '1');
  if (start < 0) return [];
  const next = cells.findIndex((c, i) => i > start + 26 && tidy(c.textContent) === '1');
  return cells.slice(start, next < 0 ? undefined : next);
}

/** The day is drawn unlike all others of its month: chosen, as the calendar sees it. */
export function marksDay(panel: HTMLElement, day: number): boolean {
  return monthsOf(panel).some((_, side) => {
    const looks = ownDays(panel, side).map((c) =>
      [c, c.parentElement, ...c.querySelectorAll('*')]
        .map((e) => (e === null ? '' : `${classOf(e)} ${e.getAttribute('aria-selected') ?? ''}`))
        .join('|'),
    );
    const own = looks[day - 1];
    return own !== undefined && looks.filter((l) => l === own).length === 1;
  });
}

function placesOfDays(panel: HTMLElement): string {
  const cells = dayCells(panel).map((c) => c.getBoundingClientRect());
  return cells.map((r) => `${String(Math.round(r.left))},${String(Math.round(r.top))}`).join(' ');
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
  if (isScrolled(panel)) {
    const found = await dayInScroll(panel, year, month, day);
    if (found === null) return `日历翻不到 ${date}`;
    if (isOff(found)) return `日历不允许选择 ${date}`;
    press(found);
    await nextFrame();
    await confirmIn(panel);
    return null;
  }
  // Its head may be written a moment after its days.
  await until(() => shownMonth(panel) !== null || yearCells(panel).length >= 9, 1000);
  const before = ownDays(panel, 0)[0];
  const side = await goTo(panel, year, month);
  // One month slides over the other: the days must stand before one of them is aimed at.
  if (before?.isConnected !== true || !drawn(before)) await standsStill(() => placesOfDays(panel), 30, 800);
  if (side === null) return `日历翻不到 ${String(year)} 年 ${String(month)} 月`;
  // What slid over the days may still be on its way out.
  await until(() => uncovered(ownDays(panel, side)[day - 1]), 800);
  const cell = ownDays(panel, side)[day - 1];
  if (cell === undefined || Number(tidy(cell.textContent)) !== day) return `日历里找不到 ${date}`;
  if (isOff(cell)) return `日历不允许选择 ${date}`;
  if (forReal) await pressForReal(aimIn(cell));
  else press(aimIn(cell));
  await nextFrame();
  await confirmIn(panel);
  return null;
}

/** Panels that stay open until 确定. */
export async function confirmIn(panel: HTMLElement): Promise<void> {
  await nextTask();
  if (!panel.isConnected || !drawn(panel)) return;
  const button = buttonIn(rootOf(panel), /^(确定|确认|完成|应用|ok|apply|done|set)$/i);
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
  press(aimIn(cell));
  await nextFrame();
  await confirmIn(panel);
  return null;
}
