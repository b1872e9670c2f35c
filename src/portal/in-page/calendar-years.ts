/** Going far in a calendar: by the list of years behind its title. Runs in the page. */
import { gridTop, headOf, isOff, monthOf, rootOf, shownMonth } from './calendar-head.ts';
import { classOf, drawn, isInput, within } from './dom.ts';
import { press } from './hands.ts';
import { buttonIn, Watch } from './layers.ts';
import { dayCells, inGrid, monthCells } from './cells.ts';
import { rowsOf, rowsStill, scrollerOf } from './rows.ts';
import { nextFrame, nextTask, until } from './waiting.ts';
import { aimIn, isPicture, tidy } from './words.ts';

const arrowWords =
  /^[<>«»‹›◀▶←→《》\s]*$|^(prev(ious)?|next)( (month|year))?$|^[上下前后][一个]*[月年]$|^(keyboard|chevron|arrow)\S*(left|right)$/i;

export function arrowsAbove(panel: HTMLElement, top: number): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (const e of rootOf(panel).querySelectorAll<HTMLElement>(
    'button, a, i, span, th, td, div, li, img, em',
  )) {
    const r = e.getBoundingClientRect();
    if (!drawn(e) || r.bottom > top + 4 || r.width > 60 || r.height > 60 || r.width < 5) continue;
    // An icon font spells its arrows as words.
    const text =
      isPicture(e) || (e.firstElementChild !== null && isPicture(e.firstElementChild))
        ? ''
        : tidy(e.textContent);
    if (!arrowWords.test(text)) continue;
    // The mark of a title that unfolds is no arrow.
    const title = tidy(e.closest('a, button, [role=button]')?.textContent);
    if (/(18|19|20|21)\d{2}/.test(title) || monthOf(title) !== null) continue;
    const active =
      /^(button|a|th|img)$/.test(e.localName) ||
      /prev|next|arrow|left|right|btn|icon|img/i.test(classOf(e)) ||
      e.hasAttribute('onclick') ||
      text !== '';
    if (!active) continue;
    // Of a button and the box around it the button.
    const around = found.findIndex((f) => f.contains(e));
    if (around >= 0 && e.localName === 'button') found[around] = e;
    else if (around < 0 && !found.some((f) => e.contains(f))) found.push(e);
  }
  return found;
}

