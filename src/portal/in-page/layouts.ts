/** What is in a panel, told by how it is laid out. Runs in the page. */
import { drawn, isFrame, visible } from './dom.ts';
import { rowsOf } from './rows.ts';
import { tidy } from './words.ts';

/** Years in one column, the numbers of the months in another. */
export function yearsAndMonths(panel: HTMLElement): boolean {
  if (isFrame(panel)) return false;
  const texts = rowsOf(panel).map((r) => r.text);
  const months = texts.filter((t) => /^(1[0-2]|[1-9])\s*月?$/.test(t)).length;
  const years = [...panel.querySelectorAll('*')].filter(
    (e) => e.childElementCount === 0 && /^(19|20)\d{2}\s*年?$/.test(tidy(e.textContent)),
  ).length;
  return months === 12 && years >= 3;
}

/** Years side by side and hardly anything else: a calendar that asks for the year first. */
export function yearsInGrid(panel: HTMLElement): boolean {
  const leaves = [...panel.querySelectorAll<HTMLElement>('*')].filter(
    (e) => e.childElementCount === 0 && tidy(e.textContent) !== '' && drawn(e),
  );
  const years = leaves.filter((e) => /^(18|19|20|21)\d{2}\s*年?$/.test(tidy(e.textContent)));
  if (years.length < 9 || leaves.length > years.length + 8) return false;
  const lines = new Set(years.map((e) => Math.round(e.getBoundingClientRect().top)));
  return lines.size * 2 <= years.length;
}

/** A list drawn as a table: it says so, or has one cell with words in each row and no head. */
export function isListTable(table: HTMLElement): boolean {
  if (table.closest('[role=listbox], [role=menu]') !== null) return true;
  const rows = [...table.querySelectorAll('tr')].filter((r) => visible(r));
  return (
    rows.length > 0 &&
    table.querySelector('th, table') === null &&
    rows.every((r) => [...r.children].filter((c) => tidy(c.textContent) !== '').length <= 1)
  );
}
