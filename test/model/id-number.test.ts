import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckCharacter, readIdNumber, upgradeIdNumber } from '../../src/model/id-number.ts';
import { fictionalId, withWrongCheck } from './fictional-numbers.ts';

describe('readIdNumber (GB 11643)', () => {
  it('reads the examples of the standard', () => {
    expect(readIdNumber('11010519491231002X')).toEqual({
      kind: 'valid',
      id: { full: '11010519491231002X', length: 18, birthDate: '1949-12-31', sex: '女' },
    });
    expect(readIdNumber('440524188001010014')).toEqual({
      kind: 'valid',
      id: { full: '440524188001010014', length: 18, birthDate: '1880-01-01', sex: '男' },
    });
  });

  it('takes a lower-case x', () => {
    expect(readIdNumber('11010519491231002x').kind).toBe('valid');
  });

  it('reads a 15-digit number as the 18-character form of today', () => {
    const full = fictionalId('1970-05-06', '女', 3);
    const old = full.slice(0, 6) + full.slice(8, 17);
    expect(readIdNumber(old)).toEqual({
      kind: 'valid',
      id: { full, length: 15, birthDate: '1970-05-06', sex: '女' },
    });
    expect(upgradeIdNumber(old)).toBe(full);
    expect(upgradeIdNumber(full)).toBeNull();
    expect(upgradeIdNumber('5223007013060')).toBeNull();
  });

  it.each([
    ['', 'length'],
    ['5223001990030510', 'length'],
    ['5223001990030510100', 'length'],
    ['52230019900305101A', 'characters'],
    ['5223O0199003051012', 'characters'],
    ['02230019900305101X', 'characters'],
    ['５２２３００１９９００３０５１０１X', 'characters'],
    ['522300199002301016', 'birth-date'],
    ['522300199013011016', 'birth-date'],
    ['522300199000101016', 'birth-date'],
    ['522300179912311016', 'birth-date'],
    ['522300220001011016', 'birth-date'],
    ['522300900230101', 'birth-date'],
    ['52230090023010X', 'characters'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readIdNumber(text)).toEqual({ kind: 'format', reason });
  });

  it('takes 29 February of leap years only', () => {
    expect(readIdNumber(fictionalId('2000-02-29')).kind).toBe('valid');
    expect(readIdNumber(fictionalId('1999-02-29')).kind).toBe('format');
  });

  it('accepts exactly one check character for any 17 digits, and catches every single wrong digit and swap', () => {
    const number = fc
      .record({
        days: fc.integer({ min: 0, max: 40_000 }),
        order: fc.integer({ min: 0, max: 499 }),
        sex: fc.constantFrom('男' as const, '女' as const),
      })
      .map(({ days, order, sex }) =>
        fictionalId(
          new Date(Date.UTC(1910, 0, 1) + days * 86_400_000).toISOString().slice(0, 10),
          sex,
          order,
        ),
      );
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, step) => {
        const reading = readIdNumber(id);
        expect(reading.kind).toBe('valid');
        const accepted = Array.from('0123456789X').filter(
          (check) => readIdNumber(id.slice(0, 17) + check).kind === 'valid',
        );
        expect(accepted).toEqual([id[17]]);
        const wrong = id.slice(0, at) + String((Number(id[at]) + step) % 10) + id.slice(at + 1);
        expect(readIdNumber(wrong).kind).not.toBe('valid');
        const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
        if (swapped !== id) expect(readIdNumber(swapped).kind).not.toBe('valid');
      }),
    );
  });

  it('says what the check character should be', () => {
    const id = fictionalId('1990-03-05');
    expect(readIdNumber(withWrongCheck(id))).toMatchObject({ kind: 'checksum', expected: id[17] });
    expect(() => idCheckCharacter('123')).toThrow(RangeError);
  });
});
