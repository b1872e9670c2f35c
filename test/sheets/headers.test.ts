import { describe, expect, it } from 'vitest';
import { header, people, personRow, rows, title, unit } from './people.ts';
import { readBytes, readRaw, values } from './read-file.ts';

const ids = (from: number, count: number) => people(count, from).map((person) => person[1]);
const idAt = (index: number) => personRow(index)[1];

describe('the header is found by its texts', () => {
  it.each<[string, (text: string) => string]>([
    ['one character a line', (text) => Array.from(text).join('\n')],
    ['blanks between the characters', (text) => Array.from(text).join('  ')],
    ['full-width blanks and zero-width marks', (text) => `\u200B${Array.from(text).join('\u3000')}\uFEFF`],
    ['marks of what is required', (text) => `*${text}（必填）：`],
    ['square brackets and a number before', (text) => `1.${text}【选填】`],
    ['a note over two lines', (text) => `※ ${text}\n（请按身份证（第二代）填写`],
  ])('with %s', async (_, change) => {
    const { tables, told } = await readRaw(rows([title], [unit], header.map(change), ...people(3)));
    expect(told).toEqual([]);
    expect(tables[0]?.head.columns.map(({ key }) => key)).toEqual([
      'no', 'idNumber', 'name', 'sex', 'birthDate', 'ethnicity', 'employedOn', 'workRegion', 'monthlyIncome', 'phone',
    ]); // prettier-ignore
    expect(tables[0] && values(tables[0], 'idNumber')).toEqual(ids(0, 3));
  });

  it('below any number of other rows, and far down', async () => {
    const notes = Array.from({ length: 130 }, (_, index) => [`第${index}条 填表前请仔细阅读`]);
    const { tables } = await readRaw(rows(...notes, [title], [unit], header, ...people(2)));
    expect(tables[0]?.head).toMatchObject({ title, headerRow: 133, reportingUnit: '东湖街道' });
    expect(tables[0]?.rows).toHaveLength(2);
  });

  it('in columns of another order, beginning anywhere, with unknown ones between', async () => {
    const place = (cells: readonly string[]) => [
      null,
      null,
      '',
      ...[...cells].reverse().flatMap((cell) => [cell, `备查${cell}`]),
    ];
    const { tables, told } = await readRaw(rows([title], [unit], place(header), ...people(2).map(place)));
    expect(tables[0] && values(tables[0], 'idNumber')).toEqual(ids(0, 2));
    expect(told.filter((one) => !one.startsWith('column-unknown'))).toEqual([]);
    expect(told).toHaveLength(header.length);
    expect(tables[0]?.rows[0]?.extra['备查联系电话']).toBe('备查13810000000');
  });

  it('over two rows with merged cells', async () => {
    const above = ['序号', '基本信息', null, null, null, '民族', '就业情况', null, null, '联系电话'];
    const below = [null, '身份证号码', '姓名', '性别', '出生日期', null, '时间', '地点', '月收入', null];
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows(
            [title],
            [unit],
            above.map((text) => (text === '就业情况' ? '就业' : text)),
            below,
            ...people(2),
          ),
          merges: ['A1:J1', 'A3:A4', 'B3:E3', 'F3:F4', 'G3:I3', 'J3:J4'],
        },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0]?.head).toMatchObject({ headerRow: 4, title });
    expect(tables[0]?.head.columns.map(({ header: text }) => text)).toEqual([
      '序号', '身份证号码', '姓名', '性别', '出生日期', '民族', '就业时间', '就业地点', '月收入', '联系电话',
    ]); // prettier-ignore
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([5, 6]);
  });

  it('over two rows without merged cells, as a CSV has it', async () => {
    const text = [[title], ['', '基本信息', '', '', '', '', '就业情况', '', '', ''], header, ...people(2)]
      .map((cells) => cells.join(','))
      .join('\n');
    const { tables } = await readBytes(text, 'two.csv');
    expect(tables[0]?.head.headerRow).toBe(3);
    expect(tables[0]?.rows).toHaveLength(2);
  });

  it('merged over two rows of which the second is empty', async () => {
    const letters = 'ABCDEFGHIJ';
    const merges = Array.from(letters, (letter) => `${letter}3:${letter}4`);
    const { tables } = await readRaw({
      sheets: [{ name: '表', rows: rows([title], [unit], header, null, ...people(1)), merges }],
    });
    expect(tables[0]?.head.headerRow).toBe(4);
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([5]);
  });

  it('with cells merged over two columns', async () => {
    const wide = (cells: readonly string[]) => [cells[0] ?? '', cells[1] ?? '', null, ...cells.slice(2)];
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows([title], [unit], wide(header), ...people(2).map(wide)),
          merges: ['B3:C3', 'B4:C4', 'B5:C5'],
        },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'idNumber')).toEqual(ids(0, 2));
  });
});

