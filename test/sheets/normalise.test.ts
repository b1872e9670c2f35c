import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, isCalendarDate } from '../../src/model/calendar-date.ts';
import { columnLetters, columnNumber } from '../../src/sheets/column-letters.ts';
import { headerSpellings } from '../../src/sheets/layout/clean-header.ts';
import { chineseDateDigits } from '../../src/sheets/normalise/chinese-numerals.ts';
import { cleanCode } from '../../src/sheets/normalise/clean-code.ts';
import { cleanIdNumber } from '../../src/sheets/normalise/clean-id-number.ts';
import { cleanName } from '../../src/sheets/normalise/clean-name.ts';
import { cleanText } from '../../src/sheets/normalise/clean-text.ts';
import { toHalfWidth, toHalfWidthLetters } from '../../src/sheets/normalise/half-width.ts';
import { isDamaged } from '../../src/sheets/normalise/is-damaged.ts';
import { isDitto } from '../../src/sheets/normalise/is-ditto.ts';
import { parseAmount, shownNumber } from '../../src/sheets/normalise/parse-amount.ts';
import { parseDateNumber, parseDateText } from '../../src/sheets/normalise/parse-date.ts';
import { plainDigits } from '../../src/sheets/normalise/plain-digits.ts';
import { serialDate } from '../../src/sheets/normalise/serial-date.ts';
import { splitPhones } from '../../src/sheets/normalise/split-phones.ts';
import { withoutInvisible } from '../../src/sheets/normalise/without-invisible.ts';
import { withoutWrapping } from '../../src/sheets/normalise/without-wrapping.ts';
import { kindOfCode, numberKind } from '../../src/sheets/ooxml/number-format.ts';
import { decodeEscapes } from '../../src/sheets/ooxml/escapes.ts';
import { parseRange } from '../../src/sheets/ooxml/cell-range.ts';
import { StringStore } from '../../src/sheets/ooxml/string-store.ts';

/** One table of examples a function, and that cleaning twice changes nothing more. */
function examples(
  name: string,
  clean: (text: string) => string,
  table: readonly [from: string, to: string][],
): void {
  describe(name, () => {
    it.each(table)('%j → %j', (from, to) => expect(clean(from)).toBe(to));
    it('is settled after one time', () => {
      const text = fc.string({
        unit: fc.constantFrom(...table.flatMap(([from]) => Array.from(from)), 'a', '1', '一', ' '),
      });
      fc.assert(fc.property(text, (any) => clean(clean(any)) === clean(any)));
    });
  });
}

examples('withoutInvisible', withoutInvisible, [
  ['\u200B张\u200E三\uFEFF', '张三'],
  ['a\u00A0b\u3000c\td', 'a b c d'],
  ['一\r\n二\r三\u2028四', '一\n二\n三\n四'],
  ['✔\uFE0F', '✔'],
  ['\u0000\u0007x\u007F', 'x'],
]);
examples('toHalfWidth', toHalfWidth, [
  ['５２２３００Ｘ', '522300X'],
  ['（０８５９）６２１２３４５', '(0859)6212345'],
  ['￥２，８００', '¥2,800'],
]);
examples('toHalfWidthLetters', toHalfWidthLetters, [['（ＡＢＣ）１２３　号', '（ABC）123 号']]);
examples('withoutWrapping', withoutWrapping, [
  ["'522300", '522300'],
  ['="522300199001011234"', '522300199001011234'],
  ['＇５', '５'],
  [' 5 ', '5'],
]);
examples('cleanText', cleanText, [
  [' 兴仁市 \n东湖街道 ', '兴仁市东湖街道'],
  ['兴仁市（分公司）', '兴仁市（分公司）'],
  ['ＡＢＣ１２３　公司', 'ABC123 公司'],
  ['贵州\n\n一号', '贵州一号'],
  ['a\nb', 'a b'],
  ["'文本", '文本'],
]);
examples('cleanName', cleanName, [
  ['张 三', '张三'],
  ['张\u3000三 ', '张三'],
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽・买买提', '阿依古丽·买买提'],
  ['阿依古丽.买买提', '阿依古丽·买买提'],
  ['阿依古丽．买买提', '阿依古丽·买买提'],
  ['阿依古丽 · 买买提', '阿依古丽·买买提'],
  ['㐱𠮷\u200B明', '㐱𠮷明'],
  ['John  Smith', 'John Smith'],
  ['\uE000明', '\uE000明'],
]);
examples('cleanCode', cleanCode, [
  [' 9152 2302-ma08003387 ', '91522302MA08003387'],
  ['９１５２２３０２ＭＡ０８００３３８７', '91522302MA08003387'],
]);
examples('cleanIdNumber', cleanIdNumber, [
  ["'52230019900101123x", '52230019900101123X'],
  ['5223 0019 9001 0112 3Х', '52230019900101123X'],
  ['522300-19900101-123×', '52230019900101123X'],
  ['="522300199001011234"', '522300199001011234'],
  ['５２２３００１９９００１０１１２３Ｘ', '52230019900101123X'],
  ['52230019900101123Χ', '52230019900101123X'],
  ['52230019900101123ⅹ', '52230019900101123X'],
  ['522300199001O1123X', '522300199001O1123X'],
]);
examples('plainDigits', plainDigits, [
  ['5.22302001001E11', '522302001001'],
  ['5.22302001001E+11', '522302001001'],
  ['13812345678.0', '13812345678'],
  ['1.5', '1.5'],
  ['1.2345E2', '1.2345E2'],
  ['无', '无'],
]);
examples('chineseDateDigits', chineseDateDigits, [
  ['二〇二四年三月五日', '2024年3月5日'],
  ['二零二四年十二月三十一日', '2024年12月31日'],
  ['一九九〇年十月二十日', '1990年10月20日'],
  ['2024年3月5日', '2024年3月5日'],
]);
examples('decodeEscapes', (text) => (text.includes('_x005F_') ? text : decodeEscapes(text)), [
  ['一_x000D_二', '一\r二'],
  ['无', '无'],
]);

