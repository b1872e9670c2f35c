import { cleanCode } from './clean-code.ts';

const plain = /^\d{17}[\dX]$/;
/** Multiplication sign, Cyrillic, Greek and Roman letters that look like the X at the end of a number. */
const lookAlikes = /[\u00D7\u0425\u0445\u03A7\u03C7\u2169\u2179\u2573\u2613\u2715\u2716\u2A09\u2A2F]$/;

/** An identity number: a clean code whose last character may be an X typed as something that looks like it. */
export function cleanIdNumber(text: string): string {
  if (plain.test(text)) return text;
  return cleanCode(text).replace(lookAlikes, 'X');
}
