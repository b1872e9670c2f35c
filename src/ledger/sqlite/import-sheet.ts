import { createHash } from 'node:crypto';
import type { EntryState } from '../../entry/state.ts';
import type { NewEntry, SheetFile } from '../ledger.ts';
import { sealDigest } from '../vault.ts';
import type { LedgerWrite } from './context.ts';
import { entryId } from './numbers.ts';

/** Entries a journal line: keeps a line under some 30 KB however large the file. */
const entriesPerLine = 500;

const insertEntry = `INSERT INTO entries
  (number, year, file_id, sheet, row, unit, month, status, state, moved_at, id_hash, seal_digest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertSecret = 'INSERT INTO entry_secrets (number, sealed) VALUES (?, ?)';

/** One entry as an import line lists it: id, index of the sheet, row, first state, digest of its origin. */
export type ImportedRow = [id: string, sheet: number, row: number, state: EntryState, origin: string];

/**
 * Imports one file in one transaction. Entries come straight into the state that their findings call for, so that a run
 * killed after the import never leaves rows half sorted.
 *
 * @returns the file's number and whether exactly this content was there before.
 */
export function importSheet(
  write: LedgerWrite,
  year: number,
  file: SheetFile,
  entries: readonly NewEntry[],
): { fileId: number; already: boolean } {
  const { database, journal } = write;
  const known = database.statement('SELECT id FROM files WHERE sha256 = ?').get(file.sha256);
  if (known !== undefined) return { fileId: Number(known['id']), already: true };
  const fileId = 1 + numberIn(write, 'SELECT coalesce(max(id), 0) AS n FROM files');
  const first = 1 + numberIn(write, 'SELECT coalesce(max(number), 0) AS n FROM entries');
  const units = countUnits(entries);
  const seq = journal.append({
    kind: 'sheet-imported',
    body: {
      fileId,
      file: file.name,
      sha256: file.sha256,
      sizeBytes: file.sizeBytes,
      people: entries.length,
      units,
    },
  });
  database
    .statement(
      'INSERT INTO files (id, sha256, name, size_bytes, imported_at, people, seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(fileId, file.sha256, file.name, file.sizeBytes, write.at, entries.length, seq);
  for (const { unit, month, people } of units) {
    database
      .statement('INSERT INTO file_units (file_id, unit, month, people) VALUES (?, ?, ?, ?)')
      .run(fileId, unit, month, people);
  }
  const sheets = [...new Set(entries.map((entry) => entry.sheet))];
  const sheetIndex = new Map(sheets.map((sheet, index) => [sheet, index]));
  for (let start = 0; start < entries.length; start += entriesPerLine) {
    const rows: ImportedRow[] = [];
    for (const [offset, entry] of entries.slice(start, start + entriesPerLine).entries()) {
      const number = first + start + offset;
      const { state, origin } = insert(write, year, fileId, number, entry);
      rows.push([entryId(number), sheetIndex.get(entry.sheet) ?? 0, entry.row, state, origin]);
    }
    journal.append({ kind: 'entries-imported', body: { fileId, sheets, entries: rows } });
  }
  return { fileId, already: false };
}

function insert(
  write: LedgerWrite,
  year: number,
  fileId: number,
  number: number,
  entry: NewEntry,
): { state: EntryState; origin: string } {
  const { sheet, row, unit, month, status, values, raw, findings } = entry;
  const { idNumber } = values;
  const idHash = typeof idNumber === 'string' ? write.vault.idHash(idNumber) : null;
  const sealed = write.vault.seal(secretPlace(number), { values, raw, findings });
  const digest = secretDigest(sealed, idHash);
  const state = firstStateOf(entry);
  write.database
    .statement(insertEntry)
    .run(number, year, fileId, sheet, row, unit, month, status, state, write.at, idHash, digest);
  write.database.statement(insertSecret).run(number, sealed);
  return {
    state,
    origin: originDigest({ number, file_id: fileId, sheet, row, unit, month, status, seal_digest: digest }),
  };
}

/** Findings decide where an entry begins; one without a unit waits for a person whatever its findings say. */
export function firstStateOf(entry: Pick<NewEntry, 'status' | 'unit'>): EntryState {
  if (entry.status === 'error') return 'blocked';
  return entry.status === 'decision' || entry.unit === null ? 'imported' : 'ready';
}

/** What the sealed values of an entry are bound to. */
export function secretPlace(number: number): string {
  return `entries/${String(number)}`;
}

/** Covers the sealed values and the look-up hash, so that neither can be changed without the journal showing it. */
export function secretDigest(sealed: Uint8Array, idHash: Uint8Array | null): string {
  return sealDigest(idHash === null ? [sealed] : [sealed, idHash]);
}

/** 96 bits over where an entry came from and what it holds; listed for each entry in its import line. */
export function originDigest(entry: {
  number: number;
  file_id: number;
  sheet: string;
  row: number;
  unit: string | null;
  month: string;
  status: string;
  seal_digest: string;
}): string {
  const { number, file_id, sheet, row, unit, month, status, seal_digest } = entry;
  const text = JSON.stringify([number, file_id, sheet, row, unit, month, status, seal_digest]);
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

function countUnits(entries: readonly NewEntry[]): { unit: string | null; month: string; people: number }[] {
  const counts = new Map<string, { unit: string | null; month: string; people: number }>();
  for (const { unit, month } of entries) {
    const key = JSON.stringify([unit, month]);
    const count = counts.get(key) ?? { unit, month, people: 0 };
    count.people += 1;
    counts.set(key, count);
  }
  return [...counts.values()];
}

function numberIn(write: LedgerWrite, sql: string): number {
  return Number(write.database.statement(sql).get()?.['n']);
}
