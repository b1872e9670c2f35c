import { maskNumbersIn } from '../../model/mask.ts';
import { isVillageCode } from '../../model/region.ts';
import { textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Notice, attachments 1 and 2: the job is in one of the listed places; one that is not listed is not urban. */
export const regionNotUrban: RowRule = ({ row, place }, report) => {
  const cell = row.cells.workRegion;
  if (place !== null || cell === undefined || cell.problem !== null || !isVillageCode(textOf(cell))) return;
  report('region-not-urban', 'workRegion', {
    message: `就业地 ${maskNumbersIn(textOf(cell))} 不在城镇地点名单内，不能计入城镇新增就业；请核对代码`,
  });
};
