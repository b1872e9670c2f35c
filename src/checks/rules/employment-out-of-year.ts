import { hasCredibleDate, isInPackYear } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Notice, attachment 1, condition 4: newly employed since January of the year of the pack. */
export const employmentOutOfYear: RowRule = (facts, report) => {
  if (!hasCredibleDate(facts) || isInPackYear(facts, facts.employedOn)) return;
  report('employment-out-of-year', 'employedOn', {
    message: `就业时间 ${facts.employedOn} 不在 ${facts.pack.year} 年，不属于本年度新增就业，请核对`,
  });
};
