import { readIdNumber } from '../../model/id-number.ts';
import type { GridCellType } from '../grid/grid.ts';
import { cleanIdNumber } from '../normalise/clean-id-number.ts';
import { parseDateNumber, parseDateText, type DateText } from '../normalise/parse-date.ts';
import { serialDate } from '../normalise/serial-date.ts';
import { problem, reading, type ReadCell } from './reading.ts';

/**
 * How a date column takes a year of two digits (RULES, "Dates"): `employment` when the date is in the pack's year, `birth`
 * when it agrees with the identity number, else not at all.
 */
export type DateUse = { kind: 'employment'; year: number } | { kind: 'birth' } | { kind: 'plain' };

/**
 * Reads a date as `YYYY-MM-DD`. A day is never invented: year and month alone are no date, except that a birth date is
 * then `YYYY-MM`, so that year and month can still be compared with the identity number.
 */
export function dateReader(use: DateUse, date1904: boolean): ReadCell {
  return (text, type, idNumber) => {
    const parsed = parse(text, type, date1904);
    if (parsed === null) return problem('not-a-date');
    const date = dateOf(parsed, use, date1904, idNumber);
    return date === null ? problem('not-a-date') : reading(date);
  };
}

function parse(text: string, type: GridCellType, date1904: boolean): DateText | null {
  if (type === 'number') return parseDateNumber(text);
  if (type !== 'date' && type !== 'month') return parseDateText(text);
  const serial = Number(text);
  if (Number.isNaN(serial)) return parseDateText(text);
  // 20240305 typed into a cell that is formatted as a date shows ####, but its digits are clear.
  if (/^\d{8}$/.test(text)) return parseDateText(text);
  const date = serialDate(serial, date1904);
  if (date === null) return null;
  // A month typed alone is kept as its first day, which nobody wrote.
  if (type === 'month' && date.endsWith('-01')) {
    return { kind: 'month', year: Number(date.slice(0, 4)), months: [Number(date.slice(5, 7))] };
  }
  return { kind: 'date', date };
}

function dateOf(parsed: DateText, use: DateUse, date1904: boolean, idNumber: string): string | null {
  switch (parsed.kind) {
    case 'date':
      return parsed.date;
    case 'serial':
      return serialDate(parsed.serial, date1904);
    case 'short-year':
      return shortYear(parsed.dates, use, idNumber);
    case 'month':
      if (use.kind !== 'birth') return null;
      return birthMonth(
        parsed.months.map((month) => `${parsed.year}-${String(month).padStart(2, '0')}`),
        idNumber,
      );
    case 'short-month':
      return use.kind === 'birth' ? agreeing(parsed.months, bornOn(idNumber)?.slice(0, 7)) : null;
  }
}

function shortYear(dates: readonly string[], use: DateUse, idNumber: string): string | null {
  if (use.kind === 'employment') {
    return dates.find((date) => date.startsWith(`${use.year}-`)) ?? null;
  }
  return use.kind === 'birth' ? agreeing(dates, bornOn(idNumber)) : null;
}

/** The month that agrees with the number; where only one was written, that one. */
function birthMonth(months: readonly string[], idNumber: string): string | null {
  const [only, ...others] = months;
  return agreeing(months, bornOn(idNumber)?.slice(0, 7)) ?? (others.length === 0 ? (only ?? null) : null);
}

function agreeing(candidates: readonly string[], wanted: string | undefined): string | null {
  return candidates.find((one) => one === wanted) ?? null;
}

/** Birth date of a number that passes. */
function bornOn(idNumber: string): string | undefined {
  const read = readIdNumber(cleanIdNumber(idNumber));
  return read.kind === 'valid' ? read.id.birthDate : undefined;
}

/** Reads a date whose year, month and day stand in columns of their own. */
export function splitDateText(parts: readonly string[]): string {
  const [year = '', month = '', day = ''] = parts.map((part) => part.replace(/[年月日号\s]/g, ''));
  return `${year}-${month}-${day}`;
}
