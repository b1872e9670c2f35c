import { sql, type SelectQueryBuilder } from 'kysely';
import type { Finding } from '../../model/finding.ts';
import type { PersonValues } from '../../model/person.ts';
import { entryUnknown } from '../ledger-faults.ts';
import type { Entry, EntryFilter, EntryHead } from '../ledger.ts';
import type { Vault } from '../vault.ts';
import { payloadPlace } from './append-journal.ts';
import type { LedgerContext } from './context.ts';
import { secretPlace } from './import-sheet.ts';
import { receiptPlace, type ReasonPayload } from './move-entry.ts';
import { batchId, batchNumber, entryId, entryNumber } from './numbers.ts';
import type { EntryTable, Tables } from './schema.ts';

/** Entries opened at a time when they are streamed: some 2 MB. */
const pageSize = 1000;

type HeadRow = Omit<EntryTable, 'seal_digest' | 'year'> & { file: string };
type FullRow = HeadRow & { sealed: Uint8Array | null; reason: Uint8Array | null };

interface Secret {
  values: PersonValues;
  raw: Record<string, string>;
  findings: Finding[];
}

/** Entries with their values, in the order of import, or of the batch when one is asked for. */
export async function readEntries(context: LedgerContext, filter: EntryFilter): Promise<Entry[]> {
  const rows = await fullRows(context, filter).execute();
  return rows.map((row) => openEntry(context.vault, row));
}

export async function readEntry(context: LedgerContext, id: string): Promise<Entry> {
  const [entry] = await readEntries(context, { ids: [id] });
  if (entry === undefined) throw entryUnknown(id);
  return entry;
}

/**
 * The same a page at a time, in the order of import: for a year's ledger, which does not fit into memory opened. Goes
 * through the entries that the filter held for when it began.
 */
export async function* eachEntry(context: LedgerContext, filter: EntryFilter): AsyncGenerator<Entry> {
  const wanted = await filtered(
    context.database.kysely
      .selectFrom('entries')
      .innerJoin('files', 'files.id', 'entries.file_id')
      .select('number'),
    filter,
  ).execute();
  for (let start = 0; start < wanted.length; start += pageSize) {
    const ids = wanted.slice(start, start + pageSize).map(({ number }) => entryId(number));
    yield* await readEntries(context, { ids });
  }
}

/** Everything of the entries that needs no key. */
export async function readHeads(context: LedgerContext, filter: EntryFilter): Promise<EntryHead[]> {
  const heads: EntryHead[] = [];
  // SQLite gives every row its own copy of the same unit, month and file name.
  const known = new Map<string, string>();
  const once = <T extends string | null>(text: T): T => {
    if (text === null) return text;
    const same = known.get(text);
    if (same === undefined) known.set(text, text);
    return (same ?? text) as T;
  };
  await context.database.eachRow(headRows(context, filter), (row) => {
    const { file, sheet, unit, month, status, state, movedAt, ...rest } = headOf(row);
    heads.push({
      ...rest,
      file: once(file),
      sheet: once(sheet),
      unit: once(unit),
      month: once(month),
      status: once(status),
      state: once(state),
      movedAt: once(movedAt),
    });
  });
  return heads;
}

function headRows(context: LedgerContext, filter: EntryFilter) {
  const query = context.database.kysely
    .selectFrom('entries')
    .innerJoin('files', 'files.id', 'entries.file_id')
    .select([
      'entries.number',
      'entries.file_id',
      'files.name as file',
      'entries.sheet',
      'entries.row',
      'entries.unit',
      'entries.month',
      'entries.status',
      'entries.state',
      'entries.batch',
      'entries.batch_position',
      'entries.approval_hash',
      'entries.moved_at',
      'entries.reason_seq',
      'entries.receipt',
      'entries.id_hash',
      'entries.purged_at',
    ]);
  return filtered(query, filter);
}

function fullRows(context: LedgerContext, filter: EntryFilter) {
  return headRows(context, filter)
    .leftJoin('entry_secrets', 'entry_secrets.number', 'entries.number')
    .leftJoin('payloads', (join) =>
      join.onRef('payloads.seq', '=', 'entries.reason_seq').on('payloads.part', '=', 0),
    )
    .select(['entry_secrets.sealed', 'payloads.sealed as reason']);
}

function filtered<O>(
  query: SelectQueryBuilder<Tables, 'entries' | 'files', O>,
  filter: EntryFilter,
): SelectQueryBuilder<Tables, 'entries' | 'files', O> {
  const { states, unit, month, batchId: batch, fileId, ids } = filter;
  let wanted = query;
  if (states !== undefined) wanted = wanted.where('entries.state', 'in', [...states]);
  if (unit !== undefined) wanted = wanted.where('entries.unit', '=', unit);
  if (month !== undefined) wanted = wanted.where('entries.month', '=', month);
  if (fileId !== undefined) wanted = wanted.where('entries.file_id', '=', fileId);
  if (ids !== undefined) {
    // One statement however many ids: a list of parameters would be a new statement for each length.
    const numbers = JSON.stringify(ids.map(entryNumber));
    wanted = wanted.where('entries.number', 'in', sql<number>`(SELECT value FROM json_each(${numbers}))`);
  }
  if (batch === undefined) return wanted.orderBy('entries.number');
  return wanted.where('entries.batch', '=', batchNumber(batch)).orderBy('entries.batch_position');
}

function headOf(row: HeadRow): EntryHead {
  return {
    id: entryId(row.number),
    fileId: row.file_id,
    file: row.file,
    sheet: row.sheet,
    row: row.row,
    unit: row.unit,
    month: row.month,
    status: row.status,
    state: row.state,
    batchId: row.batch === null ? null : batchId(row.batch),
    approvalHash: row.approval_hash,
    movedAt: row.moved_at,
    purgedAt: row.purged_at,
  };
}

function openEntry(vault: Vault, row: FullRow): Entry {
  const { number, sealed, reason, reason_seq: reasonSeq, receipt } = row;
  const secret =
    sealed === null
      ? { values: {}, raw: {}, findings: [] }
      : (vault.open(secretPlace(number), sealed) as Secret);
  return {
    ...headOf(row),
    ...secret,
    reason:
      reason === null || reasonSeq === null
        ? null
        : (vault.open(payloadPlace(reasonSeq, 0), reason) as ReasonPayload).reason,
    receipt: receipt === null ? null : (vault.open(receiptPlace(number), receipt) as string),
  };
}
