import type { RowRule } from '../row-rule.ts';

/** Notice, attachment 1, condition 3: not below the local urban minimum living standard in force on the employment date. */
export const incomeBelowFloor: RowRule = ({ pack, row, employedOn, today }, report) => {
  const income = row.cells.monthlyIncome?.value;
  if (typeof income !== 'number' || income < 0) return;
  const on = employedOn ?? today;
  const floor = pack.incomeFloors.findLast((candidate) => candidate.from <= on);
  if (floor === undefined || income >= floor.yuan) return;
  report('income-below-floor', 'monthlyIncome', {
    message: `月收入 ${income} 元低于当地城市低保标准 ${floor.yuan} 元，不能计入；请核对`,
  });
};
