import { isBlank, isDamagedNumber } from '../person-facts.ts';
import type { PersonCell } from '../../model/person.ts';
import type { RowRule } from '../row-rule.ts';

/** Stored as a number: an all-digit code of 18 characters loses its last three. Never repaired. */
export const creditCodeDamaged: RowRule = ({ row }, report) => {
  const cell = row.cells.creditCode;
  if (cell === undefined || !isNumericCode(cell)) return;
  report('credit-code-damaged', 'creditCode', {
    message: '统一社会信用代码被 Excel 存成了数字，末几位已经丢失；请把该列设为文本格式，照营业执照重新填写',
  });
};

export function isNumericCode(cell: PersonCell): boolean {
  return isDamagedNumber(cell) || (cell.type === 'number' && !isBlank(cell));
}