describe('isDitto', () => {
  it.each(['同上', '〃', '″', '"', '”', '同 上', '——〃——', '同上。', '〃〃'])('%s is', (text) =>
    expect(isDitto(text)).toBe(true),
  );
  it.each(['', "'", '同', '上', '同上海路', '无', '-', '同上述'])('%s is none', (text) =>
    expect(isDitto(text)).toBe(false),
  );
});

describe('isDamaged', () => {
  it.each<[string, 'number' | 'text' | 'date']>([
    ['522300199001011234', 'number'],
    ['522300199001012000', 'number'],
    ['5.22300199001012E+17', 'number'],
    ['522300199001012000.0', 'text'],
    ['5.22E+17', 'text'],
    ['5.22300199001012E+017', 'text'],
    ['1234567890123456', 'number'],
  ])('%s (%s) is', (text, type) => expect(isDamaged(text, type)).toBe(true));
  it.each<[string, 'number' | 'text']>([
    ['522300900101123', 'number'],
    ['522300199001011234', 'text'],
    ['5.22302001001E11', 'number'],
    ['138', 'number'],
  ])('%s (%s) is not', (text, type) => expect(isDamaged(text, type)).toBe(false));
});

describe('parseAmount', () => {
  it.each<[string, number]>([
    ['2800', 2800],
    ['2800元', 2800],
    ['2,800', 2800],
    ['￥2,800.50', 2800.5],
    ['２８００', 2800],
    ['2 800 元/月', 2800],
    ['-5', -5],
    ['0', 0],
  ])('%s → %d', (text, value) => expect(parseAmount(text)).toBe(value));
  it.each(['面议', '3千', '2.8万', '3000左右', '3000-4000', '2,80', '1e3', '', '元', '三千元', '2800+提成'])(
    '%j is none',
    (text) => expect(parseAmount(text)).toBeNull(),
  );
  it('takes every plain amount back, and nothing else than its digits', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (value) => {
        const grouped = value.toLocaleString('en-US');
        return parseAmount(`${grouped}元`) === value && parseAmount(String(value)) === value;
      }),
    );
  });
  it('shows a number as Excel does', () => {
    expect(shownNumber('2799.9999999999995')).toBe(2800);
    expect(shownNumber('2.8E3')).toBe(2800);
    expect(shownNumber('x')).toBeNull();
  });
});

