import type { ColumnKey } from '../model/column.ts';
import type { Finding } from '../model/finding.ts';
import { maskIdNumber, maskNumbersIn, maskPhone } from '../model/mask.ts';
import type { CellValue, PersonCell, PersonRow, TableHead } from '../model/person.ts';
import { ruleSeverity, type RuleId } from './rule-table.ts';

export interface FindingText {
  /** One Chinese sentence; the caller keeps personal numbers out of it. */
  message: string;
  suggestion?: string | string[];
  /** The cell, where its column is one that the pack does not know. */
  unknownColumn?: { column: string; raw: string };
}

/** A finding about one cell of a row; `key` null: about the row as a whole. */
export function findingAt(
  rule: RuleId,
  table: TableHead,
  row: PersonRow,
  key: ColumnKey | null,
  text: FindingText,
): Finding {
  const { unknownColumn } = text;
  if (unknownColumn !== undefined) {
    const { column, raw } = unknownColumn;
    return { ...placed(rule, table, row.row, column, text), value: maskNumbersIn(raw.trim()) };
  }
  const cell = key === null ? undefined : row.cells[key];
  const column = key === null ? null : (cell?.column ?? columnOf(table, key));
  const value = cell === undefined || key === null ? null : shownValue(key, cell);
  return {
    ...placed(rule, table, row.row, column, text),
    ...(value === null ? {} : { value }),
  };
}

/** A finding about a place of the table that is no cell of a person. */
export function placed(
  rule: RuleId,
  table: TableHead,
  row: number | null,
  column: string | null,
  { message, suggestion }: FindingText,
): Finding {
  return {
    rule,
    severity: ruleSeverity[rule],
    file: table.file,
    sheet: table.sheet,
    row,
    column,
    cell: row === null || column === null ? null : `${column}${row}`,
    message,
    ...(suggestion === undefined || suggestion.length === 0 ? {} : { suggestion }),
  };
}

/** Letters of the first column with this key, or null when the table has none. */
export function columnOf(table: TableHead, key: ColumnKey): string | null {
  return table.columns.find((column) => column.key === key)?.column ?? null;
}

/** A place in words, e.g. `东湖.xlsx“Sheet1”第 7 行`. */
export function placeWords(place: { file: string; sheet: string; row: number }): string {
  return `${place.file.replace(/^.*[/\\]/, '')}“${place.sheet}”第 ${place.row} 行`;
}

/** The value of the cell, or its text where it has none; numbers that belong to a person are masked. */
function shownValue(key: ColumnKey, cell: PersonCell): CellValue {
  const shown = cell.value ?? (cell.raw.trim() === '' ? null : cell.raw.trim());
  if (typeof shown !== 'string') return shown;
  // 暂无 and 同上 give nobody away, and the clerk has to see them.
  if (key === 'idNumber') return shown.replace(/\D/g, '').length < 7 ? shown : maskIdNumber(shown);
  if (key === 'phone') return /\d{7}/.test(shown) ? maskPhone(shown) : shown;
  return maskNumbersIn(shown);
}
