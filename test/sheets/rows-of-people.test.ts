import { describe, expect, it } from 'vitest';
import { header, people, personRow, rows, title, unit } from './people.ts';
import { readRaw, values } from './read-file.ts';

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

describe('a row full of facts is somebody, whatever stands where number and name should be', () => {
  it.each([
    ['a number in the column of the name', personRow(1)[1] ?? '', '孙小明'],
    ['words and a name with a note', '张三（2024年新来的，待核实）', '补办中'],
    ['another paper', '张三1', '军官证：12345'],
    ['words and no name', '', '港澳台居民'],
    ['a word of footers', '张三', '合计'],
  ])('%s', async (_, name, id) => {
    const row = personRow(1, { 姓名: name, 身份证号码: id });
    const { tables, told } = await readRaw(rows([title], [unit], header, ...people(1), row, ...people(1, 2)));
    expect(told).toEqual([]);
    expect(tables[0]?.rows.map((one) => one.row)).toEqual([4, 5, 6]);
  });

  it('but sums, signatures and examples above the first person are not', async () => {
    const sums = ['', '合计', '3人', '2', '', '1', '', '', '8400', ''];
    const signed = ['', '制表：王五', '', '男', '2024-03-18', '', '2024-03-18', '', '', '13800001111'];
    const example = [
      '',
      '18位',
      '与证件一致',
      '男/女',
      '1990-01-01',
      '汉族',
      '2024-01-01',
      '522302001001',
      '2000',
      '11位',
    ];
    const { tables, told } = await readRaw(
      rows([title], [unit], header, example, ...people(2), sums, signed),
    );
    expect(tables[0]?.rows.map((one) => one.row)).toEqual([5, 6]);
    expect(told).toEqual(['row-footer 4', 'row-footer 7', 'row-footer 8']);
  });
});
