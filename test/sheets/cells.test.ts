import { describe, expect, it } from 'vitest';
import type { ColumnKey } from '../../src/model/column.ts';
import type { PersonCell } from '../../src/model/person.ts';
import { header as base, idOf, personRow } from './people.ts';
import { readRaw } from './read-file.ts';
import type { RawBook, RawCell } from './raw-workbook.ts';

const more = [
  '文化程度',
  '是否残疾人',
  '是否就业困难人员',
  '就业形式',
  '统一社会信用代码',
  '城乡分类代码',
  '毕业时间',
  '备注',
  '性别编码',
];
const header = [...base.map((text) => (text === '性别' ? '性别' : text)), ...more];

/** Reads one cell of one person under the header of its column. */
async function read(
  key: ColumnKey,
  cell: RawCell,
  { id, ...book }: Partial<RawBook> & { id?: string } = {},
): Promise<PersonCell | undefined> {
  const headers: Partial<Record<ColumnKey, string>> = {
    idNumber: '身份证号码', name: '姓名', sex: '性别', birthDate: '出生日期', ethnicity: '民族', employedOn: '就业时间', workRegion: '就业地区划代码',
    monthlyIncome: '月收入', phone: '联系电话', education: '文化程度', disabled: '是否残疾人', hardship: '是否就业困难人员', employmentForm: '就业形式',
    creditCode: '统一社会信用代码', urbanRuralClass: '城乡分类代码', graduatedOn: '毕业时间', remark: '备注', no: '序号',
  }; // prettier-ignore
  const column = header.indexOf(headers[key] ?? '');
  const person: RawCell[] = [...personRow(0), ...more.map(() => null)];
  if (id !== undefined) person[1] = id;
  person[column] = cell;
  const rows = { 1: header, 2: person };
  const { tables } = await readRaw({ sheets: [{ name: '表', rows }], ...book });
  return tables[0]?.rows[0]?.cells[key];
}

