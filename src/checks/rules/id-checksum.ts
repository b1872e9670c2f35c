import type { RowRule } from '../row-rule.ts';

/**
 * GB 11643-1999, 4.3: the check character follows from the 17 digits before it. Which of the eighteen is wrong cannot be
 * known, so that no other character is proposed.
 */
export const idChecksum: RowRule = ({ idReading }, report) => {
  if (idReading?.kind !== 'checksum') return;
  report('id-checksum', 'idNumber', { message: '身份证号码校验不通过，至少有一位填错，请照证件逐位核对' });
};
