const plain = /^\d+$/;
const scientific = /^(-?)(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i;

/**
 * Digits of a whole number as a spreadsheet file spells it: `5.22302001001E11` → `522302001001`, `138.0` → `138`. Exact:
 * digits are moved, never calculated. Other texts come back unchanged.
 */
export function plainDigits(text: string): string {
  if (plain.test(text)) return text;
  const match = scientific.exec(text);
  if (match === null) return text.replace(/^(-?\d+)\.0+$/, '$1');
  const [, sign = '', first = '', fraction = '', exponent = ''] = match;
  const zeros = Number(exponent) - fraction.length;
  return zeros < 0 ? text : sign + first + fraction + '0'.repeat(zeros);
}
