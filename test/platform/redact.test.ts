import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText, redactValue } from '../../src/platform/redact.ts';

const idNumber = '522300199001011234';

describe('redactText', () => {
  it.each([
    ['身份证号码 522300199001011234 有误', '身份证号码 522300**********34 有误'],
    ['52230019900101123X', '522300**********3X'],
    ['52230019900101123x。', '522300**********3x。'],
    ['522300900101123', '522300*******23'],
    ['电话13812345678，', '电话138******78，'],
    ['2024-03-18T10:00:00.000Z', '2024-03-18T10:00:00.000Z'],
    ['CZ202400000001', 'CZ202400000001'],
    ['3f522300199001011234ab', '3f522300199001011234ab'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('leaves no number whole, wherever it stands between other characters', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const glue = (text: string) => text.replaceAll(/[0-9A-Za-z]/g, '-');
        expect(redactText(`${glue(before)}${idNumber}${glue(after)}`)).not.toContain(idNumber);
      }),
    );
  });
});

describe('redactValue', () => {
  it('goes through objects, arrays, numbers, errors and their causes', () => {
    const error = new Error(`failed for ${idNumber}`, { cause: { phone: '13812345678' } });
    const text = JSON.stringify(
      redactValue({ people: [{ idNumber, phone: 13812345678 }], error, [idNumber]: 1 }),
    );

    expect(text).not.toContain(idNumber);
    expect(text).not.toContain('13812345678');
    expect(text).toContain('522300**********34');
  });

  it('hides secrets by their key', () => {
    expect(redactValue({ password: 'x', nested: { token: 'y' } })).toEqual({
      password: '[secret]',
      nested: { token: '[secret]' },
    });
  });
});
