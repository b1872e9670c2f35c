import { isMonth } from '../../model/calendar-date.ts';
import { isBlank } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/**
 * Digits 7 to 14 of the number are the birth date (GB 11643-1999). A cell with year and month only is compared as far as
 * it goes; one that holds no real date cannot agree either. Compared only with a number that passes.
 * The message names no date: beside a masked number it would give the number away.
 */
export const birthdateMismatch: RowRule = ({ row, id }, report) => {
  const cell = row.cells.birthDate;
  if (id === null || cell === undefined || isBlank(cell)) return;
  const { value } = cell;
  const readable = typeof value === 'string';
  if (readable && value === (isMonth(value) ? id.birthDate.slice(0, 7) : id.birthDate)) return;
  report('birthdate-mismatch', 'birthDate', {
    message: readable
      ? '出生日期与身份证号码中的不一致，请照证件核对是哪一处填错'
      : '出生日期读不出真实的日期，与身份证号码对不上，请照证件写成“年-月-日”',
    suggestion: id.birthDate,
  });
};
