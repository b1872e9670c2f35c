/** Two lists side by side, what is chosen moved from one into the other: one field. Runs in the page. */
import type { Control } from './controls.ts';
import { isSelect, overlapY, parentOf, within } from './dom.ts';
import { tidy } from './words.ts';

export interface Transfer {
  /** What may be chosen, and what is. */
  lists: [Control, Control];
  /** Lines in which the lists are searched. */
  filters: Control[];
  around: HTMLElement;
}

function isOpenList(c: Control): boolean {
  return isSelect(c.el) && c.el.multiple && c.face === c.el && c.box.height >= 50;
}

/** The second list beside this one, with nothing but search lines in the box around both. */
export function transferFrom(c: Control, controls: Control[]): Transfer | null {
  if (!isOpenList(c)) return null;
  const chosen = controls.find(
    (d) =>
      d !== c &&
      isOpenList(d) &&
      overlapY(c.box, d.box) > Math.min(c.box.height, d.box.height) * 0.6 &&
      d.box.x >= c.box.x + c.box.width &&
      d.box.x - c.box.x - c.box.width < 220,
  );
  if (chosen === undefined) return null;
  let around = parentOf(c.face);
  while (around !== null && !within(chosen.face, around)) around = parentOf(around);
  if (around === null) return null;
  const box = around;
  const filters = controls.filter((o) => o !== c && o !== chosen && within(o.face, box));
  return filters.every((o) => o.type === 'text') && filters.length <= 2
    ? { lists: [c, chosen], filters, around }
    : null;
}

export function textsIn(c: Control): string[] {
  return isSelect(c.el) ? [...c.el.options].map((o) => tidy(o.text)) : [];
}
