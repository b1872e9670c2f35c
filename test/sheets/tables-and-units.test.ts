import { describe, expect, it } from 'vitest';
import { header, people, personRow, rows, title, unit } from './people.ts';
import { readBytes, readRaw, values } from './read-file.ts';
import { rawWorkbook, type RawCell } from './raw-workbook.ts';

const ids = (from: number, count: number) => people(count, from).map((person) => person[1]);
const idAt = (index: number) => personRow(index)[1];

describe('several tables and units', () => {
  it('below each other, each with its own header', async () => {
    const { tables, told } = await readRaw(
      rows(
        [title],
        [unit],
        header,
        ...people(2),
        null,
        [title],
        ['填报单位：城北街道'],
        header,
        ...people(2, 2),
      ),
    );
    expect(told).toEqual([]);
    expect(tables.map(({ head }) => [head.reportingUnit, head.headerRow, head.reportingUnitCell])).toEqual([
      ['东湖街道', 3, 'A2'],
      ['城北街道', 9, 'A8'],
    ]);
    expect(tables.map((table) => values(table, 'idNumber'))).toEqual([ids(0, 2), ids(2, 2)]);
  });

  it('a unit label in the middle begins another unit’s part', async () => {
    const { tables } = await readRaw(
      rows(
        [title],
        [unit],
        header,
        ...people(1),
        ['填报单位：城北街道'],
        ...people(1, 1),
        ['东湖街道'],
        ...people(1, 2),
      ),
    );
    expect(
      tables.map(({ head }) => [head.reportingUnit, head.reportingUnitRaw, head.unitSuggestion]),
    ).toEqual([
      ['东湖街道', '东湖街道', null],
      ['城北街道', '城北街道', null],
      [null, null, '东湖街道'],
    ]);
  });

  it('beside each other', async () => {
    const gap = [null, ''];
    const pair = (left: readonly string[], right: readonly string[]) => [...left, ...gap, ...right];
    const top: RawCell[] = [
      '填报单位：东湖街道',
      ...Array.from({ length: 11 }, () => null),
      '填报单位：城北街道',
    ];
    const { tables, told } = await readRaw(
      rows([title], top, pair(header, header), pair(personRow(0), personRow(1)), pair(personRow(2), [])),
    );
    expect(told).toEqual([]);
    expect(tables.map((table) => [table.head.reportingUnit, values(table, 'idNumber')])).toEqual([
      ['东湖街道', [idAt(0), idAt(2)]],
      ['城北街道', [idAt(1)]],
    ]);
    expect(tables[1]?.rows[0]?.cells.idNumber?.column).toBe('N');
  });

  it('on several worksheets, without the helper lists and instructions among them', async () => {
    const lists = rows(
      ['性别', '民族', '文化程度', '政治面貌', '户口性质', '就业形式'],
      ['男', '汉族', '小学', '群众', '农业', '灵活就业'],
    );
    const contacts = rows(
      ['附件4'],
      ['单位名称', '分管领导姓名', '职务', '姓名', '手机号码'],
      ['东湖街道', '甲', '副主任', '乙', '13800000000'],
    );
    const help = rows(
      ['填表说明'],
      ['序号', '栏目', '说明'],
      ['1', '身份证号码', '18 位'],
      ['2', '姓名', '与身份证一致'],
    );
    const { tables, told } = await readRaw({
      sheets: [
        { name: '填表说明', rows: help },
        { name: '东湖', rows: rows([title], [unit], header, ...people(1)) },
        { name: '数据字典', state: 'hidden', rows: lists },
        {
          name: '城北',
          state: 'veryHidden',
          rows: rows([title], ['填报单位：城北街道'], header, ...people(1, 1)),
        },
        { name: '空表', rows: rows([title], ['填报单位：'], header) },
        { name: '联系人', rows: contacts },
      ],
    });
    expect(tables.map(({ head }) => head.sheet)).toEqual(['东湖', '城北']);
    expect(told).toEqual(['row-hidden']);
  });
});

