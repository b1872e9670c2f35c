import { maskNumbersIn } from '../../model/mask.ts';
import { termByLabel } from '../../model/vocabulary.ts';
import type { RowRule } from '../row-rule.ts';

/** The three sectors are groups of industries (三次产业划分规定); support activities may differ, so that it is a warning. */
export const industrySectorMismatch: RowRule = ({ pack, row }, report) => {
  const industry = row.cells.industry?.value;
  const sector = row.cells.sector?.value;
  if (typeof industry !== 'string' || typeof sector !== 'string') return;
  const vocabulary = pack.columnByKey.industry?.vocabulary ?? '';
  const expected = termByLabel(pack.vocabularies[vocabulary], industry)?.attributes['sector'];
  if (expected === undefined || expected === sector) return;
  report('industry-sector-mismatch', 'sector', {
    message: `所属行业“${industry}”一般属于${expected}，产业类型填的是${maskNumbersIn(sector)}，请核对`,
    suggestion: expected,
  });
};
