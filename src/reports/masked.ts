import type { CellValue } from '../model/person.ts';
import { maskIdNumber, maskPhone } from '../model/mask.ts';

/**
 * Masks what people wrote, in any spelling a sheet may hold: full width, with spaces or hyphens between the digits,
 * with zero-width marks. Reports go from desk to desk, so they are masked more widely than logs.
 */
export function maskedText(text: string): string {
  if (!/[0-9\uff10-\uff19]/.test(text)) return text;
  return text.replace(spacedId18, maskIfId).replace(spacedId15, maskIfId).replace(spacedMobile, maskIfMobile);
}

/** A value of a column that holds a number of a person: masked whole, whatever it looks like. */
export function maskedNumber(text: string, kind: 'id' | 'phone'): string {
  if (text === '') return '';
  const plain = fold(text);
  // Texts like “无” say nothing about a person; a number of any length does.
  if (!/\d{5}/.test(plain)) return text;
  return kind === 'id' ? maskIdNumber(plain) : plain.replace(/\d{7,}/g, maskPhone);
}

/** A normalised value as a person reads it; personal numbers masked by column, everything else by pattern. */
export function shownValue(key: string | null, value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return shownText(key, String(value));
}

/** The text of a cell of the column, masked. */
export function shownText(key: string | null, text: string): string {
  if (key === 'idNumber' || key === 'permitNumber') return maskedNumber(text, 'id');
  return key === 'phone' ? maskedNumber(text, 'phone') : maskedText(text);
}

const digit = '[0-9\\uff10-\\uff19]';
const gap = '[\\s\\u00ad\\u200b-\\u200f\\u2060\\ufeff\\-\\uff0d\\u2010-\\u2015]{0,3}';
// No letter or digit may touch the number, so that credit codes, receipts and hashes are left alone.
const before = '(?<![0-9A-Za-z\\uff10-\\uff19])';
const after = '(?![0-9A-Za-z\\uff10-\\uff19])';
const digits = (count: number) => `${digit}(?:${gap}${digit}){${String(count - 1)}}`;
const spacedId18 = new RegExp(
  `${before}${digits(17)}${gap}[0-9\\uff10-\\uff19Xx\\uff38\\uff58\\u0425\\u0445\\u03a7\\u03c7]${after}`,
  'g',
);
const spacedId15 = new RegExp(before + digits(15) + after, 'g');
const spacedMobile = new RegExp(before + digits(11) + after, 'g');

/** Half width, without marks and gaps. */
function fold(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff\-\u2010-\u2015']/g, '')
    .replace(/[\u0425\u0445\u03a7\u03c7]/g, 'X');
}

function maskIfId(text: string): string {
  const plain = fold(text);
  return /^[1-9]\d{14}(?:\d{2}[\dXx])?$/.test(plain) ? maskIdNumber(plain) : text;
}

function maskIfMobile(text: string): string {
  const plain = fold(text);
  return /^1[3-9]\d{9}$/.test(plain) ? maskPhone(plain) : text;
}
