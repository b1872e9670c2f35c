import { idCheckCharacter } from '../../src/model/id-number.ts';
import type { RawCell } from './raw-workbook.ts';

/** Fictional people of area 522300, which no card carries. */
export function idOf(birth: string, order: number): string {
  const first17 = `522300${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first17 + idCheckCharacter(first17);
}

export const header = [
  '序号',
  '身份证号码',
  '姓名',
  '性别',
  '出生日期',
  '民族',
  '就业时间',
  '就业地区划代码',
  '月收入',
  '联系电话',
];

/** A plain row under `header`, with some of its cells changed. */
export function personRow(index: number, changes: Partial<Record<string, string>> = {}): string[] {
  const birth = `19${70 + (index % 30)}-0${1 + (index % 9)}-1${index % 10}`;
  const row: Record<string, string> = {
    序号: String(index + 1),
    身份证号码: idOf(birth, 100 + 2 * index + 1),
    姓名: `${'赵钱孙李周吴郑王'.charAt(index % 8)}${'一二三四五六七八九十'.charAt(index % 10)}明`,
    性别: '男',
    出生日期: birth,
    民族: '汉族',
    就业时间: '2024-03-05',
    就业地区划代码: '522302001001',
    月收入: '2800',
    联系电话: `138${String(10_000_000 + index)}`,
    ...changes,
  };
  return header.map((name) => row[name] ?? '');
}

export const title = '2024年兴仁市城镇新增就业信息采集表';
export const unit = '填报单位（盖章）：东湖街道';

export const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => personRow(from + index));

/** Rows by number, from 1; null leaves a row out. */
export function rows(...list: (readonly RawCell[] | null)[]): Record<number, readonly RawCell[]> {
  return Object.fromEntries(list.flatMap((cells, index) => (cells === null ? [] : [[index + 1, cells]])));
}
