import { toCalendarDate } from '../../model/calendar-date.ts';
import { chineseDateDigits } from './chinese-numerals.ts';
import { toHalfWidth } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';
import { withoutWrapping } from './without-wrapping.ts';

/** What the text of a date cell says; what may be made of it depends on the column. */
export type DateText =
  | { kind: 'date'; date: string }
  /** No day: several months where a number has lost a zero (1990.1 is January or October). */
  | { kind: 'month'; year: number; months: number[] }
  /** A year of two digits: the dates of the two centuries it could mean. */
  | { kind: 'short-year'; dates: string[] }
  | { kind: 'short-month'; months: string[] }
  | { kind: 'serial'; serial: number };

const time =
  /(?:T|\s+|(?<=[日号]))(?:上午|下午|AM|PM)?\s*\d{1,2}(?::|时|点)\d{1,2}(?:(?::|分)(?:\d{1,2}(?:[.:]\d+)?秒?)?)?\s*(?:AM|PM)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const weekday = /[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?/;
const separator = String.raw`\s*[-/.,。、·\\_—–年月~\s]\s*`;
const fullDate = new RegExp(String.raw`^(\d{4})${separator}(\d{1,2})${separator}(\d{1,2})\s*[日号.。]?$`);
const shortDate = new RegExp(String.raw`^(\d{2})${separator}(\d{1,2})${separator}(\d{1,2})\s*[日号.。]?$`);
const yearMonth = new RegExp(String.raw`^(\d{4})${separator}(\d{1,2})\s*(?:月份?|\.)?$`);
const shortMonth = new RegExp(String.raw`^(\d{2})${separator}(\d{1,2})\s*(?:月份?|\.)?$`);
const eight = /^(\d{4})(\d{2})(\d{2})$/;
const six = /^(\d{2})(\d{2})(\d{2})$/;
/** From 1927 to 2173: what a day of anybody's working life is as a serial number. */
const serial = /^[1-9]\d{4}(?:\.\d+)?$/;

/** Reads a date spelled year first, in figures or Chinese numerals. Null for day-first spellings and all else. */
export function parseDateText(text: string): DateText | null {
  const clean = withoutWrapping(toHalfWidth(withoutInvisible(text)).replace(/\n/g, ' '));
  const bare = chineseDateDigits(clean).replace(weekday, '').trim().replace(time, '').trim();
  const whole = fullDate.exec(bare) ?? eight.exec(bare);
  if (whole !== null) return asDate(whole);
  if (serial.test(bare)) return { kind: 'serial', serial: Number(bare) };
  const month = yearMonth.exec(bare);
  if (month !== null) return asMonth(Number(month[1]), Number(month[2]));
  const short = shortDate.exec(bare);
  if (short !== null) return asShortYear(short);
  const shortOnes = shortMonth.exec(bare);
  if (shortOnes !== null) return asShortMonth(shortOnes);
  return sixDigits(bare);
}

/** A number in a date column that no format makes a date. */
export function parseDateNumber(digits: string): DateText | null {
  const fraction = /^(\d{4}|\d{2})\.(\d{1,2})$/.exec(digits);
  if (fraction === null) return parseDateText(digits);
  const [, year = '', written] = fraction;
  // 1990.10 typed as a number is kept as 1990.1.
  const months = written === '1' ? [1, 10] : [Number(written)];
  if (!months.every((one) => one >= 1 && one <= 12)) return null;
  if (year.length === 4) return { kind: 'month', year: Number(year), months };
  return { kind: 'short-month', months: months.flatMap((month) => shortMonths(year, month)) };
}

function asDate([, year, month, day]: RegExpExecArray): DateText | null {
  const date = toCalendarDate(Number(year), Number(month), Number(day));
  return date === null ? null : { kind: 'date', date };
}

function asMonth(year: number, month: number): DateText | null {
  return month >= 1 && month <= 12 ? { kind: 'month', year, months: [month] } : null;
}

function asShortYear([, year, month, day]: RegExpExecArray): DateText | null {
  const dates = [1900, 2000].flatMap((century) => {
    const date = toCalendarDate(century + Number(year), Number(month), Number(day));
    return date === null ? [] : [date];
  });
  return dates.length === 0 ? null : { kind: 'short-year', dates };
}

function asShortMonth([, year = '', month = '']: RegExpExecArray): DateText | null {
  if (!(Number(month) >= 1 && Number(month) <= 12)) return null;
  return { kind: 'short-month', months: shortMonths(year, Number(month)) };
}

function shortMonths(year: string, month: number): string[] {
  return ['19', '20'].map((century) => `${century}${year}-${String(month).padStart(2, '0')}`);
}

/** 199001 is a month of a year; 240305 can only be a day with a short year. */
function sixDigits(text: string): DateText | null {
  const parts = six.exec(text);
  if (parts === null) return null;
  const year = Number(text.slice(0, 4));
  if (year >= 1900 && year <= 2100) return asMonth(year, Number(text.slice(4))) ?? asShortYear(parts);
  return asShortYear(parts);
}
