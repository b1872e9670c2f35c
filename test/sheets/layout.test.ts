import { describe, expect, it } from 'vitest';
import { header, personRow } from './people.ts';
import { readBytes, readRaw, values } from './read-file.ts';
import { rawWorkbook, type RawCell } from './raw-workbook.ts';

const title = '2024年兴仁市城镇新增就业信息采集表';
const unit = '填报单位（盖章）：东湖街道';
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => personRow(from + index));

/** Rows by number, from 1; null leaves a row out. */
function rows(...list: (readonly RawCell[] | null)[]): Record<number, readonly RawCell[]> {
  return Object.fromEntries(list.flatMap((cells, index) => (cells === null ? [] : [[index + 1, cells]])));
}

const ids = (from: number, count: number) => people(count, from).map((person) => person[1]);

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

describe('several yes/no columns for one fact', () => {
  const options = ['单位就业', '个体工商户', '公益性岗位', '灵活就业'];

  it('are one value, ambiguous, or nothing', async () => {
    const ticks = [
      ['√', '', '', ''],
      ['', '', '', '是'],
      ['是', '否', '否', '是'],
      ['', '', '', ''],
      ['否', '否', '否', '否'],
      ['', '1', '', ''],
    ];
    const list = people(6).map((person, index) => [...person, ...(ticks[index] ?? [])]);
    const { tables, told } = await readRaw(rows([title], [unit], [...header, ...options], ...list));
    expect(told).toEqual([]);
    expect(tables[0]?.head.columns.slice(-4).map(({ key, option }) => `${String(key)} ${String(option)}`)).toEqual([
      'employmentForm 单位就业', 'employmentForm 个体经营', 'employmentForm 公益性岗位安置', 'employmentForm 灵活就业',
    ]); // prettier-ignore
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual([
      '单位就业',
      '灵活就业',
      null,
      null,
      null,
      '个体经营',
    ]);
    expect(tables[0]?.rows[2]?.cells.employmentForm?.problem).toEqual({
      kind: 'ambiguous-label',
      candidates: ['单位就业', '灵活就业'],
    });
  });

  it('one of them with an answer out of place is no other column', async () => {
    const options = ['单位就业', '个体经营', '灵活就业'];
    const row = (index: number, ...ticks: string[]) => [...personRow(index), ...ticks];
    const { tables, told } = await readRaw(
      rows([title], [unit], [...header, ...options],
        row(0, '是', '', ''), row(1, '', '是', ''), row(2, '', '', '是'), row(3, '待定', '', ''), row(4, '', '是', ''), row(5, '是', '', '')),
    ); // prettier-ignore
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual([
      '单位就业', '个体经营', '灵活就业', null, '个体经营', '单位就业',
    ]); // prettier-ignore
    expect(tables[0]?.rows[3]?.cells.employmentForm).toMatchObject({
      column: 'K',
      problem: { kind: 'unknown-label' },
    });
  });

  it('under a merged heading', async () => {
    const above = [...header, '就业形式', null, null, null];
    const below = [...header.map(() => null), ...options];
    const merges = Array.from('ABCDEFGHIJ', (letter) => `${letter}3:${letter}4`).concat('K3:N3');
    const { tables, told } = await readRaw({
      sheets: [
        { name: '表', rows: rows([title], [unit], above, below, [...(people(1)[0] ?? []), '', '√']), merges },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual(['个体经营']);
  });

  it('one whose header is an alias of the column itself', async () => {
    const { tables } = await readRaw(
      rows(
        [title],
        [unit],
        [...header, '失业人员再就业'],
        ...people(2).map((person, index) => [...person, index === 0 ? '是' : '否']),
      ),
    );
    expect(tables[0]?.head.columns.at(-1)).toMatchObject({ key: 'personCategory', option: '失业再就业' });
    expect(tables[0] && values(tables[0], 'personCategory')).toEqual(['失业再就业', null]);
  });

  it('a date in three columns', async () => {
    const above = [...header.slice(0, 6), '就业时间', null, null, ...header.slice(7)];
    const below = [
      ...header.slice(0, 6).map(() => null),
      '年',
      '月',
      '日',
      ...header.slice(7).map(() => null),
    ];
    const person = people(1)[0] ?? [];
    const merges = Array.from('ABCDEFJKL', (letter) => `${letter}3:${letter}4`).concat('G3:I3');
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows([title], [unit], above, below, [...person.slice(0, 6), 2024, 3, 5, ...person.slice(7)]),
          merges,
        },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employedOn')).toEqual(['2024-03-05']);
  });
});

describe('rows that are not people', () => {
  it('are left out, and told when they are samples or footers', async () => {
    const numbers = header.map((_, index) => String(index + 1));
    const required = header.map(() => '必填');
    const { tables, told } = await readRaw(
      rows(
        [title], [unit], header, numbers, required,
        ['例', ...personRow(90).slice(1)].map((cell, index) => (index === 0 ? '示例' : cell)),
        ...people(2),
        ['3'], ['4', '', ''], null, ['', '小计', '', '', '', '', '', '', '5600'],
        [title], [unit], header, ...people(2, 4), ['合计', '', '4人'],
        ['填表人：张三', null, '审核人：李四', null, null, '填报时间：2024年3月18日'],
        ['注：以上人员均已核实。'], ['第 1 页，共 1 页'],
      ), // prettier-ignore
    );
    expect(tables).toHaveLength(1);
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([7, 8, 16, 17]);
    expect(told).toEqual([
      'row-sample 6',
      'row-footer 12',
      'row-footer 18',
      'row-footer 19',
      'row-footer 20',
    ]);
  });

  it('a person whose post or remark has a footer’s word is a person', async () => {
    const more = (cells: readonly string[], post: string, remark: string) => [...cells, post, remark];
    const noId = people(1)[0]?.with(1, '') ?? [];
    const { tables, told } = await readRaw(
      rows(
        [title],
        [unit],
        more(header, '岗位', '备注'),
        more(noId, '负责人', '联系人：李四'),
        more(personRow(1), '审核人', '合计一人'),
      ),
    );
    expect(told).toEqual([]);
    expect(tables[0]?.rows).toHaveLength(2);
  });

  it('a sample is known by 例 as its serial number too, and a remark with 例如 is none', async () => {
    const more = (cells: readonly string[], remark: string) => [...cells, remark];
    const { tables, told } = await readRaw(
      rows(
        [title],
        [unit],
        more(header, '备注'),
        more(personRow(0).with(0, '例'), ''),
        more(personRow(1).with(0, '样1'), ''),
        more(personRow(2), '样板间销售，例如导购'),
        more(personRow(3), '本行为示例'),
        more(personRow(4), '（样表数据请删除）'),
      ),
    );
    expect(tables[0]?.rows.map(({ row }) => row)).toEqual([6]);
    expect(told).toEqual(['row-sample 4', 'row-sample 5', 'row-sample 7', 'row-sample 8']);
  });

  it('a page mark at the very end is told no more than those between the pages', async () => {
    const page = (text: string) => [text];
    const { told } = await readRaw(
      rows([title], [unit], header, ...people(2), page('第 1 页 共 2 页'), [title], header, ...people(2, 2), page('第 2 页 共 2 页')),
    ); // prettier-ignore
    expect(told).toEqual([]);
  });

  it('labels filled down over empty rows are nobody', async () => {
    const filled = ['', '', '', '', '', '汉族', '2024-03-05', '522302001001'];
    const { tables, told } = await readRaw(rows([title], [unit], header, ...people(1), filled, filled));
    expect(tables[0]?.rows).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it('a row with facts but neither number nor name is a person with both missing', async () => {
    const { tables } = await readRaw(rows([title], [unit], header, personRow(0).with(1, '').with(2, '')));
    expect(tables[0]?.rows).toHaveLength(1);
  });
});

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

const idAt = (index: number) => personRow(index)[1];

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

describe('a header of two rows on every printed page', () => {
  it('is no person, and neither are notes on how to fill in', async () => {
    const above = ['序号', '姓名', '基本信息', null, null, '就业', null, null, null, '备注'];
    const below = [null, null, '身份证号码', '性别', '民族', '时间', '地点', '月收入', '联系电话', null];
    const notes = ['', '与证件一致', '（18位）', '男/女', '', '年-月-日'];
    const row = (index: number) => {
      const [no, id, name, sex, , nation, on, place, income, phone] = personRow(index);
      return [no, name, id, sex, nation, on, place, income, phone].map((cell) => cell ?? '');
    };
    const merges = [3, 9].flatMap((top) => [
      `A${top}:A${top + 1}`,
      `B${top}:B${top + 1}`,
      `J${top}:J${top + 1}`,
      `C${top}:E${top}`,
      `F${top}:I${top}`,
    ]);
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows([title], [unit], above, below, notes, row(0), row(1), ['第2页'], above, below, row(2)),
          merges,
        },
      ],
    });
    expect(told).toEqual([]);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.head.headerRow).toBe(4);
    expect(tables[0]?.rows.map((one) => one.row)).toEqual([6, 7, 11]);
    expect(tables[0] && values(tables[0], 'employedOn')).toEqual(['2024-03-05', '2024-03-05', '2024-03-05']);
  });

  it('a person whose values are texts of headers stays one', async () => {
    const person = [...personRow(0, { 身份证号码: '' }), '残疾人', '备注'];
    const { tables } = await readRaw(
      rows([title], [unit], [...header, '人员类别', '备注'], person, ...people(2, 1)),
    );
    expect(tables[0]?.rows).toHaveLength(3);
  });
});

describe('what stands below a table', () => {
  it('signatures in any words and places are told', async () => {
    const { told, tables } = await readRaw(
      rows(
        [title],
        [unit],
        header,
        ...people(2),
        ['制表：王五', '', '审核：李四', '日期：2024-3-18'],
        ['', '经办人：赵六', '', '', '电话：0859-6212345'],
      ),
    );
    expect(tables[0]?.rows).toHaveLength(2);
    expect(told).toEqual(['row-footer 6', 'row-footer 7']);
  });

  it('a unit label there is the table’s own where none stands above', async () => {
    const { tables, told } = await readRaw(
      rows([title], header, ...people(2), ['填报单位（盖章）：东湖街道', '', '', '填表人：张三']),
    );
    expect(tables[0]?.head).toMatchObject({ reportingUnit: '东湖街道', reportingUnitCell: 'A5' });
    expect(told).toEqual(['row-footer 5']);
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
