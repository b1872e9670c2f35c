import { isDamagedNumber } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/**
 * The number was stored as a number: Excel keeps 15 digits and fills the rest with zeros. Never repaired, because the
 * lost digits are known only from the card itself.
 */
export const idDamaged: RowRule = ({ row }, report) => {
  const cell = row.cells.idNumber;
  if (cell === undefined || !isDamagedNumber(cell)) return;
  report('id-damaged', 'idNumber', {
    message: '身份证号码被 Excel 存成了数字，末几位已经丢失，无法恢复；请把该列设为文本格式，照证件重新填写',
  });
};
