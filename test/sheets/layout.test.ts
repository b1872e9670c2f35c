import { describe, expect, it } from 'vitest';
import { header, people, personRow, rows, title, unit } from './people.ts';
import { readBytes, readRaw, values } from './read-file.ts';
import { rawWorkbook, type RawCell } from './raw-workbook.ts';

describe('what a worksheet hides or repeats', () => {
  it('hidden rows and columns are read and told', async () => {
    const [first, second] = people(2);
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          before:
            '<cols><col min="1" max="1" width="5"/><col min="9" max="9" width="0" customWidth="1"/><col min="10" max="10" width="9" hidden="1"/></cols>',
          rows: {
            ...rows([title], [unit], header, first ?? []),
            5: { attributes: 'hidden="1"', cells: second ?? [] },
          },
          after: '<autoFilter ref="A3:J5"/>',
        },
      ],
    });
    expect(tables[0]?.rows.map(({ hidden }) => hidden)).toEqual([false, true]);
    expect(tables[0] && values(tables[0], 'phone')).toEqual(['13810000000', '13810000001']);
    expect(tables[0]?.head.columns.filter(({ hidden }) => hidden).map(({ column }) => column)).toEqual([
      'I',
      'J',
    ]);
    expect(told).toEqual(['row-hidden I', 'row-hidden J', 'row-hidden 5']);
  });

  it('merged body cells give their value to every row', async () => {
    const list = people(4).map((person, index) => [
      ...person,
      index === 0 || index === 3 ? `单位${index}` : null,
    ]);
    const { tables } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows([title], [unit], [...header, '就业单位名称'], ...list),
          merges: ['K4:K6', 'K7:K12'],
        },
      ],
    });
    expect(tables[0] && values(tables[0], 'employer')).toEqual(['单位0', '单位0', '单位0', '单位3']);
    expect(tables[0]?.rows[1]?.cells.employer?.column).toBe('K');
  });

  it('formulas give their cached value and are told, serial numbers apart', async () => {
    const person = (people(1)[0] ?? []) as RawCell[];
    const row = person
      .with(0, { formula: 'ROW()-3', value: '1' })
      .with(3, { formula: 'IF(1,"男","女")', value: '男', type: 'str' })
      .with(8, { formula: 'A1*2' });
    const { tables, told } = await readRaw(rows([title], [unit], header, row));
    expect(tables[0]?.rows[0]?.cells).toMatchObject({
      sex: { value: '男', formula: true },
      monthlyIncome: { value: null, type: 'blank' },
    });
    expect(told).toEqual(['formula-cell D4', 'formula-cell I4']);
  });

  it('stray cells far away cost nothing', async () => {
    const far = {
      1_048_576: [
        ...Array.from({ length: 0 }, () => null),
        { xml: '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>' },
      ],
    };
    const { tables, told } = await readRaw({
      sheets: [{ name: '表', rows: { ...rows([title], [unit], header, ...people(1)), ...far } }],
    });
    expect(tables[0]?.rows).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('a million formatted empty rows cost no time', async () => {
    const empty = Array.from(
      { length: 400_000 },
      (_, index) =>
        `<row r="${index + 10}" ht="15" customHeight="1"><c r="A${index + 10}" s="1"/><c r="B${index + 10}" s="1"/></row>`,
    ).join('');
    const sheet = rows([title], [unit], header, ...people(1));
    const bytes = rawWorkbook({ sheets: [{ name: '表', rows: sheet }] });
    const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate');
    const parts = unzipSync(bytes);
    const part = 'xl/worksheets/sheet1.xml';
    parts[part] = strToU8(
      strFromU8(parts[part] ?? new Uint8Array()).replace('</sheetData>', `${empty}</sheetData>`),
    );
    const path = zipSync(parts, { level: 1 });
    const started = performance.now();
    const { tables } = await readBytes(path);
    expect(tables[0]?.rows).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a large sheet', () => {
  it('is read to its end, with headers again far below', async () => {
    const list = Array.from({ length: 1500 }, (_, index) =>
      index > 0 && index % 300 === 0 ? header : personRow(index % 400),
    );
    const { tables, told } = await readRaw(rows([title], [unit], header, ...list));
    expect(told).toEqual([]);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows).toHaveLength(1496);
  });
});
