import { isBlank } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** No real date can be read. Year and month alone are no date: a day is never invented. */
export const employmentDateInvalid: RowRule = ({ row, employedOn, pack }, report) => {
  const cell = row.cells.employedOn;
  if (employedOn !== null || isBlank(cell) || cell?.problem?.kind === 'ditto') return;
  const example = `${pack.year}-03-05`;
  report('employment-date-invalid', 'employedOn', {
    message: `就业时间读不出真实的日期，请写成“年-月-日”，例如 ${example}`,
  });
};
