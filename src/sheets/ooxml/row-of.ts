import { unreadable } from '../file-trouble.ts';
import type { GridRow } from '../grid/grid.ts';
import { isSet, type Attributes } from './xml-reader.ts';

const lastRow = 2 ** 20;
export const lastColumn = 2 ** 14;

/** A row without cells yet, from its tag. @param before number of the row before, for a tag without one. */
export function rowOf(attributes: Attributes, before: number): GridRow {
  const given = attributes.r;
  const row = given === undefined ? before + 1 : Number(given);
  if (!Number.isInteger(row) || row < 1 || row > lastRow) throw unreadable('行号有误');
  return { row, hidden: isSet(attributes.hidden) || attributes.ht === '0', cells: [] };
}
