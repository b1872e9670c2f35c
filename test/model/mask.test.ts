import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskNumbersIn, maskPhone } from '../../src/model/mask.ts';
import { isLandline, isMobilePhone, isPhone } from '../../src/model/phone.ts';
import { fictionalId } from './fictional-numbers.ts';

describe('masks', () => {
  const id = fictionalId('1990-03-05');

  it('shows the first six and last two characters of an identity number', () => {
    expect(maskIdNumber(id)).toBe(`522300**********${id.slice(-2)}`);
    expect(maskIdNumber('522300900305101')).toBe('522300*******01');
    expect(maskIdNumber('12345')).toBe('*****');
    expect(maskIdNumber('123456789')).toBe('*********');
  });

  it('shows the first three and last two digits of a phone', () => {
    expect(maskPhone('13800138000')).toBe('138******00');
    expect(maskPhone('123')).toBe('***');
  });

  it('masks numbers inside a text and leaves other codes alone', () => {
    expect(maskNumbersIn(`张三${id}，电话13800138000`)).toBe(
      `张三522300**********${id.slice(-2)}，电话138******00`,
    );
    expect(maskNumbersIn('522302001001')).toBe('522302001001');
    expect(maskNumbersIn('本科')).toBe('本科');
    expect(maskNumbersIn(`A${id}`)).toBe(`A${id}`);
  });

  it('never shows more than eight characters of a long number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{14}(?:\d{3})?$/), (number) => {
        expect(maskNumbersIn(number).replaceAll('*', '')).toHaveLength(8);
        expect(maskNumbersIn(`（${number}）`)).not.toContain(number);
      }),
    );
  });
});

describe('phones', () => {
  it.each([
    ['13800138000', true, false],
    ['19900138000', true, false],
    ['12800138000', false, false],
    ['1380013800', false, false],
    ['138001380001', false, false],
    ['0859-6210000', false, true],
    ['08596210000', false, true],
    ['010-62100000', false, true],
    ['6210000', false, true],
    ['0859-6210000-8001', false, true],
    ['1210000', false, false],
    ['', false, false],
  ])('%s: mobile %s, landline %s', (text, mobile, landline) => {
    expect([isMobilePhone(text), isLandline(text)]).toEqual([mobile, landline]);
    expect(isPhone(text)).toBe(mobile || landline);
  });
});
