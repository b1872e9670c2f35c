import { isMobilePhone, isPhone } from '../../model/phone.ts';
import { toHalfWidth } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';
import { withoutWrapping } from './without-wrapping.ts';

export interface Phones {
  /** The first number that could be called, else the text as cleaned. */
  first: string;
  /** What else the cell held. */
  others: string[];
}

const separators = /[/\\、,;|\n]+|或者?|和|及/;
const countryCode = /^(?:\+|00)?86-?(?=1[3-9]\d{9}$)/;
const labelled = /^[^\d]*?(1[3-9]\d{9})(?:\.0)?[^\d]*$/;
const dashes = /[\u2010-\u2015\u2212\u30FC—–－_]/g;

/** Numbers of a phone cell. A space may stand inside one number or between two: the reading that gives phones is taken. */
export function splitPhones(text: string): Phones {
  if (isMobilePhone(text)) return { first: text, others: [] };
  const clean = withoutWrapping(toHalfWidth(withoutInvisible(text))).replace(dashes, '-');
  const whole = onePhone(clean);
  if (whole !== null) return { first: whole, others: [] };
  const tokens = clean
    .split(separators)
    .flatMap(spaced)
    .filter((token) => token !== '');
  const found = tokens.findIndex((token) => onePhone(token) !== null);
  if (found < 0) return { first: clean, others: [] };
  const first = onePhone(tokens[found] ?? '') ?? clean;
  return {
    first,
    others: tokens.flatMap((token, index) => (index === found ? [] : [onePhone(token) ?? token])),
  };
}

/** A token as one number where it is one, else its parts between blanks. */
function spaced(token: string): string[] {
  const bare = token.trim();
  return onePhone(bare) !== null ? [bare] : bare.split(/\s+/);
}

/** One number in its usual spelling: 11 digits, or area code, number and extension with hyphens; null when it is none. */
function onePhone(text: string): string | null {
  const bare = text.replace(/[\s]+/g, '');
  const digits = bare
    .replace(/[-.()]/g, '')
    .replace(countryCode, '')
    .replace(/^\+/, '');
  if (isMobilePhone(digits)) return digits;
  const mobile = labelled.exec(bare.replace(/-/g, ''))?.[1];
  if (mobile !== undefined) return mobile;
  const landline = text
    .trim()
    .replace(/^\((0\d{2,3})\)\s*-?\s*/, '$1-')
    .replace(/^(?:\+|00)?86[-\s]*(?=0\d{2,3})/, '')
    .replace(/\s*(?:转|分机|ext\.?|#)\s*/i, '-')
    .replace(/^(0\d{2,3})\s+/, '$1-')
    .replace(/\s+/g, '');
  return isPhone(landline) ? landline : null;
}
