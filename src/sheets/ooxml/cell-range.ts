import { columnNumber } from '../column-letters.ts';
import type { MergedRange } from '../grid/grid.ts';

const reference = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i;

/** A range such as `A3:C4` or `B2`; null when it is none. */
export function parseRange(text: string): MergedRange | null {
  const match = reference.exec(text.trim());
  if (match === null) return null;
  const [, left = '', top = '', right = left, bottom = top] = match;
  const [l, r] = [columnNumber(left), columnNumber(right)];
  const [t, b] = [Number(top), Number(bottom)];
  if (t < 1 || b < 1) return null;
  return { top: Math.min(t, b), left: Math.min(l, r), bottom: Math.max(t, b), right: Math.max(l, r) };
}
