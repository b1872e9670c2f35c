import type { RowRule } from '../row-rule.ts';

/** Notice, "who reports what": towns report the employers of their own area. Departments report the whole city. */
export const regionOutsideUnit: RowRule = ({ unit, place }, report) => {
  if (unit?.kind !== 'town' || unit.areaCode === null || place === null) return;
  if (place.code.slice(0, 9) === unit.areaCode.slice(0, 9)) return;
  report('region-outside-unit', 'workRegion', {
    message: `就业地在${place.town}，不在填报单位${unit.name}的辖区，请确认由谁上报或退回`,
  });
};
