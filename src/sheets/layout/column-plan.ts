import type { ColumnKey } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { fitsColumn } from './fits-column.ts';
import type { HeaderBlock, HeaderColumn } from './header-block.ts';
import type { HeaderIndex } from './header-index.ts';
import { planOptions } from './plan-options.ts';
import { splitDateColumns, type DatePart } from './split-dates.ts';

export interface PlannedColumn {
  column: number;
  header: string;
  key: ColumnKey | null;
  /** For a yes/no column that stands for one value of a vocabulary column. */
  option: string | null;
  /** For a column that holds only the year, month or day of a date. */
  part: DatePart | null;
}

export interface TablePlan {
  columns: PlannedColumn[];
  /** Columns that mean the same as one before them. */
  duplicates: { column: number; header: string; key: ColumnKey }[];
}

/** Texts below a header, as far as they have been read: what decides between two meanings of a header. */
export type SamplesOf = (column: number) => readonly string[];

/** The tables of a header block: usually one, several where the same columns come again side by side. */
export function planTables(
  block: HeaderBlock,
  pack: PolicyPack,
  index: HeaderIndex,
  samplesOf: SamplesOf,
): TablePlan[] {
  const parts = sideBySide(block.columns);
  const main = parts.reduce((most, part) => (keysOf(part).size > keysOf(most).size ? part : most));
  if (parts.every((part) => areAlike(part, main))) {
    return parts.map((columns) => planTable(columns, pack, index, samplesOf));
  }
  // 户主姓名 and 姓名 under headings of their own: one table, in which the larger part is about the person.
  const others = block.columns.filter((column) => !main.includes(column));
  return [planTable([...main, ...others], pack, index, samplesOf)];
}

function keysOf(columns: readonly HeaderColumn[]): Set<ColumnKey> {
  return new Set(columns.flatMap(({ keys }) => keys.slice(0, 1)));
}

function areAlike(part: readonly HeaderColumn[], main: readonly HeaderColumn[]): boolean {
  const keys = keysOf(part);
  const shared = [...keysOf(main)].filter((key) => keys.has(key)).length;
  return shared * 2 >= keysOf(main).size;
}

function planTable(
  columns: readonly HeaderColumn[],
  pack: PolicyPack,
  index: HeaderIndex,
  samplesOf: SamplesOf,
): TablePlan {
  const parts = splitDateColumns(columns, index);
  const options = planOptions(columns, pack, index, samplesOf);
  const chosen = chooseKeys(
    columns.filter(({ column }) => !options.has(column) && !parts.has(column)),
    pack,
    samplesOf,
  );
  const planned = columns.map(({ column, header }): PlannedColumn => {
    const option = options.get(column);
    if (option !== undefined) return { column, header, key: option.key, option: option.label, part: null };
    const part = parts.get(column);
    if (part !== undefined) return { column, header, key: part.key, option: null, part: part.part };
    return { column, header, key: chosen.get(column) ?? null, option: null, part: null };
  });
  const plan = withoutDuplicates(planned, index);
  return { ...plan, columns: plan.columns.sort((a, b) => a.column - b.column) };
}

/** Every column that means one thing first, then those that could mean several. */
function chooseKeys(
  columns: readonly HeaderColumn[],
  pack: PolicyPack,
  samplesOf: SamplesOf,
): Map<number, ColumnKey> {
  const chosen = new Map<number, ColumnKey>();
  for (const { column, keys } of columns) {
    const [only] = keys;
    if (only !== undefined && keys.length === 1) chosen.set(column, only);
  }
  const taken = new Set(chosen.values());
  for (const { column, keys } of columns) {
    if (keys.length < 2) continue;
    const free = keys.filter((key) => !taken.has(key));
    const key = bestFit(free.length > 0 ? free : keys, samplesOf(column), pack);
    if (key === null) continue;
    chosen.set(column, key);
    taken.add(key);
  }
  return chosen;
}

/** The key whose column takes most of the values; the pack's order where they fit equally. */
function bestFit(keys: readonly ColumnKey[], samples: readonly string[], pack: PolicyPack): ColumnKey | null {
  let best: { key: ColumnKey; fitting: number } | null = null;
  for (const key of keys) {
    const column = pack.columnByKey[key];
    if (column === undefined) continue;
    const fitting = samples.filter((text) => fitsColumn(column, text, pack)).length;
    if (best === null || fitting > best.fitting) best = { key, fitting };
  }
  return best?.key ?? null;
}

/** Of several columns with one meaning, the one under the pack's own header or else the first is read. */
function withoutDuplicates(planned: PlannedColumn[], index: HeaderIndex): TablePlan {
  const duplicates: TablePlan['duplicates'] = [];
  const byKey = new Map<ColumnKey, PlannedColumn>();
  const columns = planned.map((one): PlannedColumn => ({ ...one }));
  for (const one of columns) {
    if (one.key === null || one.option !== null || one.part !== null) continue;
    const before = byKey.get(one.key);
    if (before === undefined) byKey.set(one.key, one);
    else {
      const isOwn = index.isOwnHeader(one.header, one.key) && !index.isOwnHeader(before.header, one.key);
      const [read, dropped] = isOwn ? [one, before] : [before, one];
      duplicates.push({ column: dropped.column, header: dropped.header, key: one.key });
      byKey.set(one.key, read);
      dropped.key = null;
    }
  }
  for (const one of columns) {
    // A column of its own beats the yes/no columns and parts for the same fact.
    if ((one.option !== null || one.part !== null) && one.key !== null && byKey.has(one.key)) {
      Object.assign(one, { key: null, option: null, part: null });
    }
  }
  return { columns, duplicates };
}

/**
 * Splits a header in which the same columns come again: 序号 姓名 身份证 … 序号 姓名 身份证 …. Each part must be a table of
 * people of its own; a single column that is there twice is a duplicate and no second table.
 */
function sideBySide(columns: readonly HeaderColumn[]): HeaderColumn[][] {
  const tables: HeaderColumn[][] = [];
  let current: HeaderColumn[] = [];
  for (const [position, column] of columns.entries()) {
    const [key] = column.keys;
    const isAgain = key !== undefined && current.some(({ keys }) => keys[0] === key);
    if (isAgain && isPeople(current) && isPeople(columns.slice(position))) {
      tables.push(current);
      current = [];
    }
    current.push(column);
  }
  tables.push(current);
  return tables;
}

function isPeople(columns: readonly HeaderColumn[]): boolean {
  const has = (key: ColumnKey) => columns.some(({ keys }) => keys[0] === key);
  return has('idNumber') && has('name');
}
