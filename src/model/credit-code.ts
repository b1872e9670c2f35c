/** Unified social credit code (GB 32100-2015): 18 characters of an alphabet without I, O, S, V and Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** Registering bodies in common use: 1 机构编制, 5 民政, 9 工商, Y 其他. Later ones exist, so that others are only unusual. */
const usualIssuers = '159Y';

export type CreditCodeReading =
  | { kind: 'valid'; code: string; usualIssuer: boolean }
  | { kind: 'checksum'; code: string; expected: string }
  | { kind: 'format'; reason: 'length' | 'characters' };

/** Reads a code that has been cleaned of spaces; lower case counts as upper case. */
export function readCreditCode(text: string): CreditCodeReading {
  const code = text.toUpperCase();
  if (code.length !== 18) return { kind: 'format', reason: 'length' };
  const expected = creditCheckCharacter(code.slice(0, 17));
  if (expected === null || !alphabet.includes(code.charAt(17)))
    return { kind: 'format', reason: 'characters' };
  if (expected !== code.charAt(17)) return { kind: 'checksum', code, expected };
  return { kind: 'valid', code, usualIssuer: usualIssuers.includes(code.charAt(0)) };
}

/** The check character (mod 31) of the first 17 characters, or null when one of them is not in the alphabet. */
export function creditCheckCharacter(first17: string): string | null {
  if (first17.length !== 17) return null;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    const value = alphabet.indexOf(first17.charAt(index));
    if (value < 0) return null;
    sum += value * (weights[index] ?? 0);
  }
  // 31 − 0 would be 31, one past the alphabet: the standard's check value is then 0.
  return alphabet.charAt((31 - (sum % 31)) % 31);
}
