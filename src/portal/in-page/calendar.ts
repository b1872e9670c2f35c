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
import { arrowsAbove, viaYears } from './calendar-years.ts';
import { drawn } from './dom.ts';
import { assign, press } from './hands.ts';
import { buttonIn } from './layers.ts';
import { dayCells, monthCells } from './panel.ts';
import { nextFrame, nextTask } from './waiting.ts';
import { tidy } from './words.ts';

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
  if (sides.length === 1 && Math.abs(target - value(0)) > 14) {
    await viaYears(panel, year, month);
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
  return null;
}

/** Presses arrows until the number is reached, learning from each press what its arrow does. */
async function walkTo(buttons: () => HTMLElement[], value: () => number, target: number): Promise<boolean> {
  const steps = new Map<number, { what: number; idle: number }>();
  let now = value();
  for (let guard = 0; guard < 1500; guard += 1) {
    const rest = target - now;
    if (rest === 0) return true;
    if (Number.isNaN(rest)) return false;
    const all = buttons();
    let pick = -1;
    let best = Math.abs(rest);
    for (const [i, s] of steps)
      if (s.what !== 0 && Math.abs(rest - s.what) < best) [best, pick] = [Math.abs(rest - s.what), i];
    // An arrow not tried yet may take bigger steps than the known ones.
    const fresh = all.findIndex((_, i) => !steps.has(i));
    if (fresh >= 0 && (pick < 0 || Math.abs(rest) > 12)) pick = fresh;
    const button = all[pick];
    if (button === undefined) return false;
    const known = steps.get(pick);
    const before = now;
    press(button);
    await nextTask();
    now = value();
    // While one month slides over the other there are two, or none.
    for (let f = 0; f < 8 || (Number.isNaN(now) && f < 40); f += 1) {
      if (now !== before && !Number.isNaN(now)) break;
      await nextFrame();
      now = value();
    }
    const what = Number.isNaN(now) ? 0 : now - before;
    // "Today" moves too, but never twice by the same: only steps that repeat are counted on.
    const steady = known === undefined || known.what === what;
    const idle = (known?.idle ?? 0) + (what === 0 ? 1 : 0);
    steps.set(pick, { what: steady ? what : 0, idle });
    if (idle > 3) return false;
  }
  return false;
}

/** Cells of the month shown: from the first 1 to the last day before the next 1. */
function ownDays(panel: HTMLElement, side: number): HTMLElement[] {
  const cells = monthsOf(panel)[side] ?? [];
  const start = cells.findIndex((c) => tidy(c.textContent) === '1');
  if (start < 0) return [];
  const next = cells.findIndex((c, i) => i > start + 26 && tidy(c.textContent) === '1');
  return cells.slice(start, next < 0 ? undefined : next);
}

/** Chooses the day; false with a reason when it is not there or cannot be chosen. */
export async function pickDay(panel: HTMLElement, date: string): Promise<string | null> {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const side = await goTo(panel, year, month);
  if (side === null) return `日历翻不到 ${String(year)} 年 ${String(month)} 月`;
  const cell = ownDays(panel, side)[day - 1];
  if (cell === undefined || Number(tidy(cell.textContent)) !== day) return `日历里找不到 ${date}`;
  if (isOff(cell)) return `日历不允许选择 ${date}`;
  press(cell);
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
