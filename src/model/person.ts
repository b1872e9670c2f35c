import type { ColumnKey } from './column.ts';

/**
 * A normalised cell value: text, money (yuan, a number), a date `YYYY-MM-DD`, a vocabulary label, yes/no as a boolean,
 * or null where the cell is blank or could not be read (RULES, "Values in JSON"). Nothing is ever guessed into a value.
 */
export type CellValue = string | number | boolean | null;

export type PersonValues = Partial<Record<ColumnKey, CellValue>>;

/** What kind of thing the workbook itself stores in the cell, before any reading. */
export type CellType = 'blank' | 'text' | 'number' | 'date' | 'boolean' | 'error';

/**
 * Why a cell could not become a value, or became one that a person has to look at. Values, not exceptions:
 * the rules in `checks/` turn them into findings.
 */
export type CellProblem =
  | { kind: 'damaged-number' }
  | { kind: 'ditto' }
  | { kind: 'not-a-date' }
  | { kind: 'not-an-amount' }
  | { kind: 'unknown-label' }
  | { kind: 'ambiguous-label'; candidates: string[] }
  | { kind: 'unknown-place' }
  | { kind: 'excel-error' }
  | { kind: 'not-yes-no' };

export interface PersonCell {
  key: ColumnKey;
  /** Column letters as Excel shows them; for a merged body cell the column of the row itself. */
  column: string;
  type: CellType;
  /** What the file holds, as text and without any clean-up; for numbers the digits of the file, never rounded. */
  raw: string;
  value: CellValue;
  problem: CellProblem | null;
  /** True when the cell holds a formula; `raw` is then its cached result. */
  formula: boolean;
  /** Everything else the cell said, e.g. the second of two phone numbers. */
  also?: string[];
}

/**
 * Cells by column: undefined for a blank cell and for a column that the table does not have. Cells that say the same on
 * many rows may be one object.
 */
export type PersonCells = Readonly<{ [Key in ColumnKey]?: Readonly<PersonCell> | undefined }>;

/** One person of one sheet row. */
export interface PersonRow {
  /** Row number as Excel shows it, from 1. */
  row: number;
  hidden: boolean;
  cells: PersonCells;
  /** Columns that the pack does not know: header → raw text. Kept and shown, never used. */
  extra: Record<string, string>;
}

export interface TableColumn {
  /** null: unknown column, kept and shown. */
  key: ColumnKey | null;
  header: string;
  /** Column letters as Excel shows them. */
  column: string;
  /** For a yes/no column that is one option of a vocabulary column (several columns for one fact). */
  option?: string;
  hidden?: boolean;
}

/** One table of people on one worksheet; several tables on a worksheet are several of these. */
export interface TableHead {
  file: string;
  /** Worksheet name. */
  sheet: string;
  title: string | null;
  /** The pack's own name of the 填报单位, or null when it names none of them. */
  reportingUnit: string | null;
  /** The 填报单位 text as written, or null when there is none. */
  reportingUnitRaw: string | null;
  /** Cell of the 填报单位 text, e.g. `A2`. */
  reportingUnitCell: string | null;
  /** Where else a unit could be known from (file name, sheet name, 采集单位): only ever a suggestion. */
  unitSuggestion: string | null;
  /** Last row of the header, as Excel shows it. */
  headerRow: number;
  columns: TableColumn[];
  /** `YYYY-MM` when title, sheet or file name say for which month the sheet is. */
  month: string | null;
}

export function valueOf(row: PersonRow, key: ColumnKey): CellValue {
  return row.cells[key]?.value ?? null;
}
