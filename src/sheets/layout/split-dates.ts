import type { ColumnKey } from '../../model/column.ts';
import type { HeaderColumn } from './header-block.ts';
import type { HeaderIndex } from './header-index.ts';

export type DatePart = 0 | 1 | 2;

const parts: Readonly<Record<string, DatePart>> = { 年: 0, 月: 1, 日: 2, 年份: 0, 月份: 1, 日期: 2 };

/** Columns 年 | 月 | 日 under one heading that is a date: three columns for one fact. */
export function splitDateColumns(
  columns: readonly HeaderColumn[],
  index: HeaderIndex,
): Map<number, { key: ColumnKey; part: DatePart }> {
  const found = new Map<number, { key: ColumnKey; part: DatePart }>();
  for (const { column, header, parent } of columns) {
    const part = parts[header];
    const key = parent === null ? undefined : index.keysOf(parent)[0];
    if (part === undefined || key === undefined || index.column(key)?.kind !== 'date') continue;
    found.set(column, { key, part });
  }
  const complete = (key: ColumnKey) => [...found.values()].filter((one) => one.key === key).length === 3;
  for (const [column, { key }] of found) if (!complete(key)) found.delete(column);
  return found;
}
