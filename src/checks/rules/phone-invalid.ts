import { isPhone } from '../../model/phone.ts';
import { isBlank, textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Neither mobile nor landline: nobody could be called back at a spot check. */
export const phoneInvalid: RowRule = ({ row }, report) => {
  const cell = row.cells.phone;
  if (cell === undefined || isBlank(cell)) return;
  if (cell.problem === null && isPhone(textOf(cell))) return;
  report('phone-invalid', 'phone', { message: '联系电话不是 11 位手机号，也不是固定电话，请核对' });
};
