import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeText } from '../../src/platform/office-text.ts';
import { displayWidth, plainLine, textTable } from '../../src/reports/display-width.ts';
import { maskedNumber, maskedText, shownValue } from '../../src/reports/masked.ts';
import { renderProgressText, renderStatementText } from '../../src/reports/index.ts';
import { idNumberOf } from '../../scripts/sample-sheets/numbers.ts';
import { reportModel } from './report-model.ts';

describe('officeText', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 138', "'+86 138"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['|cmd', "'|cmd"],
    ['-', '-'],
    ['张三=李四', '张三=李四'],
    ['_x003D_1', '_x005F_x003D_1'],
    ['a\u0000b\u0008\ud800', 'ab'],
    ['𠮷野', '𠮷野'],
  ])('writes %j as %j', (text, written) => {
    expect(officeText(text)).toBe(written);
  });

  it('never begins as a formula does, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '=',
            '+',
            '-',
            '@',
            ' ',
            '\t',
            '\n',
            '\u0000',
            '\u0001',
            '\ud800',
            '＝',
            '_x003D_',
            'a',
          ),
        }),
        (text) => {
          const written = officeText(text);
          expect(written.length < 2 || !/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(written)).toBe(true);
        },
      ),
    );
  });

  it('keeps to what a cell can hold', () => {
    expect(officeText('字'.repeat(40_000))).toHaveLength(32_767);
  });
});

describe('masking', () => {
  const id = fc
    .record({
      year: fc.integer({ min: 1950, max: 2009 }),
      day: fc.integer({ min: 10, max: 28 }),
      sequence: fc.integer({ min: 1, max: 999 }),
    })
    .map(({ year, day, sequence }) => idNumberOf(`${String(year)}-07-${String(day)}`, sequence));
  const fullWidth = (text: string) =>
    text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  const spelling = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.toLowerCase(),
    fullWidth,
    (text) => `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`,
    (text) => text.split('').join('\u200b'),
    (text) => `${text.slice(0, 6)}-${text.slice(6)}`,
    (text) => text.replace('X', '\u0425'),
  );
  const around = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => `身份证${text}，电话另报`,
    (text) => `（${text}）`,
    (text) => `"${text}"`,
    (text) => `${text}、${text}`,
  );

  it('hides an ID number in any spelling and anywhere in a text', () => {
    fc.assert(
      fc.property(id, spelling, around, (number, spell, place) => {
        const masked = maskedText(place(spell(number))).normalize('NFKC');
        expect(masked.replaceAll(/[^0-9X*]/gi, '')).not.toContain(number.slice(6, 14));
        expect(masked).toContain('*');
      }),
    );
  });

  it('hides a mobile number in any spelling', () => {
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
    fc.assert(
      fc.property(mobile, fc.constantFrom(' ', '-', ''), (number, gap) => {
        const spelled = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(gap);
        expect(maskedText(`电话：${spelled}。`).replaceAll(/\D/g, '')).toBe(
          number.slice(0, 3) + number.slice(9),
        );
      }),
    );
  });

  it('hides what stands in the column of the number, right or wrong', () => {
    expect(maskedNumber('52230019900101', 'id')).toBe('522300******01');
    expect(maskedNumber('5223001990010110 10', 'id')).toBe('522300**********10');
    expect(maskedNumber('无', 'id')).toBe('无');
    expect(maskedNumber('13800138000、0859-6212345', 'phone')).not.toMatch(/\d{5}/);
    expect(shownValue('phone', '13800138000')).toBe('138******00');
  });

  it('leaves codes, receipts and dates alone', () => {
    for (const text of ['91522302MA07702965', 'CZ202400000001', '522302001001', '2024-03-05', 'E000012']) {
      expect(maskedText(text)).toBe(text);
    }
  });
});

describe('texts for a terminal', () => {
  it('count Chinese characters as two columns', () => {
    expect(['东湖街道', 'abc', '（１）', 'é', '𠮷', 'a\u200bb'].map(displayWidth)).toEqual([
      8, 3, 6, 1, 2, 2,
    ]);
  });

  it('align whatever is mixed', () => {
    const table = textTable(
      [
        { title: '单位', align: 'left' },
        { title: '人数', align: 'right' },
      ],
      [
        ['东湖街道', '5'],
        ['A', '1234'],
      ],
    );
    const lines = table.split('\n').filter((line) => !line.startsWith('─'));
    expect(lines.map(displayWidth)).toEqual([14, 14, 14]);
  });

  it('obey no control characters of a sheet', () => {
    expect(plainLine('a\u001b[31m\nb\u202ec')).toBe('a [31m b c');
  });

  it('give the closing statement with the heads that have people, and whether it adds up', async () => {
    const model = await reportModel();
    const text = renderStatementText(model.statement);
    expect(text).toContain('合计相符：采集表 30 行');
    const total = text.split('\n').find((line) => line.startsWith('合计 '));
    expect(
      total
        ?.split(/\s+/)
        .slice(1)
        .map(Number)
        .reduce((sum, count) => sum + count, -30),
    ).toBe(30);
  });

  it('give the progress table with both blocks', async () => {
    const model = await reportModel();
    const text = renderProgressText(model.title, model.byEmployment);
    expect(text).toMatch(/东湖街道 +412 +124 +3 +124 +3 +2\.4% +0\.7% +-121 +\d/);
    expect(text).toMatch(/全市合计 +6500/);
  });
});
