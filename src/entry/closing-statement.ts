import type { EntryState } from './state.ts';

/** The heads under which every sheet row must be found again (invariant 7), in the order of the printed statement. */
export const statementHeads = [
  'verified',
  'accepted',
  'amending',
  'withdrawn',
  'refused',
  'returned',
  'blocked',
  'uncertain',
  'skipped',
  'waiting',
] as const;

export type StatementHead = (typeof statementHeads)[number];

export const statementHeadTitles: Record<StatementHead, string> = {
  verified: '已核实',
  accepted: '已受理待核实',
  amending: '待更正或撤销',
  withdrawn: '已撤销',
  refused: '门户拒绝',
  returned: '已退回',
  blocked: '有错误',
  uncertain: '存疑',
  skipped: '门户已有',
  waiting: '未办理',
};

/** Under which head each state is counted. A save whose answer is not known yet counts as uncertain. */
export const headOfState = {
  imported: 'waiting',
  ready: 'waiting',
  batched: 'waiting',
  rehearsed: 'waiting',
  approved: 'waiting',
  'in-flight': 'uncertain',
  uncertain: 'uncertain',
  accepted: 'accepted',
  verified: 'verified',
  correcting: 'amending',
  withdrawing: 'amending',
  withdrawn: 'withdrawn',
  refused: 'refused',
  returned: 'returned',
  blocked: 'blocked',
  skipped: 'skipped',
} as const satisfies Record<EntryState, StatementHead>;

/** People that the sheets held when they were imported; an independent count, not taken from the entries. */
export interface SheetRowCount {
  unit: string | null;
  month: string;
  count: number;
}

export interface StateCount {
  unit: string | null;
  month: string;
  state: EntryState;
  count: number;
}

export type StatementLine = Record<StatementHead, number> & {
  /** Null: rows whose unit nobody has named yet. */
  unit: string | null;
  sheetRows: number;
  /** Sheet rows without an entry; negative: entries without a sheet row. Zero when the line adds up. */
  missing: number;
};

export interface ClosingStatement {
  lines: StatementLine[];
  total: StatementLine;
  /** True when every line adds up, not only the total. */
  addsUp: boolean;
}

/**
 * Holds the rows of the sheets against the states of the entries, unit by unit. Units come in the order of `unitOrder`,
 * others after them by name, and rows without a unit last. Nothing is dropped: a unit that only one side knows has a
 * line of its own, with the difference under `missing`.
 */
export function closingStatement(
  sheetRows: readonly SheetRowCount[],
  counts: readonly StateCount[],
  unitOrder: readonly string[] = [],
): ClosingStatement {
  const lines = new Map<string | null, StatementLine>();
  const lineOf = (unit: string | null) => {
    const line = lines.get(unit) ?? emptyLine(unit);
    lines.set(unit, line);
    return line;
  };
  for (const { unit, count } of sheetRows) lineOf(unit).sheetRows += count;
  for (const { unit, state, count } of counts) lineOf(unit)[headOfState[state]] += count;
  const ordered = [...lines.values()].sort(byUnit(unitOrder));
  const total = emptyLine(null);
  for (const line of ordered) {
    line.missing = line.sheetRows - entriesOf(line);
    total.sheetRows += line.sheetRows;
    for (const head of statementHeads) total[head] += line[head];
  }
  total.missing = total.sheetRows - entriesOf(total);
  return { lines: ordered, total, addsUp: ordered.every((line) => line.missing === 0) };
}

/** A row of a sheet by its place. */
export interface SheetPlace {
  fileId: number;
  sheet: string;
  row: number;
}

/** The rows that have no entry, in their order: what a statement that does not add up is asked for. */
export function missingRows<T extends SheetPlace>(
  sheetRows: Iterable<T>,
  entries: Iterable<SheetPlace>,
): T[] {
  const held = new Map<string, number>();
  for (const entry of entries) held.set(placeKey(entry), (held.get(placeKey(entry)) ?? 0) + 1);
  const missing: T[] = [];
  for (const row of sheetRows) {
    const left = held.get(placeKey(row)) ?? 0;
    if (left === 0) missing.push(row);
    else held.set(placeKey(row), left - 1);
  }
  return missing;
}

function placeKey({ fileId, sheet, row }: SheetPlace): string {
  return `${String(fileId)}\u0000${sheet}\u0000${String(row)}`;
}

function emptyLine(unit: string | null): StatementLine {
  const heads = Object.fromEntries(statementHeads.map((head) => [head, 0])) as Record<StatementHead, number>;
  return { unit, sheetRows: 0, ...heads, missing: 0 };
}

function entriesOf(line: StatementLine): number {
  return statementHeads.reduce((sum, head) => sum + line[head], 0);
}

function byUnit(unitOrder: readonly string[]): (a: StatementLine, b: StatementLine) => number {
  const place = new Map<string | null, number>(unitOrder.map((unit, index) => [unit, index]));
  const placeOf = (unit: string | null) =>
    place.get(unit) ?? (unit === null ? unitOrder.length + 1 : unitOrder.length);
  return (a, b) => {
    const difference = placeOf(a.unit) - placeOf(b.unit);
    if (difference !== 0 || a.unit === b.unit) return difference;
    return (a.unit ?? '') < (b.unit ?? '') ? -1 : 1;
  };
}
