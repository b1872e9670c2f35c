import type { RowRule } from '../row-rule.ts';

const reasons = {
  length: '身份证号码不是 18 位（或旧式 15 位）',
  characters: '身份证号码中有不该出现的字符',
  'birth-date': '身份证号码中的出生日期不是真实的日期',
};

/** GB 11643-1999: 17 digits and a check character, with a birth date that exists and has come. */
export const idFormat: RowRule = ({ idReading }, report) => {
  if (idReading?.kind !== 'format') return;
  report('id-format', 'idNumber', { message: `${reasons[idReading.reason]}，请照证件核对后重新填写` });
};
