import { isVillageCode, placesNamedIn } from '../../model/region.ts';
import { isBlank, textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** No such place: a malformed code, a name that is not on the list, or something above village level. */
export const regionUnknown: RowRule = ({ pack, row, place }, report) => {
  const cell = row.cells.workRegion;
  if (place !== null || cell === undefined || isBlank(cell) || cell.problem?.kind === 'ditto') return;
  const text = textOf(cell);
  if (cell.problem === null && isVillageCode(text)) return;
  const message =
    cell.problem?.kind === 'damaged-number'
      ? '就业地区划代码被 Excel 存成了数字，已经不完整；请把该列设为文本格式后重新填写'
      : '就业地不是 12 位村级区划代码，也不是城镇地点名单上的名称，请写明到社区（村）';
  report('region-unknown', 'workRegion', {
    message,
    suggestion: placesNamedIn(pack, text)
      .slice(0, 5)
      .map((candidate) => candidate.town + candidate.name),
  });
};