describe('the reporting unit', () => {
  it.each<[string, RawCell[], string | null, string | null, string | null]>([
    ['in its label', ['填报单位（盖章）：东湖街道'], '东湖街道', '东湖街道', 'A2'],
    [
      'beside its label',
      ['填报单位（盖章）：', null, '兴仁市东湖街道办事处'],
      '东湖街道',
      '兴仁市东湖街道办事处',
      'C2',
    ],
    ['spaced and stamped', ['填 报 单 位(公章): 市 教 育 局 （盖章）'], '市教育局', '市 教 育 局', 'A2'],
    [
      'before another label',
      ['填报单位：市人社局      填报时间：2024年3月18日'],
      '市人社局',
      '市人社局',
      'A2',
    ],
    ['before another label beside', ['报送单位﹕', '填报时间：2024年3月'], null, null, 'A2'],
    ['without a colon', ['填报单位 巴铃镇人民政府'], '巴铃镇', '巴铃镇人民政府', 'A2'],
    ['unknown', ['填报单位：某某公司'], null, '某某公司', 'A2'],
    ['with lines to write on', ['填报单位：____百德镇____ 联系人：王五'], '百德镇', '百德镇', 'A2'],
    ['as 单位', ['单位：市水务局', null, '2024年3月'], '市水务局', '市水务局', 'A2'],
    ['not there', ['单位：人'], null, null, null],
  ])('%s', async (_, cells, name, raw, cell) => {
    const { tables } = await readRaw(rows([title], cells, header, ...people(1)));
    expect(tables[0]?.head).toMatchObject({
      reportingUnit: name,
      reportingUnitRaw: raw,
      reportingUnitCell: cell,
      title,
    });
  });

  it('is only proposed from the names of file and worksheet and from 采集单位', async () => {
    const bytes = (sheet: string, more: string[]) =>
      rawWorkbook({
        sheets: [
          {
            name: sheet,
            rows: rows(
              [title],
              [...header, '采集单位'],
              ...people(2).map((person, index) => [...person, more[index] ?? '']),
            ),
          },
        ],
      });
    const suggestion = async (file: string, sheet: string, more: string[] = []) =>
      (await readBytes(bytes(sheet, more), file)).tables[0]?.head.unitSuggestion;
    expect(await suggestion('3月东湖街道上报.xlsx', 'Sheet1')).toBe('东湖街道');
    expect(await suggestion('上报.xlsx', '教育局')).toBe('市教育局');
    expect(await suggestion('上报.xlsx', 'Sheet1', ['屯脚镇', '屯脚镇'])).toBe('屯脚镇');
    expect(await suggestion('上报.xlsx', 'Sheet1', ['屯脚镇', '百德镇'])).toBeNull();
  });
});

describe('the month', () => {
  it.each<[string, string, string, string | null]>([
    ['2024年3月城镇新增就业信息采集表', 'Sheet1', 'a.xlsx', '2024-03'],
    [title, '3月', 'a.xlsx', '2024-03'],
    [title, 'Sheet1', '东湖街道2024-03.xlsx', '2024-03'],
    [title, 'Sheet1', '东湖202403.xlsx', '2024-03'],
    [title, '十一月份', '2023-01.xlsx', '2024-11'],
    ['2024年1-3月城镇新增就业信息采集表', 'Sheet1', 'a.xlsx', null],
    ['2024年一季度信息采集表', 'Sheet1', 'a.xlsx', null],
    [title, 'Sheet1', '01-东湖街道-2024-12.xlsx', '2024-12'],
    [title, 'Sheet1', '东湖街道20240318.xlsx', '2024-03'],
    [title, 'Sheet1', '522302001000.xlsx', null],
  ])('%s, %s, %s → %s', async (heading, sheet, file, month) => {
    const { tables } = await readBytes(
      rawWorkbook({ sheets: [{ name: sheet, rows: rows([heading], [unit], header, ...people(1)) }] }),
      file,
    );
    expect(tables[0]?.head.month).toBe(month);
  });
});

describe('a title of several lines', () => {
  it.each<[string, string[][], string | null]>([
    ['in rows of their own', [[title], ['（2024年3月）'], [unit]], '2024-03'],
    ['in one cell', [[`${title}\n（2024年3月份）`], [unit]], '2024-03'],
    ['short', [[title], ['3月'], [unit]], '2024-03'],
    ['beside the unit', [[title], ['2024年3月', '', unit, '填报时间：2024年4月2日', '单位：人']], '2024-03'],
    ['after a label', [[title], [unit, '', '采集月份：2024年3月', '单位：人']], '2024-03'],
    ['of two months', [[title], [unit, '2024年3月', '2024年4月']], null],
    ['of which one is the day of filling in', [[title], ['2024年4月2日'], [unit]], null],
    ['and a label with a date', [[title], [unit], ['填报时间：2024年4月']], null],
    ['of a quarter', [[title], ['2024年1-3月'], [unit]], null],
  ])('%s', async (_, above, month) => {
    const { tables } = await readRaw(rows(...above, header, ...people(1)));
    expect(tables[0]?.head).toMatchObject({ month, title, reportingUnit: '东湖街道' });
  });
});

describe('a second table on the sheet', () => {
  const other = ['姓名', '身份证号码', '就业时间', '就业地区划代码'];
  const person = (index: number) => [
    personRow(index)[2] ?? '',
    personRow(index)[1] ?? '',
    '2024-03-06',
    '522302001001',
  ];

  it('without a head of its own belongs to the same unit', async () => {
    const { tables } = await readRaw(rows([title], [unit], header, ...people(1), null, other, person(1)));
    expect(tables.map(({ head }) => [head.reportingUnit, head.headerRow])).toEqual([
      ['东湖街道', 3],
      ['东湖街道', 6],
    ]);
    expect(tables[1] && values(tables[1], 'employedOn')).toEqual(['2024-03-06']);
  });

  it('with another title and no unit waits for a person to say whose it is', async () => {
    const { tables } = await readRaw(
      rows([title], [unit], header, ...people(1), null, ['其他人员花名册'], other, person(1)),
    );
    expect(tables[1]?.head).toMatchObject({
      title: '其他人员花名册',
      reportingUnit: null,
      reportingUnitRaw: null,
      unitSuggestion: '东湖街道',
    });
  });
});
