/** Whether what a form field shows is what it was asked to hold. Pure. */
import type { FieldValue } from '../../entry/field-values.ts';
import { squeeze } from '../profile/patterns.ts';

/**
 * Equal as a person would read it: white space at the ends is a difference for nobody, thousands separators and a
 * trailing `.00` of an amount neither; every letter, digit and option is.
 */
export function sameValue(asked: FieldValue, shown: FieldValue): boolean {
  if (typeof asked === 'boolean') return shownTick(shown) === asked;
  if (isEmpty(asked)) return isEmpty(shown);
  if (Array.isArray(asked)) return samePath(asked, shown);
  if (asked === null || shown === null) return false;
  if (Array.isArray(shown)) return shown.length === 1 && sameText(asked, shown[0] ?? '');
  if (typeof shown === 'boolean') return asked === (shown ? '是' : '否');
  return sameText(asked, shown);
}

/** An unticked box says nothing, so it counts as empty. */
export function isEmpty(value: FieldValue): boolean {
  if (value === null || value === false) return true;
  if (value === true) return false;
  return typeof value === 'string' ? value.trim() === '' : value.every((part) => part.trim() === '');
}

function sameText(asked: string, shown: string): boolean {
  if (asked.trim() === shown.trim()) return true;
  if (/^-?\d+(\.\d+)?$/u.test(asked) && /^-?[\d,]+(\.\d+)?$/u.test(shown.trim()))
    return amount(asked) === amount(shown.replaceAll(',', '')) && !isLongDigits(asked);
  return isDate(asked) && dateDigits(shown) === dateDigits(asked);
}

/** A path is shown step by step or joined by some separator; its last step alone is no proof (names occur twice). */
function samePath(asked: readonly string[], shown: FieldValue): boolean {
  if (Array.isArray(shown)) {
    if (shown.length === asked.length)
      return shown.every((part, index) => squeeze(part) === squeeze(asked[index] ?? ''));
    return shown.length === 1 && samePath(asked, shown[0] ?? null);
  }
  if (typeof shown !== 'string') return false;
  return separators.some((separator) => squeeze(shown) === squeeze(asked.join(separator)));
}

const separators = ['/', '-', '>', '>>', '→', '', ',', '、', '|', '~', '至'];

function shownTick(shown: FieldValue): boolean | null {
  if (typeof shown === 'boolean') return shown;
  if (shown === '是') return true;
  return shown === '否' ? false : null;
}

function amount(text: string): string {
  return text
    .trim()
    .replace(/(\.\d*?)0+$/u, '$1')
    .replace(/\.$/u, '')
    .replace(/^(-?)0+(?=\d)/u, '$1');
}

/** Numbers that name something (ID, phone, code) are compared digit by digit, leading zeros and all. */
function isLongDigits(text: string): boolean {
  return !text.includes('.') && (text.length > 9 || text.startsWith('0')) && text !== '0';
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text);
}

function dateDigits(text: string): string {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]0?0:00(?::00)?)?$/u.exec(text.trim());
  return parts === null
    ? text
    : `${parts[1] ?? ''}${(parts[2] ?? '').padStart(2, '0')}${(parts[3] ?? '').padStart(2, '0')}`;
}