describe('parseDateText', () => {
  const day = { kind: 'date', date: '2024-03-05' };
  it.each([
    '2024-03-05', '2024/3/5', '2024.3.5', '2024.03.05.', '2024年3月5日', '2024年3月5号', '2024 年 3 月 5 日', '20240305', '2024 3 5',
    '２０２４－０３－０５', '2024、3、5', '2024。3。5', '2024·3·5', '2024\\3\\5', '2024_3_5', '2024—3—5', "'2024-03-05", '="2024-03-05"', '二〇二四年三月五日',
    '2024-03-05 00:00:00', '2024/3/5 9:30', '2024-03-05T16:00:00.000Z', '2024-03-05T23:59:59+08:00', '2024年3月5日 星期二', '2024年3月5日（周二）',
    '2024年3月5日上午9时30分', '2024/3/5 下午 11:59:59', ' 2024\n-03-05 ', '2024-3-5日', '2024年3月5',
  ])('%j is 5 March 2024', (text) => expect(parseDateText(text)).toEqual(day)); // prettier-ignore
  it.each([
    '', '无', '5/3/2024', '05-03-2024', '3/5', '2024', '2024-02-30', '2024-13-01', '2024-00-05', '2023-02-29', '20240230', '2024035', 'March 5, 2024', '5-Mar-24',
    '2023.07-2024.06', '2024-03-05至2024-04-05', '2024年3月5日（农历）', '约2024-03-05', '32/3/5/1', '202413',
  ])('%j is no date', (text) => expect(parseDateText(text)?.kind ?? null).not.toBe('date')); // prettier-ignore
  it.each(['2024-3', '2024.03', '2024年3月', '2024年3月份', '202403', '2024/3'])('%s is a month', (text) =>
    expect(parseDateText(text)).toEqual({ kind: 'month', year: 2024, months: [3] }),
  );
  it.each(['24.3.5', '24/03/05', '24年3月5日', '240305'])('%s has a short year', (text) =>
    expect(parseDateText(text)).toEqual({ kind: 'short-year', dates: ['1924-03-05', '2024-03-05'] }),
  );
  it.each(['90.01', '90-1', '90年1月', '90/01', '90年1月份'])('%s is a month of a short year', (text) =>
    expect(parseDateText(text)).toEqual({ kind: 'short-month', months: ['1990-01', '2090-01'] }),
  );
  it('knows that 90.1 as a number may be October', () => {
    const months = ['1990-01', '2090-01', '1990-10', '2090-10'];
    expect(parseDateNumber('90.1')).toEqual({ kind: 'short-month', months });
    expect(parseDateNumber('90.13')).toBeNull();
  });
  it('knows that 1990.1 as a number may be October', () => {
    expect(parseDateNumber('1990.1')).toEqual({ kind: 'month', year: 1990, months: [1, 10] });
    expect(parseDateNumber('1990.03')).toEqual({ kind: 'month', year: 1990, months: [3] });
    expect(parseDateNumber('45356')).toEqual({ kind: 'serial', serial: 45_356 });
    expect(parseDateNumber('20240305')).toEqual(day);
    expect(parseDateNumber('1990')).toBeNull();
  });
  it('reads every real day in every spelling, and only real days', () => {
    const spell = [
      (y: string, m: string, d: string) => `${y}年${m}月${d}日`,
      (y: string, m: string, d: string) => `${y}/${m}/${d}`,
      (y: string, m: string, d: string) => `${y}.${m}.${d}`,
      (y: string, m: string, d: string) => y + m.padStart(2, '0') + d.padStart(2, '0'),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2099 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.constantFrom(...spell),
        (y, m, d, write) => {
          const iso = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
          const read = parseDateText(write(String(y), String(m), String(d)));
          return isCalendarDate(iso) ? read?.kind === 'date' && read.date === iso : read?.kind !== 'date';
        },
      ),
    );
  });
});

describe('serialDate', () => {
  it.each<[number, boolean, string | null]>([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, null],
    [61, false, '1900-03-01'],
    [45_356, false, '2024-03-05'],
    [45_356.999_99, false, '2024-03-05'],
    [43_894, true, '2024-03-05'],
    [0, true, '1904-01-01'],
    [2_958_465, false, '9999-12-31'],
    [2_958_466, false, null],
    [0, false, null],
    [-1, false, null],
    [Number.NaN, false, null],
  ])('%d (1904: %s) → %s', (serial, date1904, date) => expect(serialDate(serial, date1904)).toBe(date));

  it('moves one day for every number, in both systems', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_900_000 }), (serial) => {
        const [date, next] = [serialDate(serial, false), serialDate(serial + 1, false)];
        return (
          date !== null &&
          next !== null &&
          dayNumber(next) - dayNumber(date) === 1 &&
          (serial < 1462 || serialDate(serial - 1462, true) === date)
        );
      }),
    );
  });
});

