import { columnOf } from '../finding-at.ts';
import { termByLabel } from '../../model/vocabulary.ts';
import { isNumericCode } from './credit-code-damaged.ts';
import { writtenCreditCode } from './credit-code-checksum.ts';
import type { RowRule } from '../row-rule.ts';

/** A form of employment for which the pack expects an employer's code (单位就业), without one. */
export const creditCodeMissing: RowRule = (facts, report) => {
  const { pack, table, row } = facts;
  const form = row.cells.employmentForm?.value;
  if (typeof form !== 'string') return;
  const vocabulary = pack.columnByKey.employmentForm?.vocabulary ?? '';
  if (termByLabel(pack.vocabularies[vocabulary], form)?.attributes['creditCode'] !== 'expected') return;
  const cell = row.cells.creditCode;
  // A sheet without the column says nothing about any of its rows.
  if (columnOf(table, 'creditCode') === null) return;
  if (writtenCreditCode(facts) !== null || (cell !== undefined && isNumericCode(cell))) return;
  report('credit-code-missing', 'creditCode', {
    message: `就业形式是${form}，没有填写统一社会信用代码，请补上用人单位的代码`,
  });
};
