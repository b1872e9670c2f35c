import type { CellType } from '../../model/person.ts';

/** `month`: a date whose format shows year and month but no day. */
export type GridCellType = CellType | 'month';

/** One cell that holds something, before any reading. */
export interface GridCell {
  /** Column number from 1. */
  column: number;
  type: GridCellType;
  /** As the file holds it: text as is, numbers with the file's own digits, dates as serial number or ISO text. */
  text: string;
  /** `text` is then the cached result; type `blank` when there is none. */
  formula: boolean;
}

/** A row with at least one cell that holds something. */
export interface GridRow {
  /** Row number as Excel shows it, from 1. */
  row: number;
  hidden: boolean;
  /** In the order of the columns; blank cells are left out. */
  cells: GridCell[];
}

/** A merged range, all four from 1 and inclusive. */
export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** What is known of a worksheet before its rows are read. */
export interface GridLayout {
  /** In the order of their first row. */
  merges: readonly MergedRange[];
  isHiddenColumn(column: number): boolean;
}

export interface GridSheet {
  name: string;
  hidden: boolean;
  /** Reads what stands outside the rows. Called once, before `rows`. */
  layout(): Promise<GridLayout>;
  /** Rows in the order of the file, some at a time. */
  rows(): AsyncIterable<GridRow[]>;
}

export interface GridBook {
  /** Day that serial number 0 stands for: the Mac's epoch of 1904, or Windows' of 1900. */
  date1904: boolean;
  sheets: GridSheet[];
  close(): void | Promise<void>;
}

export const noLayout: GridLayout = { merges: [], isHiddenColumn: () => false };
