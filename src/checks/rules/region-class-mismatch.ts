import { maskNumbersIn } from '../../model/mask.ts';
import type { RowRule } from '../row-rule.ts';

/** 城乡分类代码 is a property of the place itself (统计上划分城乡的规定), not a choice. */
export const regionClassMismatch: RowRule = ({ row, place }, report) => {
  const value = row.cells.urbanRuralClass?.value;
  if (place === null || value === null || value === undefined || value === '') return;
  if (String(value) === place.urbanRuralClass) return;
  report('region-class-mismatch', 'urbanRuralClass', {
    message: `城乡分类代码填的是 ${maskNumbersIn(String(value))}，${place.town}${place.name}应是 ${place.urbanRuralClass}，请核对就业地和分类`,
    suggestion: place.urbanRuralClass,
  });
};
