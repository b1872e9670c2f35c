/** What is in a panel, told by how it is laid out. Runs in the page. */
import { drawn, isFrame, visible } from './dom.ts';
import { rowsOf } from './rows.ts';
import { tidy } from './words.ts';

/** Without numbers of the head, such as a month: alone on their line and not as wide as a day. */
export function inGrid(cells: HTMLElement[]): HTMLElement[] {
  const places = cells.map((el) => {
    const r = el.getBoundingClientRect();
    return {
      el,
      width: Math.round(r.width),
      line: Math.round(r.top + r.height / 2),
      middle: r.left + r.width / 2,
    };
  });
  const count = (of: (p: (typeof places)[number]) => number): Map<number, number> => {
    const counts = new Map<number, number>();
    for (const p of places) counts.set(of(p), (counts.get(of(p)) ?? 0) + 1);
    return counts;
  };
  const lines = count((p) => p.line);
  const [usual] = [...count((p) => p.width)].toSorted((a, b) => b[1] - a[1])[0] ?? [0];
  const whole = places.filter((p) => (lines.get(p.line) ?? 0) > 2);
  // The 1st or the 31st may be alone on its line, in a column as wide as its head.
  const rows = [...new Set(whole.map((w) => w.line))].toSorted((a, b) => a - b);
  const pitch = Math.min(...rows.map((line, i) => line - (rows[i - 1] ?? -Infinity)));
  const inLine = (p: (typeof places)[number]): boolean =>
    whole.some(
      (w) =>
        w.width === p.width && Math.abs(w.middle - p.middle) <= 2 && Math.abs(w.line - p.line) < pitch * 1.3,
    );
  return places
    .filter((p) => (lines.get(p.line) ?? 0) > 2 || Math.abs(p.width - usual) <= 2 || inLine(p))
    .map((p) => p.el);
}

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
