import type { RowRule } from '../row-rule.ts';

/** After today nobody has been employed yet; every other doubt about such a date is a consequence and is left out. */
export const employmentInFuture: RowRule = ({ employedOn, today }, report) => {
  if (employedOn === null || employedOn <= today) return;
  report('employment-in-future', 'employedOn', {
    message: `就业时间 ${employedOn} 晚于今天（${today}），请核对后改正`,
  });
};
