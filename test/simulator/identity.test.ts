import fc from 'fast-check';
import { expect, test } from 'vitest';

import { ageOn, isCreditCode, isRealDate, readIdentity } from '../../src/simulator/identity.ts';
import { idNumber } from './people.ts';

const days = fc
  .date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2023-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('the example of the standard is read, with sex and birth date', () => {
  expect(readIdentity(' 11010519491231002x ')).toEqual({
    idNumber: '11010519491231002X',
    sex: '女',
    birthDate: '1949-12-31',
  });
});

test('a number with a right check character is read back to what it was made of', () => {
  fc.assert(
    fc.property(days, fc.nat(999), (birthDate, serial) => {
      expect(readIdentity(idNumber(birthDate, serial))).toMatchObject({
        birthDate,
        sex: serial % 2 === 1 ? '男' : '女',
      });
    }),
  );
});

test('one changed character is noticed', () => {
  fc.assert(
    fc.property(
      days,
      fc.nat(999),
      fc.nat(16),
      fc.integer({ min: 1, max: 9 }),
      (birthDate, serial, at, by) => {
        const right = idNumber(birthDate, serial);
        const wrong = right.slice(0, at) + String((Number(right[at]) + by) % 10) + right.slice(at + 1);
        expect(readIdentity(wrong)).toBeNull();
      },
    ),
  );
});

test.each(['2024-02-30', '2023-02-29', '24-01-01', '2024/01/01', ''])('%s is no date', (text) => {
  expect(isRealDate(text)).toBe(false);
});

test('credit codes are checked to the last character', () => {
  expect(isCreditCode('12522302000770037Q')).toBe(true);
  expect(isCreditCode('12522302000770037R')).toBe(false);
  expect(isCreditCode('1252230200077003')).toBe(false);
});

test('age counts completed years', () => {
  expect(ageOn('2008-03-06', '2024-03-05')).toBe(15);
  expect(ageOn('2008-03-05', '2024-03-05')).toBe(16);
});