describe('what is wrong with a header is told', () => {
  it('a required column that is missing, and an unknown one', async () => {
    const without = (cells: readonly string[]) =>
      cells.filter((_, index) => index !== 6).concat('合同开始日期');
    const { told, tables } = await readRaw(rows([title], [unit], without(header), ...people(1).map(without)));
    expect(told).toEqual(['column-required-missing', 'column-unknown J']);
    expect(tables[0]?.rows).toHaveLength(1);
  });

  it('no rows are read without the names', async () => {
    const without = (cells: readonly string[]) => cells.filter((_, index) => index !== 2);
    const { told, tables } = await readRaw(rows([title], [unit], without(header), ...people(2).map(without)));
    expect(told).toEqual(['column-required-missing']);
    expect(tables.flatMap((table) => table.rows)).toEqual([]);
  });

  it('the same column twice: the first, or the one under the form’s own header, is read', async () => {
    const twice = (cells: readonly string[], more: string) => [...cells.slice(0, 2), more, ...cells.slice(2)];
    const first = await readRaw(
      rows([title], [unit], twice(header, '身份证号码'), ...people(2).map((person) => twice(person, 'x'))),
    );
    expect(first.told).toEqual(['header-duplicate C']);
    expect(first.tables[0] && values(first.tables[0], 'idNumber')).toEqual(ids(0, 2));
    const own = await readRaw(
      rows([title], [unit], ['18位身份证号', ...header], ...people(2).map((person) => ['x', ...person])),
    );
    expect(own.told).toEqual(['header-duplicate A']);
    expect(own.tables[0] && values(own.tables[0], 'idNumber')).toEqual(ids(0, 2));
  });
});

describe('a sheet of another province', () => {
  it('is read by the same texts', async () => {
    const above = [
      '序号', '市', '机构名称（县（区））', '姓名（必填）', '身份证号（必填）', '联系电话（必填）', '学历', '登记就业时间（年/月/日）',
      '就业单位(灵活就业填具体工作内容)', '就业方式', null, null, null, '失业人员再就业', '就业困难再就业', '是否录入金保', '民族', '社区',
    ]; // prettier-ignore
    const below = [...above.slice(0, 9).map(() => null), '单位就业', '个体工商户', '公益性岗位', '灵活就业'];
    const person = (index: number) => {
      const ticks = ['', '', '', ''].with(index, '√');
      const [, id = '', name = ''] = personRow(index);
      return [
        '1',
        '兴仁市',
        '东湖街道',
        name,
        id,
        '13812345678',
        '大专',
        '2024/3/5',
        '某店',
        ...ticks,
        '是',
        '否',
        '是',
        '汉',
        '东湖社区',
      ];
    };
    const single = Array.from('ABCDEFGHINOPQR', (letter) => `${letter}2:${letter}3`);
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '新增',
          rows: rows(['2024年7月新增就业人员实名制表'], above, below, person(0), person(3)),
          merges: ['A1:R1', 'J2:M2', ...single],
        },
      ],
    });
    expect(told).toEqual([
      'column-required-missing',
      'column-unknown B',
      'column-unknown P',
      'column-unknown R',
    ]);
    expect(tables[0]?.head).toMatchObject({ headerRow: 3, month: '2024-07', unitSuggestion: '东湖街道' });
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual(['单位就业', '灵活就业']);
    expect(tables[0] && values(tables[0], 'personCategory')).toEqual(['失业再就业', '失业再就业']);
    expect(tables[0] && values(tables[0], 'hardship')).toEqual([false, false]);
    expect(tables[0] && values(tables[0], 'employedOn')).toEqual(['2024-03-05', '2024-03-05']);
  });
});

describe('the nine items of another province', () => {
  it('are columns of the form', async () => {
    const [, id, name] = personRow(0);
    const { tables, told } = await readRaw(
      rows(
        ['填报单位：屯脚镇'],
        ['姓名', '文化程度', '身份证号', '联系电话', '新就业前人员身份', '新就业时间', '新就业地点', '新就业方式', '新就业产业'],
        [name ?? '', '高中', id ?? '', '13800001111', '农村转移劳动力', '2024年3月5日', '双龙村', '灵活就业', '第三产业'],
      ), // prettier-ignore
    );
    expect(told).toEqual([]);
    expect(tables[0]?.rows[0]?.cells).toMatchObject({
      employedOn: { value: '2024-03-05' },
      workRegion: { value: '522302101200' },
      sector: { value: '第三产业' },
    });
  });
});

describe('two people in one row', () => {
  it('the head of the household is not taken for the person', async () => {
    const above = ['户主信息', null, '人员信息', ...header.slice(1).map(() => null)];
    const below = ['姓名', '身份证号', ...header];
    const person = ['户主', idAt(99) ?? '', ...personRow(0)];
    const { tables, told } = await readRaw({
      sheets: [{ name: '表', rows: rows([title], [unit], above, below, person), merges: ['A3:B3', 'C3:L3'] }],
    });
    expect(tables.map((table) => values(table, 'idNumber'))).toEqual([[idAt(0)]]);
    expect(told).toEqual(['header-duplicate A', 'header-duplicate B']);
  });
});

describe('a header with two meanings', () => {
  const withColumn = (texts: readonly string[]) => (cells: readonly string[], index: number) => [
    ...cells,
    texts[index] ?? '',
  ];

  it.each([
    [['就业类型', '单位就业', '灵活就业'], 'employmentForm', '单位就业'],
    [['就业类型', '初次就业', '失业再就业'], 'personCategory', '初次就业'],
    [['就业类型', '', ''], 'personCategory', null],
  ] as const)('%j is %s', async (texts, key, value) => {
    const { tables } = await readRaw(rows([title], [unit], ...[header, ...people(2)].map(withColumn(texts))));
    expect(tables[0]?.head.columns.at(-1)?.key).toBe(key);
    expect(tables[0]?.rows[0]?.cells[key]?.value ?? null).toBe(value);
  });

  it('takes the meaning that no other column has', async () => {
    const two = [header, ...people(2)].map((cells, index) => [
      ...cells,
      index === 0 ? '人员类别' : '初次就业',
      index === 0 ? '就业类型' : '',
    ]);
    const { tables, told } = await readRaw(rows([title], [unit], ...two));
    expect(tables[0]?.head.columns.slice(-2).map(({ key }) => key)).toEqual([
      'personCategory',
      'employmentForm',
    ]);
    expect(told).toEqual([]);
  });
});
