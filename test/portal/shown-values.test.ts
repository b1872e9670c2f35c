import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldValue } from '../../src/entry/field-values.ts';
import { isEmpty, sameValue } from '../../src/portal/driver/shown-values.ts';

test.each<[FieldValue, FieldValue]>([
  ['汉族', '汉族'],
  ['汉族', ' 汉族 '],
  ['2800', '2,800.00'],
  ['2024-03-05', '2024/3/5'],
  ['2024-03-05', '2024年3月5日'],
  ['2024-03-05', '2024-03-05 00:00:00'],
  [['兴仁市', '东湖街道', '东湖社区'], '兴仁市 / 东湖街道 / 东湖社区'],
  [
    ['兴仁市', '东湖街道'],
    ['兴仁市', '东湖街道'],
  ],
  [true, '是'],
  [false, '否'],
  [true, true],
  [null, ''],
  [null, null],
  [null, false],
])('%j is shown as %j', (asked, shown) => {
  expect(sameValue(asked, shown)).toBe(true);
});

test.each<[FieldValue, FieldValue]>([
  ['汉族', '满族'],
  ['城南社区', '城南社区居委会'],
  ['2024-03-05', '2024-03-06'],
  ['2024-03-05', '2024-05-03'],
  ['13800000000', '13,800,000,000'],
  ['0755', '755'],
  [['兴仁市', '东湖街道', '东湖社区'], '东湖社区'],
  [false, null],
  [true, null],
  [null, '汉族'],
  [null, true],
  ['汉族', null],
  ['2800', '2800.01'],
])('%j is not shown as %j', (asked, shown) => {
  expect(sameValue(asked, shown)).toBe(false);
});

test('a text shows only itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (asked, shown) => {
      fc.pre(asked.trim() !== shown.trim() && !/^[-\d.,/年月日\s]*$/u.test(asked) && !isEmpty(asked));
      expect(sameValue(asked, shown)).toBe(false);
    }),
  );
});
