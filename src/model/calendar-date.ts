/**
 * Calendar dates as ISO text (`YYYY-MM-DD`) and months (`YYYY-MM`). Text on purpose: no time zone can shift a day, and
 * the order of the text is the order of the days. Only the Gregorian calendar, years 0001 to 9999.
 */
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;
const daysBefore = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days of a month (1–12) of a year; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return daysBefore[month - 1] ?? 0;
}

/** True when the three numbers name a day that exists. */
export function isRealDate(year: number, month: number, day: number): boolean {
  return Number.isInteger(year) && year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
}

/** `YYYY-MM-DD` of a day that exists, else null. */
export function toCalendarDate(year: number, month: number, day: number): string | null {
  if (!isRealDate(year, month, day)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** True for `YYYY-MM-DD` naming a day that exists. */
export function isCalendarDate(text: string): boolean {
  const match = datePattern.exec(text);
  return match !== null && isRealDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** True for `YYYY-MM` with a month from 01 to 12. */
export function isMonth(text: string): boolean {
  return monthPattern.test(text);
}

/** Negative, zero or positive as `a` is before, equal to or after `b`; for two dates or two months. */
export function compareDates(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** `YYYY-MM` of a date. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The year of a date or month. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Moves a month by whole months; negative counts go back. */
export function shiftMonth(month: string, count: number): string {
  const total = monthIndex(month) + count;
  return `${pad(Math.floor(total / 12), 4)}-${pad((((total % 12) + 12) % 12) + 1, 2)}`;
}

/** Months from the month of `from` to the month of `to`, days ignored; negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  return monthIndex(to) - monthIndex(from);
}

/** The same day of the month `count` months later, or the last day of a shorter month (31 January + 1 → 28/29 February). */
export function addMonths(date: string, count: number): string {
  const month = shiftMonth(date, count);
  const last = daysInMonth(yearOf(month), Number(month.slice(5, 7)));
  return `${month}-${pad(Math.min(Number(date.slice(8, 10)), last), 2)}`;
}

/**
 * Whole months completed on `on` by somebody born on `birth`; negative before birth. A month is complete when the day of
 * the month is reached, so that who is born on the 31st or on 29 February completes it on the first day after a month
 * that has no such day.
 */
export function completedMonths(birth: string, on: string): number {
  const months = monthsBetween(birth, on);
  return on.slice(8, 10) < birth.slice(8, 10) ? months - 1 : months;
}

/** Completed years of age (周岁) on a date; who is born on 29 February completes a year on 1 March of common years. */
export function completedYears(birth: string, on: string): number {
  return Math.floor(completedMonths(birth, on) / 12);
}

/** Days since 1 March of year 0 (proleptic Gregorian): consecutive dates have consecutive numbers. */
export function dayNumber(date: string): number {
  const month = Number(date.slice(5, 7));
  // The year starts in March, so that the leap day comes last and needs no special case.
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const shifted = (month + 9) % 12;
  return (
    year * 365 +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((shifted * 306 + 5) / 10) +
    Number(date.slice(8, 10)) -
    1
  );
}

function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
