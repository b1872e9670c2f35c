import { isBlank, textOf } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** Digits, Latin letters, question marks, replacement and private-use characters: typed wrongly or lost on the way. */
const suspect = /[0-9A-Za-z?？\uFFFD\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/u;

export const nameSuspect: RowRule = ({ row }, report) => {
  const cell = row.cells.name;
  if (cell === undefined || cell.problem !== null || isBlank(cell) || !suspect.test(textOf(cell))) return;
  report('name-suspect', 'name', {
    message: '姓名中有数字、字母、问号或无法显示的字，请照证件核对，生僻字不要用自造字',
  });
};
