import { entryStates, isFinal, standingStates, type EntryState } from '../../entry/state.ts';
import type { PurgeResult } from '../ledger.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { entryId } from './numbers.ts';

/** Ends of the road, and the two that only wait for a slip to be written; everybody else is still needed. */
const purgeable: readonly EntryState[] = [...entryStates.filter(isFinal), 'refused', 'blocked'];
const idsPerLine = 500;

/** Removes personal values; see `Ledger.purge`. Journal lines are never touched: they hold digests only. */
export async function purge(write: LedgerWrite, before: string): Promise<PurgeResult> {
  const { db, database, journal, at } = write;
  const rows = await db
    .selectFrom('entries')
    .leftJoin('rehearsals', 'rehearsals.entry', 'entries.number')
    .select(['entries.number', 'entries.state', 'rehearsals.screenshot'])
    .where('state', 'in', purgeable)
    .where('moved_at', '<', before)
    .where('purged_at', 'is', null)
    .orderBy('entries.number')
    .execute();
  for (let start = 0; start < rows.length; start += idsPerLine) {
    const ids = rows.slice(start, start + idsPerLine).map(({ number }) => entryId(number));
    journal.append({ kind: 'purged', body: { before, entries: ids } });
  }
  const dropSecret = database.statement('DELETE FROM entry_secrets WHERE number = ?');
  const dropPayloads = database.statement(
    'DELETE FROM payloads WHERE seq IN (SELECT seq FROM journal WHERE entry_id = ?)',
  );
  // Who was entered keeps the keyed hash (invariant 3); of everybody else nothing is left to look up.
  const mark = database.statement(
    `UPDATE entries SET purged_at = ?, receipt = NULL,
       id_hash = CASE WHEN state IN (${standingStates.map((state) => `'${state}'`).join(', ')}) THEN id_hash END
      WHERE number = ?`,
  );
  const dropPicture = database.statement('UPDATE rehearsals SET screenshot = NULL WHERE entry = ?');
  for (const { number } of rows) {
    dropPicture.run(number);
    dropSecret.run(number);
    dropPayloads.run(entryId(number));
    mark.run(at, number);
  }
  if (rows.length > 0) dropSnapshots(write);
  const screenshots = rows.flatMap(({ screenshot }) => (screenshot === null ? [] : [screenshot]));
  return { entries: rows.length, entryIds: rows.map(({ number }) => entryId(number)), screenshots };
}

/** The portal's list may show the same people; the next read-back makes a new one. */
function dropSnapshots({ database }: LedgerWrite): void {
  database.statement('DELETE FROM payloads WHERE seq IN (SELECT seq FROM read_backs)').run();
  database.statement('DELETE FROM read_backs').run();
}

/**
 * Empties what SQLite keeps beside the tables: deleted cells are overwritten (`secure_delete`), but the write-ahead log
 * still holds the old pages until it is truncated.
 */
export function wipeRemains({ database }: LedgerContext): void {
  database.handle.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
