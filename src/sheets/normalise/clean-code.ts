import { toHalfWidth } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';
import { withoutWrapping } from './without-wrapping.ts';

const plain = /^[0-9A-Z]+$/;
const hyphens = /[\s\-\u2010-\u2015\u2212\uFE58\uFE63]+/g;

/** Codes of digits and capital letters: half width, upper case, without blanks, hyphens and wrapping. */
export function cleanCode(text: string): string {
  if (plain.test(text)) return text;
  const bare = withoutWrapping(toHalfWidth(withoutInvisible(text))).replace(hyphens, '');
  return withoutWrapping(bare).toUpperCase();
}
