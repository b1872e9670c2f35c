import type { ColumnKey } from '../../model/column.ts';
import type { GridRow, MergedRange } from '../grid/grid.ts';
import { headerSpellings, shownHeader } from './clean-header.ts';
import type { HeaderIndex } from './header-index.ts';

/** One column of a header, whatever number of rows it has. */
export interface HeaderColumn {
  column: number;
  /** As shown: the lowest text, with its parent where only both together have a meaning. */
  header: string;
  /** Columns of the pack that it can mean. */
  keys: readonly ColumnKey[];
  /** Text above it, as far as there is one. */
  parent: string | null;
  /** Columns of the pack that the text above can mean. */
  heading: readonly ColumnKey[];
}

export interface HeaderBlock {
  /** Index of its first row in the list that was searched, and of the row after it. */
  start: number;
  end: number;
  /** Last row number of the header, merged cells included. */
  lastRow: number;
  columns: HeaderColumn[];
}

const tallest = 4;
const idLike = /\d{14}/;

/** Merged ranges by the row in which they start. */
export type MergesByRow = ReadonlyMap<number, readonly MergedRange[]>;

/**
 * Finds the first header of a table of people in a list of rows: by its texts, wherever it stands, in one row or several.
 * Null when there is none. A list of drop-down values names columns too, but neither an identity number nor a name.
 */
export function findHeader(
  rows: readonly GridRow[],
  merges: MergesByRow,
  index: HeaderIndex,
  from = 0,
): HeaderBlock | null {
  for (let start = from; start < rows.length; start += 1) {
    if (!mayStart(rows, start, index)) continue;
    const first = bestAt(rows, start, merges, index);
    if (first === null) continue;
    // A title above the header makes a block too; the later start wins unless it loses columns.
    let best = first;
    for (let later = start + 1; later <= Math.min(start + 2, rows.length - 1); later += 1) {
      const other = bestAt(rows, later, merges, index);
      if (other !== null && score(other) >= score(best)) best = other;
    }
    return best;
  }
  return null;
}

/** True when a row below a table could be part of another header: cheap, because it is asked of every odd row. */
export function mayBeHeader(row: GridRow, index: HeaderIndex): boolean {
  return ownKeys(row, index) >= 2;
}

function isTableOfPeople(keys: ReadonlySet<ColumnKey>): boolean {
  if (keys.has('idNumber')) return keys.size >= 2;
  return keys.has('name') && keys.size >= 5;
}

function score(block: HeaderBlock): number {
  return keysIn(block).size;
}

function keysIn({ columns }: HeaderBlock): Set<ColumnKey> {
  return new Set(columns.flatMap(({ keys, heading }) => (keys.length > 0 ? keys : heading).slice(0, 1)));
}

function mayStart(rows: readonly GridRow[], start: number, index: HeaderIndex): boolean {
  return rows
    .slice(start, start + tallest)
    .some((row) => row.cells.some(({ type, text }) => type === 'text' && index.keysOf(text).length > 0));
}

function bestAt(
  rows: readonly GridRow[],
  start: number,
  merges: MergesByRow,
  index: HeaderIndex,
): HeaderBlock | null {
  let best: HeaderBlock | null = null;
  for (let end = start + 1; end <= Math.min(start + tallest, rows.length); end += 1) {
    const block = rows.slice(start, end);
    const tie = end === start + 1 ? 'loose' : tieOf(block, merges, index);
    if (tie === 'none') break;
    const candidate = blockOf(block, start, merges, index);
    if (!isTableOfPeople(keysIn(candidate))) continue;
    // Cells merged with those above prove that a row belongs to the header; without them it must add columns.
    const gain = best === null ? 1 : score(candidate) - score(best);
    if (gain > 0 || (gain === 0 && tie === 'merged')) best = candidate;
  }
  return best;
}

