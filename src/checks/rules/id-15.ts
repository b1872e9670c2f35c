import type { RowRule } from '../row-rule.ts';

/** A number of the form before 1999-10-01. Its present form is certain, but a person has to see the present card. */
export const id15: RowRule = ({ id }, report) => {
  if (id?.length !== 15) return;
  report('id-15', 'idNumber', {
    message: '身份证号码是旧式 15 位，请核对现在的证件，确认建议的 18 位号码',
    suggestion: id.full,
  });
};
