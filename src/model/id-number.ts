import { toCalendarDate } from './calendar-date.ts';

export type Sex = '男' | '女';

/** What a resident identity number says (GB 11643-1999). */
export interface IdNumber {
  /** 18 characters, upper case; for a 15-digit number the form that it has today. */
  full: string;
  /** Length as given: 15 is the form issued before 1999-10-01. */
  length: 15 | 18;
  /** Date of birth `YYYY-MM-DD`, a day that exists. */
  birthDate: string;
  /** From the parity of the 17th digit: odd is male. */
  sex: Sex;
}

export type IdNumberReading =
  | { kind: 'valid'; id: IdNumber }
  /** Right in form and date, but the check character is another one. `expected` is what the first 17 digits give. */
  | { kind: 'checksum'; id: IdNumber; expected: string }
  | { kind: 'format'; reason: 'length' | 'characters' | 'birth-date' };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';
const form18 = /^[1-9]\d{16}[\dX]$/;
const form15 = /^[1-9]\d{14}$/;

/**
 * Reads an identity number that has been cleaned of spaces and look-alike letters; a lower-case x counts as X. The area
 * code is not judged: it names the place of first registration, many of which have since been renamed or dissolved.
 */
export function readIdNumber(text: string): IdNumberReading {
  const upper = text.toUpperCase();
  if (upper.length !== 15 && upper.length !== 18) return { kind: 'format', reason: 'length' };
  if (!(upper.length === 15 ? form15 : form18).test(upper)) return { kind: 'format', reason: 'characters' };
  const first17 = upper.length === 15 ? `${upper.slice(0, 6)}19${upper.slice(6)}` : upper.slice(0, 17);
  const birthDate = toCalendarDate(
    Number(first17.slice(6, 10)),
    Number(first17.slice(10, 12)),
    Number(first17.slice(12, 14)),
  );
  // Nobody alive was born before 1800, and nothing here reaches 2200.
  if (birthDate === null || birthDate < '1800' || birthDate >= '2200')
    return { kind: 'format', reason: 'birth-date' };
  const expected = idCheckCharacter(first17);
  const sex = first17.charCodeAt(16) % 2 === 1 ? '男' : '女';
  if (upper.length === 15) {
    return { kind: 'valid', id: { full: first17 + expected, length: 15, birthDate, sex } };
  }
  const id: IdNumber = { full: upper, length: 18, birthDate, sex };
  return expected === upper[17] ? { kind: 'valid', id } : { kind: 'checksum', id, expected };
}

/**
 * The check character (MOD 11-2) of the first 17 digits.
 * @throws RangeError when the text is not 17 digits.
 */
export function idCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17))
    throw new RangeError('an identity number has 17 digits before its check character');
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += (first17.charCodeAt(index) - 48) * (weights[index] ?? 0);
  }
  return checkCharacters.charAt(sum % 11);
}

/** The 18-character form of a 15-digit number, or null when it is no such number. */
export function upgradeIdNumber(text: string): string | null {
  const reading = readIdNumber(text);
  return reading.kind === 'valid' && reading.id.length === 15 ? reading.id.full : null;
}