/** How the last row of the block belongs to the same header as the one above it; `none` for data. */
function tieOf(
  block: readonly GridRow[],
  merges: MergesByRow,
  index: HeaderIndex,
): 'merged' | 'loose' | 'none' {
  const [above, row] = [block.at(-2), block.at(-1)];
  if (above === undefined || row === undefined || row.row > above.row + 2) return 'none';
  if (row.cells.some(({ type, text }) => type !== 'text' || idLike.test(text))) return 'none';
  const spans = block.slice(0, -1).flatMap((one) => merges.get(one.row) ?? []);
  const isTied = spans.some(
    (span) => (span.bottom >= row.row && span.left === span.right) || spansTexts(span, row),
  );
  if (isTied) return 'merged';
  // 填报单位 | 联系电话 above a header are labels of their own.
  if (index.isUnitLabel(above)) return 'none';
  return ownKeys(above, index) >= 2 ? 'loose' : 'none';
}

function spansTexts({ left, right }: MergedRange, row: GridRow): boolean {
  return right > left && row.cells.filter(({ column }) => column >= left && column <= right).length >= 2;
}

function ownKeys(row: GridRow, index: HeaderIndex): number {
  return row.cells.filter(({ text }) => index.keysOf(text).length > 0).length;
}

function blockOf(
  block: readonly GridRow[],
  start: number,
  merges: MergesByRow,
  index: HeaderIndex,
): HeaderBlock {
  const parts = partsByColumn(block, merges);
  const columns = [...parts]
    .sort(([a], [b]) => a - b)
    .flatMap(([column, texts]) => {
      const found = columnOf(column, texts, index);
      return found === null ? [] : [found];
    });
  const rows = block.map(({ row }) => row);
  const spans = rows.flatMap((row) => merges.get(row) ?? []);
  const last = rows.at(-1) ?? 0;
  const bottoms = spans.filter(({ left, right, bottom }) => left === right && bottom <= last + 3);
  return {
    start,
    end: start + block.length,
    lastRow: Math.max(last, ...bottoms.map(({ bottom }) => bottom)),
    columns,
  };
}

interface Part {
  text: string;
  /** Spread over several columns by a merged cell; only the first of them holds it. */
  isShared: boolean;
  isFirst: boolean;
}

/** The texts above each other in every column, merged cells counted once in each column that they cover. */
function partsByColumn(block: readonly GridRow[], merges: MergesByRow): Map<number, Part[]> {
  const parts = new Map<number, Part[]>();
  const add = (column: number, part: Part) => {
    const list = parts.get(column);
    if (list === undefined) parts.set(column, [part]);
    else list.push(part);
  };
  for (const row of block) {
    const spans = (merges.get(row.row) ?? []).filter(({ left, right }) => right > left);
    for (const { column, text } of row.cells) {
      const span = spans.find(({ left }) => left === column);
      if (span === undefined) add(column, { text, isShared: false, isFirst: true });
      else {
        // Nobody's table has a thousand columns under one heading.
        for (let one = span.left; one <= Math.min(span.right, span.left + 300); one += 1) {
          add(one, { text, isShared: true, isFirst: one === span.left });
        }
      }
    }
  }
  return parts;
}

function columnOf(column: number, parts: readonly Part[], index: HeaderIndex): HeaderColumn | null {
  const said = parts.filter(({ text }) => headerSpellings(text).length > 0);
  const own = said.at(-1);
  if (own === undefined) return null;
  // A heading merged over several columns with nothing below it stands in the first of them.
  if (own.isShared && !own.isFirst) return null;
  const parents = said.slice(0, -1);
  const parent = parents.at(-1)?.text ?? null;
  const heading = parent === null ? [] : index.keysOf(parent);
  const joined = said.map(({ text }) => shownHeader(text)).join('');
  const lastTwo = shownHeader(parent ?? '') + shownHeader(own.text);
  const alone = parents.findLast(({ isShared, text }) => !isShared && index.keysOf(text).length > 0);
  for (const text of [own.text, joined, lastTwo]) {
    const keys = index.keysOf(text);
    if (keys.length > 0) return { column, header: shownHeader(text), keys, parent, heading };
  }
  if (alone !== undefined && !own.isShared) {
    return { column, header: shownHeader(alone.text), keys: index.keysOf(alone.text), parent, heading };
  }
  return { column, header: shownHeader(own.text), keys: [], parent, heading };
}
