import type { GridRow, MergedRange } from '../grid/grid.ts';

/** What the reading worker is asked for. */
export type LegacyRequest = { type: 'open'; path: string } | { type: 'rows'; sheet: number; from: number };

export interface LegacySheet {
  name: string;
  hidden: boolean;
  merges: MergedRange[];
  hiddenColumns: number[];
}

export type LegacyReply =
  | { type: 'book'; date1904: boolean; sheets: LegacySheet[] }
  /** `next` is null after the last row. */
  | { type: 'rows'; rows: GridRow[]; next: number | null }
  | { type: 'failed'; isEncrypted: boolean; message: string };
