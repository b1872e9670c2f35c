import { readCreditCode } from '../../model/credit-code.ts';
import { writtenCreditCode } from './credit-code-checksum.ts';
import type { RowRule } from '../row-rule.ts';

/** GB 32100-2015, 4.1: the first character names the registering body. Rare ones exist, so that it is only a warning. */
export const creditCodeIssuer: RowRule = (facts, report) => {
  const code = writtenCreditCode(facts);
  if (code === null) return;
  const reading = readCreditCode(code);
  if (reading.kind !== 'valid' || reading.usualIssuer) return;
  report('credit-code-issuer', 'creditCode', {
    message: `统一社会信用代码以 ${code.charAt(0)} 开头，登记部门少见，请照营业执照核对`,
  });
};
