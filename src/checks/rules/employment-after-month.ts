import { monthOf } from '../../model/calendar-date.ts';
import { hasCredibleDate } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Later than the month that the sheet is for: counted in the wrong month, or a slip of the hand. */
export const employmentAfterMonth: RowRule = (facts, report) => {
  if (facts.month === null || !hasCredibleDate(facts) || monthOf(facts.employedOn) <= facts.month) return;
  report('employment-after-month', 'employedOn', {
    message: `就业时间 ${facts.employedOn} 晚于本表的月份 ${facts.month}，请核对，或报入以后月份`,
  });
};
