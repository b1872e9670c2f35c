import { describe, expect, it } from 'vitest';
import { formRows, readContacts, readTargetsForm } from '../../src/sheets/template/index.ts';
import { defaultLimits } from '../../src/sheets/index.ts';
import { shippedPack } from '../pack/shipped-pack.ts';
import { rawWorkbook, type RawCell } from '../sheets/raw-workbook.ts';
import { fileOf } from '../sheets/read-file.ts';

// What comes back of 附件3 and 附件4: filled in by hand, and by programs that keep no results of formulas.

let files = 0;
async function rowsOf(...rows: (readonly RawCell[])[]) {
  const numbered = Object.fromEntries(rows.map((cells, index) => [index + 1, cells]));
  const path = fileOf(
    `form${String((files += 1))}.xlsx`,
    rawWorkbook({ sheets: [{ name: '表', rows: numbered }] }),
  );
  const read = await formRows(path, defaultLimits);
  if (read.kind !== 'rows') throw new Error(read.message);
  return read.rows;
}
const messages = ({ problems }: { problems: { row: number; message: string }[] }) =>
  problems.map(({ row, message }) => `${String(row)} ${message}`);

describe('contacts', () => {
  const above = ['序号', '单位', '分管领导', '', '', '联络员', ''];
  const below = ['', '', '姓名', '职务', '手机号码', '姓名', '手机号码'];
  const read = async (...rows: (readonly RawCell[])[]) =>
    readContacts(await rowsOf(['名单'], above, below, ...rows), shippedPack);

  it('of nobody are none', async () => {
    expect(messages(await read(['1', '东湖街道'], ['2', '城南街道']))).toEqual(['5 一个联系人都没有填']);
  });

  it('need a name beside a number, and say which cell cannot be read', async () => {
    const result = await read(
      ['1', '东湖街道', '', '', '', '', '13800000001'],
      ['2', '城南街道', '王强', '主任', { formula: 'X1', value: '#N/A', type: 'e' }, '李丽', '13800000002'],
      ['3', '城北街道', { formula: 'A1' }, '主任', '13800000003', '李丽', '13800000002'],
    );
    expect(messages(result)).toEqual([
      '4 东湖街道写了职务或手机，没有写分管领导和联络员的姓名',
      '5 E5 是错误值 #N/A',
      '6 C6 是公式，文件里没有它的结果；请用 Excel 或 WPS 打开，重新保存后再导入',
    ]);
    expect(result.contacts).toEqual([]);
  });

  it('say which column is missing', async () => {
    const rows = await rowsOf(['序号', '单位', '分管领导', '手机'], ['1', '东湖街道', '王强', '13800000001']);
    expect(messages(readContacts(rows, shippedPack))).toEqual([
      '1 表头里没有“联络员”。请用 luru template --kind contacts 的表填写',
    ]);
  });
});

describe('targets', () => {
  const titles = shippedPack.periods.map(({ title }) => title);
  const head = ['序号', '单位', '全年目标', ...titles];
  const unitRow = (name: string): RawCell[] => ['1', name, String(titles.length), ...titles.map(() => '1')];
  const units = shippedPack.units.map(({ name }) => unitRow(name));
  const count = shippedPack.units.length;
  const total = ['总计', '', String(titles.length * count), ...titles.map(() => String(count))];
  const read = async (...rows: (readonly RawCell[])[]) => readTargetsForm(await rowsOf(...rows), shippedPack);

  it('are taken when everything adds up', async () => {
    expect(messages(await read(head, ...units, total))).toEqual([]);
  });

  it.each<[string, RawCell, string]>([
    ['an error value', { formula: 'X1', value: '#REF!', type: 'e' }, 'D2 是错误值 #REF!'],
    [
      'a formula without its result',
      { formula: 'B1' },
      'D2 是公式，文件里没有它的结果；请用 Excel 或 WPS 打开，重新保存后再导入',
    ],
    ['words', '134人', '“134人”不是人数，要写不小于零的整数'],
    ['less than nobody', '-5', '“-5”不是人数，要写不小于零的整数'],
  ])('say once that %s is no figure, and nothing of the sums', async (_, cell, message) => {
    const [first = [], ...others] = units;
    expect(messages(await read(head, first.with(3, cell), ...others, total))).toEqual([`2 ${message}`]);
  });

  it('say which units or columns are missing, and nothing of the sums', async () => {
    const [first, second, ...others] = shippedPack.units.map(({ name }) => name);
    expect(messages(await read(head, ...others.map(unitRow), total))).toEqual([
      `${String(count)} 缺少这些单位：${String(first)}、${String(second)}`,
    ]);
    const without = (row: readonly RawCell[]) => row.toSpliced(5, 1);
    expect(messages(await read(without(head), ...units.map(without), without(total)))).toEqual([
      `1 缺少这些列：${String(titles[2])}`,
    ]);
  });
});
