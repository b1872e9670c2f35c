import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  compareDates,
  completedMonths,
  completedYears,
  dayNumber,
  daysInMonth,
  isCalendarDate,
  isLeapYear,
  isMonth,
  isRealDate,
  monthOf,
  monthsBetween,
  shiftMonth,
  toCalendarDate,
  yearOf,
} from '../../src/model/calendar-date.ts';

const utc = (date: string) => new Date(`${date}T00:00:00Z`);
const anyDate = fc
  .date({ min: new Date('1800-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('calendar dates', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2024-04-31', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-01-00', false],
    ['2024-1-1', false],
    ['20240101', false],
    ['2024-01-01 ', false],
    ['0000-01-01', false],
  ])('%s is a day that exists: %s', (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });

  it('knows months', () => {
    expect(['2024-01', '2024-12', '2024-13', '2024-00', '2024-1', '2024'].map(isMonth)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([2024, 2023, 1900, 2000].map(isLeapYear)).toEqual([true, false, false, true]);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(daysInMonth(2024, 13)).toBe(0);
    expect(toCalendarDate(2024, 3, 5)).toBe('2024-03-05');
    expect(toCalendarDate(2024, 2, 30)).toBeNull();
    expect(isRealDate(2024.5, 1, 1)).toBe(false);
    expect(monthOf('2024-03-05')).toBe('2024-03');
    expect(yearOf('2024-03-05')).toBe(2024);
  });

  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-12-15', 1, '2025-01-15'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-05-31', -15, '2023-02-28'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    // Birthdays: the day before, the day itself.
    ['2008-03-05', '2024-03-04', 15],
    ['2008-03-05', '2024-03-05', 16],
    // Born on 29 February: 1 March of common years, 29 February of leap years.
    ['2000-02-29', '2023-02-28', 22],
    ['2000-02-29', '2023-03-01', 23],
    ['2000-02-29', '2024-02-28', 23],
    ['2000-02-29', '2024-02-29', 24],
    ['2024-03-05', '2024-03-04', -1],
  ])('born %s is %3$i on %2$s', (birth, on, expected) => {
    expect(completedYears(birth, on)).toBe(expected);
  });

  it('counts months by the day of the month', () => {
    expect(completedMonths('1965-01-31', '1965-02-28')).toBe(0);
    expect(completedMonths('1965-01-31', '1965-03-01')).toBe(1);
    expect(monthsBetween('1965-01', '1976-09')).toBe(140);
    expect(shiftMonth('2024-01', -13)).toBe('2022-12');
  });

  it('agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(isCalendarDate(a)).toBe(true);
        expect(Math.sign(compareDates(a, b))).toBe(Math.sign(utc(a).getTime() - utc(b).getTime()));
        expect(dayNumber(b) - dayNumber(a)).toBe((utc(b).getTime() - utc(a).getTime()) / 86_400_000);
      }),
    );
  });

  it('shifts months there and back, and age grows by one on each birthday', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -500, max: 500 }), (date, count) => {
        const month = monthOf(date);
        expect(shiftMonth(shiftMonth(month, count), -count)).toBe(month);
        expect(monthsBetween(month, shiftMonth(month, count))).toBe(count);
        expect(isCalendarDate(addMonths(date, count))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 100 }), (birth, years) => {
        const day = birth.endsWith('02-29') ? '03-01' : birth.slice(5);
        const birthday = `${String(Number(birth.slice(0, 4)) + years).padStart(4, '0')}-${day}`;
        expect(completedYears(birth, birthday)).toBe(years);
        const eve = new Date(utc(birthday).getTime() - 86_400_000).toISOString().slice(0, 10);
        // In leap years the eve of 1 March is itself the birthday of those born on 29 February.
        if (!eve.endsWith('02-29')) expect(completedYears(birth, eve)).toBe(years - 1);
      }),
    );
  });
});