describe('splitPhones', () => {
  it.each<[string, string, string[]]>([
    ['13812345678', '13812345678', []],
    ['138 1234 5678', '13812345678', []],
    ['138-1234-5678', '13812345678', []],
    ['+86 13812345678', '13812345678', []],
    ['13812345678/13987654321', '13812345678', ['13987654321']],
    ['13812345678、0859-6212345', '13812345678', ['0859-6212345']],
    ['13812345678 13987654321', '13812345678', ['13987654321']],
    ['13812345678\n13987654321', '13812345678', ['13987654321']],
    ['1381234567；13987654321', '13987654321', ['1381234567']],
    ['（0859）6212345', '0859-6212345', []],
    ['0859 6212345转801', '0859-6212345-801', []],
    ['13812345678（父亲）', '13812345678', []],
    ['本人13812345678', '13812345678', []],
    ['１３８１２３４５６７８', '13812345678', []],
    ['1381234567', '1381234567', []],
    ['无', '无', []],
  ])('%j → %s %j', (text, first, others) => expect(splitPhones(text)).toEqual({ first, others }));

  it('never makes up digits', () => {
    const digitsOf = (text: string) => text.replace(/\D/g, '');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789 -/、()+转')) }), (text) => {
        const { first, others } = splitPhones(text);
        return [first, ...others].every((one) => digitsOf(text).includes(digitsOf(one)));
      }),
    );
  });
});

describe('headerSpellings', () => {
  it.each<[string, string]>([
    ['序\n号', '序号'],
    ['*身份证号码（必填）：', '身份证号码'],
    ['※ 姓　名', '姓名'],
    ['3、联系电话', '联系电话'],
    ['月收入（元）', '月收入'],
    ['机构名称（县（区））', '机构名称'],
    ['必填项：姓名', '姓名'],
    ['【选填】备注*', '备注'],
    ['（1）民族', '民族'],
    ['18位身份证号', '18位身份证号'],
    ['月收入/元', '月收入'],
    ['月工资，元', '月工资'],
  ])('%j → %s', (text, spelling) => expect(headerSpellings(text).at(-1)).toBe(spelling));
});

describe('number formats', () => {
  it.each([14, 15, 16, 22, 30, 31, 51, 58])('built-in %d is a date', (id) =>
    expect(numberKind(id, undefined)).toBe('date'),
  );
  it.each([17, 27, 36, 50, 52, 57])('built-in %d shows no day', (id) =>
    expect(numberKind(id, undefined)).toBe('month'),
  );
  it.each([0, 1, 2, 18, 21, 32, 45, 49, 55])('built-in %d is a number', (id) =>
    expect(numberKind(id, undefined)).toBe('number'),
  );
  it.each(['yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日";@', 'yyyy\\-mm\\-dd', 'd/m', 'm"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"d"日"', 'yyyy/m/d h:mm', 'dddd', '[红色]yyyy-mm-dd'])(
    '%s is a date', (code) => expect(kindOfCode(code)).toBe('date'),
  ); // prettier-ignore
  it.each(['yyyy"年"m"月"', 'mmm-yy', 'yyyy.mm', 'yyyy'])('%s shows no day', (code) =>
    expect(kindOfCode(code)).toBe('month'),
  );
  it.each(['General', 'G/通用格式', '0', '0.00E+00', '@', '#,##0.00"元"', 'h:mm:ss', '[h]:mm', '"d"0', '0_);[Red](0)', '¥#,##0', 'mm:ss.0', '00000000'])(
    '%s is a number', (code) => expect(kindOfCode(code)).toBe('number'),
  ); // prettier-ignore
});

describe('small things of a spreadsheet', () => {
  it('column letters and numbers are each other’s inverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16_384 }),
        (column) => columnNumber(columnLetters(column)) === column,
      ),
    );
    expect([columnLetters(26), columnLetters(27), columnLetters(16_384), columnNumber('xfd1')]).toEqual([
      'Z',
      'AA',
      'XFD',
      16_384,
    ]);
  });

  it('ranges', () => {
    expect(parseRange('$B$3:A7')).toEqual({ top: 3, left: 1, bottom: 7, right: 2 });
    expect(parseRange('C5')).toEqual({ top: 5, left: 3, bottom: 5, right: 3 });
    expect(parseRange('Sheet1!A1')).toBeNull();
  });

  it('shared strings come back as they went in, the packed ones too', () => {
    const store = new StringStore();
    const texts = Array.from({ length: 45_000 }, (_, index) => `第${index}条 𠮷${'长'.repeat(index % 50)}`);
    for (const text of texts) store.add(text);
    expect(store.size).toBe(texts.length);
    expect([0, 19_999, 20_000, 33_333, 44_999].map((index) => store.at(index))).toEqual(
      [0, 19_999, 20_000, 33_333, 44_999].map((index) => texts[index]),
    );
    expect([store.at(-1), store.at(45_000), store.at(1.5), store.at(Number.NaN)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
