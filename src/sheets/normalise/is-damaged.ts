import type { GridCellType } from '../grid/grid.ts';

const scientificText = /^-?\d(?:\.\d+)?E\+?\d{1,3}$/i;
const longNumber = /^-?\d{16,}(?:\.\d*)?$/;
const longFloat = /^\d{16,}\.0+$/;

/**
 * True when a long number has lost its last digits: stored as a number of 16 digits or more, or pasted as the text
 * `5.22E+17` that Excel shows for one, or as text with the `.0` of a program that had it as a number.
 */
export function isDamaged(text: string, type: GridCellType): boolean {
  if (text.length < 5) return false;
  if (type === 'number' || type === 'date' || type === 'month') {
    return longNumber.test(text) || (/E/i.test(text) && Math.abs(Number(text)) >= 1e15);
  }
  return scientificText.test(text) || longFloat.test(text);
}
