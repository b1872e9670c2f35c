import { readCreditCode } from '../../model/credit-code.ts';
import { isNumericCode } from './credit-code-damaged.ts';
import { isBlank, textOf, type PersonFacts } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

/** What people write for "there is none". */
const none = /^(?:[-—–/\\]+|无|没有|暂无)$/;

/** The code as written, or null where there is none or the spreadsheet has destroyed it. */
export function writtenCreditCode({ row }: PersonFacts): string | null {
  const cell = row.cells.creditCode;
  if (cell === undefined || isBlank(cell) || isNumericCode(cell)) return null;
  const text = textOf(cell);
  return none.test(text) ? null : text;
}

/** GB 32100-2015: 18 characters whose last follows from the others (MOD 31). */
export const creditCodeChecksum: RowRule = (facts, report) => {
  const code = writtenCreditCode(facts);
  if (code === null || readCreditCode(code).kind === 'valid') return;
  const message =
    code.length === 18
      ? '统一社会信用代码校验不通过，至少有一位填错，请照营业执照逐位核对'
      : '统一社会信用代码不是 18 位，请照营业执照核对后重新填写';
  report('credit-code-checksum', 'creditCode', { message });
};
