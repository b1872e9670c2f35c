import { maskNumbersIn } from '../../model/mask.ts';
import type { RowRule } from '../row-rule.ts';

/** GB 11643-1999: the 17th digit is odd for men and even for women. Compared only with a number that passes. */
export const sexMismatch: RowRule = ({ row, id }, report) => {
  const sex = row.cells.sex?.value;
  if (id === null || typeof sex !== 'string' || sex === '' || sex === id.sex) return;
  report('sex-mismatch', 'sex', {
    message: `性别填的是“${maskNumbersIn(sex)}”，身份证号码表明是“${id.sex}”，请核对是哪一处填错`,
    suggestion: id.sex,
  });
};
