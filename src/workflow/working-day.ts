import chineseDays from 'chinese-days';
import { dayNumber } from '../model/calendar-date.ts';

const firstYear = 2004;
/** Before any year of a notice. */
const aSunday = '2000-01-02';
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

export interface DayWords {
  date: string;
  isWorkday: boolean;
  /** e.g. `周六`, `国庆节放假`, `周日（调休上班）`. */
  words: string;
  /** The next working day, this one included. */
  nextWorkday: string;
  /** False where the year's official holidays are not known to the program: only weekends were considered. */
  isKnown: boolean;
}

/** What kind of day it is for the wording of deadlines; the deadline itself stays where the notice puts it. */
export function dayWords(date: string): DayWords {
  const isWorkday = chineseDays.isWorkday(date);
  const weekday = weekdays[(dayNumber(date) - dayNumber(aSunday)) % 7] ?? '';
  // Holidays are named `English,中文,days`; ordinary days by their weekday in English.
  const [, holiday] = chineseDays.getDayDetail(date).name.split(',');
  const isWeekend = weekday === '周六' || weekday === '周日';
  let words: string = weekday;
  if (!isWorkday && holiday !== undefined) words = `${holiday}放假`;
  else if (isWorkday && isWeekend) words = `${weekday}（调休上班）`;
  return {
    date,
    isWorkday,
    words,
    nextWorkday: chineseDays.findWorkday(0, date),
    isKnown: isYearKnown(date),
  };
}

/** The library knows a year when New Year's Day of it is a named holiday. */
function isYearKnown(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= firstYear && chineseDays.getDayDetail(`${String(year)}-01-01`).name.includes(',');
}
