/** Days and months of a calendar, by what stands in its cells. Runs in the page. */
import { childrenOf, drawn, isFrame } from './dom.ts';
import { tidy } from './words.ts';

/** Cells that hold a small number each: days. */
export function dayCells(panel: HTMLElement): HTMLElement[] {
  const cells: HTMLElement[] = [];
  const look = (scope: Element): void => {
    for (const el of scope.querySelectorAll<HTMLElement>('td, [role=gridcell], li, span, div, a, button')) {
      if (!/^\d{1,2}$/.test(tidy(el.textContent)) || !drawn(el)) continue;
      const n = Number(tidy(el.textContent));
      if (n < 1 || n > 31) continue;
      if (cells.some((c) => c.contains(el))) continue;
      cells.push(el);
    }
    for (const f of scope.querySelectorAll('iframe')) for (const inner of childrenOf(f)) look(inner);
  };
  if (isFrame(panel)) for (const inner of childrenOf(panel)) look(inner);
  else look(panel);
  return cells.length < 28 ? cells : inGrid(cells);
}

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

const monthWord =
  /^(1[0-2]|[1-9]|0[1-9]|一|二|三|四|五|六|七|八|九|十|十一|十二)\s*月$|^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?$/i;

export function monthCells(panel: HTMLElement): HTMLElement[] {
  const cells: HTMLElement[] = [];
  const look = (scope: Element): void => {
    for (const el of scope.querySelectorAll<HTMLElement>('td, [role=gridcell], li, span, div, a'))
      if (monthWord.test(tidy(el.textContent)) && drawn(el) && !cells.some((c) => c.contains(el)))
        cells.push(el);
  };
  if (isFrame(panel)) for (const inner of childrenOf(panel)) look(inner);
  else look(panel);
  // The month over the list is none of it.
  return cells.length > 12 ? inGrid(cells) : cells;
}