const number = (digits: string, style?: number): RawCell => ({
  number: digits,
  ...(style === undefined ? {} : { style }),
});
const formats = [14, 31, 57, 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日";@', 'h:mm', '@'];

describe('identity numbers', () => {
  it.each<[RawCell, string | null, string | null]>([
    ['52230019900101123x', '52230019900101123X', null],
    ["'522300199001011234", '522300199001011234', null],
    ['="522300199001011234"', '522300199001011234', null],
    [number('522300199001011234'), null, 'damaged-number'],
    [number('5.22300199001012E+17'), null, 'damaged-number'],
    ['5.22E+17', null, 'damaged-number'],
    [number('522300900101123'), '522300900101123', null],
    ['〃', null, 'ditto'],
    [{ xml: '<c r="REF" t="e"><v>#N/A</v></c>' }, null, 'excel-error'],
  ])('%j → %s %s', async (cell, value, problem) => {
    const made = await read('idNumber', cell);
    expect([made?.value, made?.problem?.kind ?? null]).toEqual([value, problem]);
  });

  it('keep the digits of the file, which no double could', async () => {
    expect(await read('idNumber', number('522300199001011234'))).toMatchObject({
      raw: '522300199001011234',
      type: 'number',
    });
  });
});

describe('dates', () => {
  it.each<[string, RawCell, string | null]>([
    ['a real date', number('45356', 1), '2024-03-05'],
    ['built-in 31', number('45356', 2), '2024-03-05'],
    ['built-in 57', number('45356', 3), '2024-03-05'],
    ['a Chinese format', number('45356', 4), '2024-03-05'],
    ['a Chinese format with a language', number('45356.75', 5), '2024-03-05'],
    ['a serial number without a format', number('45356'), '2024-03-05'],
    ['a serial number as text', '45356', '2024-03-05'],
    ['an ISO cell', { xml: '<c r="REF" t="d"><v>2024-03-05T00:00:00</v></c>' }, '2024-03-05'],
    ['digits', number('20240305'), '2024-03-05'],
    ['digits in a date cell', number('20240305', 1), '2024-03-05'],
    ['a short year in the pack’s year', '24.3.5', '2024-03-05'],
    ['a short year in another', '23.3.5', null],
    ['year and month', '2024年3月', null],
    ['year and month as a number', number('2024.3'), null],
    ['a month that a spreadsheet made its first day', number('45352', 3), null],
    ['day first', '5/3/2024', null],
    ['29 February 1900', number('60', 1), null],
    ['a time', number('0.5', 6), null],
    ['words', '三月初', null],
  ])('%s', async (_, cell, value) => {
    const made = await read('employedOn', cell, { formats });
    expect([made?.value, made?.problem?.kind ?? null]).toEqual([value, value === null ? 'not-a-date' : null]);
  });

  it('of the 1904 system are the same days', async () => {
    expect((await read('employedOn', number('43894', 1), { formats, date1904: true }))?.value).toBe(
      '2024-03-05',
    );
    expect((await read('employedOn', '43894', { formats, date1904: true }))?.value).toBe('2024-03-05');
  });

  const id = idOf('1990-10-15', 101);
  it.each<[string, RawCell, string | null]>([
    ['1990-10-15', '1990-10-15', '1990-10-15'],
    ['90.10.15', '90.10.15', '1990-10-15'],
    ['90.10.16', '90.10.16', null],
    ['1990年10月', '1990年10月', '1990-10'],
    ['1990年9月', '1990年9月', '1990-09'],
    ['1990.1 as a number', number('1990.1'), '1990-10'],
    ['199010', number('199010'), '1990-10'],
    ['a month format', number('33147', 3), '1990-10'],
    ['a month format with a day', number('33161', 3), '1990-10-15'],
  ])('of birth are held against the number: %s', async (_, cell, value) => {
    expect((await read('birthDate', cell, { id, formats }))?.value ?? null).toBe(value);
  });

  it('of other columns never guess a century', async () => {
    expect((await read('graduatedOn', '23.7.1'))?.problem).toEqual({ kind: 'not-a-date' });
  });
});

describe('vocabularies, yes and no, places, money and the rest', () => {
  it.each<[ColumnKey, RawCell, unknown, string | null]>([
    ['sex', number('1'), '男', null],
    ['sex', '女 ', '女', null],
    ['ethnicity', number('1'), '汉族', null],
    ['ethnicity', '01-汉族', '汉族', null],
    ['ethnicity', '02-汉族', null, 'unknown-label'],
    ['ethnicity', '汉', '汉族', null],
    ['ethnicity', '火星族', null, 'unknown-label'],
    ['education', '研究生', null, 'ambiguous-label'],
    ['education', '大 专', '大学专科', null],
    ['employmentForm', '个体户', '个体经营', null],
    ['urbanRuralClass', number('111'), '111', null],
    ['urbanRuralClass', '111主城区', '111', null],
    ['disabled', '√', true, null],
    ['disabled', '✔\uFE0F', true, null],
    ['disabled', '×', false, null],
    ['disabled', number('0'), false, null],
    ['disabled', { xml: '<c r="REF" t="b"><v>1</v></c>' }, true, null],
    ['disabled', '是（二级）', true, null],
    ['disabled', '是/否', null, 'not-yes-no'],
    ['disabled', '是□否□', null, 'not-yes-no'],
    ['disabled', '也许', null, 'not-yes-no'],
    ['disabled', '同上', null, 'ditto'],
    ['hardship', '零就业家庭', '零就业家庭成员', null],
    ['hardship', '否', false, null],
    ['workRegion', number('522302001001'), '522302001001', null],
    ['workRegion', number('5.22302001001E+11'), '522302001001', null],
    ['workRegion', '5.22302E+11', null, 'damaged-number'],
    ['workRegion', ' 522302 001 001', '522302001001', null],
    ['workRegion', '522302999999', '522302999999', null],
    ['workRegion', '东湖街道', null, 'unknown-place'],
    ['workRegion', '522302001', null, 'unknown-place'],
    ['monthlyIncome', number('2800'), 2800, null],
    ['monthlyIncome', number('2799.9999999999995'), 2800, null],
    ['monthlyIncome', '2,800元', 2800, null],
    ['monthlyIncome', '面议', null, 'not-an-amount'],
    ['phone', number('13812345678'), '13812345678', null],
    ['phone', number('1.3812345678E10'), '13812345678', null],
    ['phone', '1.38E+10', null, 'damaged-number'],
    ['creditCode', '91522302ma08003387', '91522302MA08003387', null],
    ['creditCode', number('915223020800338700'), null, 'damaged-number'],
    ['name', '张 三', '张三', null],
    ['remark', number('45356', 1), '2024-03-05', null],
    ['remark', number('2024.50'), '2024.50', null],
    ['remark', '=1+1', '=1+1', null],
  ])('%s %j → %j %s', async (key, cell, value, problem) => {
    const made = await read(key, cell, { formats });
    expect([made?.value, made?.problem?.kind ?? null]).toEqual([value, problem]);
  });

  it('the second phone stays with the cell', async () => {
    expect(await read('phone', '13812345678/13987654321')).toMatchObject({
      value: '13812345678',
      also: ['13987654321'],
    });
  });

  it('an income in thousands is no amount in yuan', async () => {
    const rows = {
      1: base.map((text) => (text === '月收入' ? '月收入（万元）' : text)),
      2: personRow(0, { 月收入: '0.28' }),
    };
    const { tables } = await readRaw(rows);
    expect(tables[0]?.rows[0]?.cells.monthlyIncome?.problem).toEqual({ kind: 'not-an-amount' });
  });

  it('a blank cell is left out', async () => {
    expect(await read('disabled', '  \u3000')).toMatchObject({ value: null, problem: null });
    expect(await read('disabled', null)).toBeUndefined();
  });
});

describe('text as other programs write it', () => {
  const name = (xml: string, parts: Record<string, string> = {}) => read('name', { xml }, { parts });
  const sst = (items: string) => ({
    'xl/sharedStrings.xml': `<?xml version="1.0"?><x:sst xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${items}</x:sst>`,
  });

  it('rich text is one text, and phonetic guides are none', async () => {
    const rich =
      '<x:si><x:r><x:rPr><x:b/></x:rPr><x:t>张</x:t></x:r><x:r><x:t>三</x:t></x:r><x:rPh sb="0" eb="1"><x:t>zhang</x:t></x:rPh><x:phoneticPr fontId="1"/></x:si>';
    expect((await name('<c r="REF" t="s"><v>0</v></c>', sst(rich)))?.value).toBe('张三');
    expect(
      (
        await name(
          '<c r="REF" t="inlineStr"><is><r><t>李</t></r><r><t xml:space="preserve"> 四</t></r><rPh sb="0" eb="1"><t>li</t></rPh></is></c>',
        )
      )?.value,
    ).toBe('李四');
  });

  it('escapes, entities and CDATA', async () => {
    expect(
      (await name('<c r="REF" t="inlineStr"><is><t>王_x000D_&#x4E94;<![CDATA[六]]></t></is></c>'))?.value,
    ).toBe('王五六');
  });

  it('cells and rows without references stand one after the other', async () => {
    const cells = (list: readonly string[]) =>
      list.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>${cells(base)}</row><row>${cells(personRow(0))}</row></sheetData></worksheet>`;
    const { tables } = await readRaw({
      sheets: [{ name: '表', rows: {} }],
      parts: { 'xl/worksheets/sheet1.xml': xml },
    });
    expect(tables[0]?.rows[0]).toMatchObject({ row: 2, cells: { name: { column: 'C' } } });
  });

  it('a string that the table does not have makes the file unreadable, not the cell blank', async () => {
    const rows = {
      1: base,
      2: (personRow(0) as RawCell[]).with(2, { xml: '<c r="REF" t="s"><v>99</v></c>' }),
    };
    expect((await readRaw(rows)).told).toEqual(['file-unreadable']);
  });

  it('no character is cut in two, however long the sheet', async () => {
    const people = Array.from({ length: 4000 }, (_, index) =>
      personRow(index % 400, { 姓名: `㐱𠮷${'明亮清'.charAt(index % 3)}` }),
    );
    const rows = Object.fromEntries([base, ...people].map((cells, index) => [index + 1, cells]));
    const { tables } = await readRaw({ sheets: [{ name: '表', rows }], shared: true });
    const names = new Set(tables[0]?.rows.map(({ cells }) => cells.name?.value));
    expect(tables[0]?.rows).toHaveLength(4000);
    expect([...names].sort()).toEqual(['㐱𠮷亮', '㐱𠮷明', '㐱𠮷清'].sort());
  });

  it('a prefix on every element changes nothing', async () => {
    const cells = (list: readonly string[], row: number) =>
      list
        .map(
          (text, index) =>
            `<x:c r="${String.fromCharCode(65 + index)}${row}" t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`,
        )
        .join('');
    const xml = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">${cells(base, 1)}</x:row><x:row r="2">${cells(personRow(0), 2)}</x:row><x:row r="3">${cells(personRow(1), 3)}</x:row></x:sheetData><x:mergeCells><x:mergeCell ref="F2:F3"/></x:mergeCells></x:worksheet>`;
    const { tables } = await readRaw({
      sheets: [{ name: '表', rows: {} }],
      parts: { 'xl/worksheets/sheet1.xml': xml },
    });
    expect(tables[0]?.rows).toHaveLength(2);
  });
});
