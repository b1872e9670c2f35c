import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCheckCharacter, readCreditCode } from '../../src/model/credit-code.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const first17 = fc
  .array(fc.constantFrom(...Array.from(alphabet)), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(''));

describe('readCreditCode (GB 32100)', () => {
  it('accepts exactly the one check character of the standard, in either case', () => {
    fc.assert(
      fc.property(first17, (start) => {
        const accepted = Array.from(alphabet).filter(
          (check) => readCreditCode(start + check).kind === 'valid',
        );
        expect(accepted).toEqual([creditCheckCharacter(start)]);
        expect(readCreditCode((start + String(creditCheckCharacter(start))).toLowerCase()).kind).toBe(
          'valid',
        );
      }),
    );
  });

  it('catches every single wrong character', () => {
    fc.assert(
      fc.property(
        first17,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 30 }),
        (start, at, step) => {
          const other = alphabet.charAt((alphabet.indexOf(start.charAt(at)) + step) % 31);
          const check = String(creditCheckCharacter(start));
          expect(readCreditCode(start.slice(0, at) + other + start.slice(at + 1) + check).kind).toBe(
            'checksum',
          );
        },
      ),
    );
  });

  it('gives the check character 0 where the sum leaves no rest', () => {
    const start = Array.from(alphabet)
      .map((last) => `9152230000000000${last}`)
      .find((candidate) => creditCheckCharacter(candidate) === '0');
    expect(start).toBeDefined();
    expect(readCreditCode(`${String(start)}0`).kind).toBe('valid');
  });

  it('agrees with a code worked out by hand', () => {
    // 9×1 + 1×3 + 5×9 + 2×27 + 2×19 + 3×26 = 227 = 7×31 + 10 → 31 − 10 = 21 → M
    expect(readCreditCode('91522300000000000M').kind).toBe('valid');
  });

  it.each([
    ['', 'length'],
    ['91522300', 'length'],
    ['91522300000000000I', 'characters'],
    ['9152230000000000OM', 'characters'],
    ['9152230000 000000M', 'characters'],
  ])('refuses %s: %s', (text, reason) => {
    expect(readCreditCode(text)).toEqual({ kind: 'format', reason });
  });

  it('tells usual issuers from rare ones', () => {
    const issuer = (first: string) => {
      const start = `${first}1522300000000000`;
      const reading = readCreditCode(start + String(creditCheckCharacter(start)));
      return reading.kind === 'valid' ? reading.usualIssuer : null;
    };
    expect(['1', '5', '9', 'Y'].map(issuer)).toEqual([true, true, true, true]);
    expect(['2', '3', '6', 'A', 'N'].map(issuer)).toEqual([false, false, false, false, false]);
    expect(creditCheckCharacter('123')).toBeNull();
  });
});
