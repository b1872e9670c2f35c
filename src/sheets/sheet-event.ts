import type { Finding } from '../model/finding.ts';
import type { PersonRow, TableHead } from '../model/person.ts';

/** What reading a file yields, in the order of the file. A `table` comes before its rows. */
export type SheetEvent =
  | { type: 'table'; table: TableHead }
  | { type: 'row'; table: TableHead; row: PersonRow }
  /** About the file, a sheet or a layout matter (`file-…`, `header-…`, `column-…`, `row-hidden`, `row-sample`, `row-footer`). */
  | { type: 'finding'; finding: Finding };

export interface ReadLimits {
  /** Bytes on disk. */
  fileBytes: number;
  /** Bytes after inflating. */
  inflatedBytes: number;
  people: number;
}

export const defaultLimits: ReadLimits = { fileBytes: 50 * 2 ** 20, inflatedBytes: 2 ** 30, people: 200_000 };
