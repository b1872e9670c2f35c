import { creditCheckCharacter } from '../../src/model/credit-code.ts';
import { idCheckCharacter } from '../../src/model/id-number.ts';

/** An identity number of nobody: area 522300, which is the prefecture itself and issues none. */
export function fictionalId(birthDate: string, sex: '男' | '女' = '男', order = 1): string {
  const sequence = order * 2 + (sex === '男' ? 1 : 0);
  const first17 = `522300${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + idCheckCharacter(first17);
}

/** A credit code of nobody that passes GB 32100. */
export function fictionalCreditCode(first17 = '91522300MA6FX0001'): string {
  return first17 + String(creditCheckCharacter(first17));
}

/** The same number with another last character, which fails its check. */
export function withWrongCheck(idNumber: string): string {
  return idNumber.slice(0, 17) + (idNumber.endsWith('0') ? '1' : '0');
}
