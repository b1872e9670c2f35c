import { columnLetters, columnNumber } from '../column-letters.ts';

/** Cell addresses as Excel writes them; rows and columns from 1. */
export interface CellPlace {
  row: number;
  column: number;
}

export function parseCell(address: string): CellPlace | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address.toUpperCase());
  if (match === null) return null;
  return { row: Number(match[2]), column: columnNumber(match[1] ?? '') };
}

export function cellName({ row, column }: CellPlace): string {
  return columnLetters(column) + String(row);
}

export interface CellRange {
  from: CellPlace;
  to: CellPlace;
}

export function parseRange(reference: string): CellRange | null {
  const [first = '', last = first] = reference.split(':');
  const from = parseCell(first);
  const to = parseCell(last);
  return from === null || to === null ? null : { from, to };
}

export function isInside({ from, to }: CellRange, { row, column }: CellPlace): boolean {
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column;
}