/** Cells that hold a year each. */
export function yearCells(panel: HTMLElement): HTMLElement[] {
  const cells: HTMLElement[] = [];
  for (const e of rootOf(panel).querySelectorAll<HTMLElement>('td, li, span, div, a, button'))
    if (
      /^(18|19|20|21)\d{2}\s*年?$/.test(tidy(e.textContent)) &&
      drawn(e) &&
      !cells.some((c) => c.contains(e))
    )
      cells.push(e);
  // The year over the list is none of it.
  return cells.length < 9 ? cells : inGrid(cells);
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

/** Years in one column that scrolls, months in the next. */
async function viaColumns(panel: HTMLElement, year: number, month: number): Promise<void> {
  await rowsStill(panel);
  for (let guard = 0; guard < 12; guard += 1) {
    const cells = yearCells(panel);
    const hit = cells.find((c) => yearIn(c) === year);
    if (hit !== undefined) {
      press(hit);
      break;
    }
    const [first] = cells;
    const scroller = first === undefined ? null : scrollingAround(first, panel);
    if (first === undefined || scroller === null) return;
    // All years stand at the same distance: the place of the wanted one is known before it is drawn.
    scroller.scrollTop += (year - yearIn(first)) * first.getBoundingClientRect().height;
    await nextFrame();
    await nextFrame();
  }
  await nextFrame();
  const named = (e: HTMLElement): boolean => tidy(e.textContent).replace(/月$/, '') === String(month);
  const cell =
    monthCells(panel).find((c) => monthOf(tidy(c.textContent)) === month) ??
    [...panel.querySelectorAll<HTMLElement>('*')].find(
      (e) => e.childElementCount === 0 && named(e) && drawn(e),
    );
  if (cell !== undefined) press(cell);
  await nextFrame();
}

function scrollingAround(el: HTMLElement, top: HTMLElement): HTMLElement | null {
  for (let at = el.parentElement; at !== null && top.contains(at); at = at.parentElement)
    if (at.scrollHeight > at.clientHeight + 8 && getComputedStyle(at).overflowY !== 'visible') return at;
  return null;
}

/** Presses, and waits for what should follow: longer where something moves, as what slides in takes its time. */
async function pressAndSee(el: HTMLElement, followed: () => boolean): Promise<void> {
  const watch = new Watch();
  press(el);
  if ((await until(followed, 100)) === null && watch.changes > 0) await until(followed, 900);
  watch.stop();
}

/** Presses the title over the days; false when what followed has done it all, or nothing did. */
async function unfoldYears(
  panel: HTMLElement,
  top: number,
  year: number,
  month: number,
  unfolded: () => boolean,
): Promise<boolean> {
  const titles = headOf(panel, top).filter(
    (e) => e.childElementCount === 0 && /(18|19|20|21)\d{2}/.test(e.textContent) && e.textContent.length < 16,
  );
  const title = titles[0];
  if (title === undefined) {
    await viaYearBox(panel, top, year);
    return false;
  }
  const watch = new Watch();
  press(title);
  const besides = (): HTMLElement | null =>
    watch.opened().find((o) => !within(panel, o) && !panel.contains(o) && yearCells(o).length > 2) ?? null;
  const followed = (): HTMLElement | true | null => besides() ?? (unfolded() || null);
  // What slides in takes its time; a title that nothing follows does not.
  let found = await until(followed, 100);
  if (found === null && watch.changes > 0) found = await until(followed, 900);
  const columns = found === true ? null : found;
  watch.stop();
  if (columns === null) return true;
  await viaColumns(columns, year, month);
  // Put away by the title that opened it: a press beside it would put the calendar away too.
  if (drawn(columns)) press(title);
  await until(() => shownMonth(panel) !== null, 300);
  return false;
}

/** Far away: by the list of years behind the title, and the months after it, as people do. */
export async function viaYears(panel: HTMLElement, year: number, month: number): Promise<void> {
  const top = gridTop(dayCells(panel));
  const unfolded = (): boolean =>
    yearCells(panel).length >= 9 || (monthCells(panel).length === 12 && dayCells(panel).length < 28);
  // Some ask for the year first, before any day is shown.
  if (!unfolded() && !(await unfoldYears(panel, top, year, month, unfolded))) return;
  const over = monthCells(panel);
  if (over.length === 12 && dayCells(panel).length < 28 && yearCells(panel).length < 9) {
    // First the months of the year: its title leads on to the years.
    const again = headOf(panel, gridTop(over)).find(
      (e) => e.childElementCount === 0 && /^(18|19|20|21)\d{2}\s*年?$/.test(tidy(e.textContent)),
    );
    if (again !== undefined) await pressAndSee(again, () => yearCells(panel).length >= 9);
  }
  for (let guard = 0; guard < 20; guard += 1) {
    const cells = yearCells(panel);
    if (cells.length < 9) break;
    // The year written over its decade comes before them.
    const hit = cells.findLast((c) => yearIn(c) === year && !isOff(c));
    if (hit !== undefined) {
      const old = shownMonth(panel)?.year;
      press(aimIn(hit));
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
    if (cell !== undefined) press(aimIn(cell));
    await nextTask();
    await nextFrame();
    const ok = both ? buttonIn(rootOf(panel), /^(确定|确认|完成|ok)$/i) : null;
    if (ok !== null) {
      press(ok);
      await until(() => monthCells(panel).length < 12, 900);
    }
  }
  for (let f = 0; f < 8 && dayCells(panel).length < 28; f += 1) await nextFrame();
  if (dayCells(panel).length >= 28) return;
  // Some keep years and months side by side until they are told to go back to the days.
  const back = buttonIn(rootOf(panel), /^(返回.*|确定|确认|完成|ok)$/i);
  if (back !== null) press(back);
  await until(() => dayCells(panel).length >= 28, 300);
}
