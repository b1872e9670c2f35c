import { isBlank } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Not a plain amount, so that it can't be held against the floor. */
export const incomeInvalid: RowRule = ({ row }, report) => {
  const cell = row.cells.monthlyIncome;
  if (cell === undefined || isBlank(cell)) return;
  if (typeof cell.value === 'number' && cell.value >= 0) return;
  report('income-invalid', 'monthlyIncome', { message: '月收入不是一个确定的金额，请只写数字，单位为元' });
};
