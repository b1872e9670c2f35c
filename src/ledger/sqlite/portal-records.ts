import type { PortalRecord } from '../../entry/portal-record.ts';
import type { Verification } from '../ledger.ts';
import { payloadPlace } from './append-journal.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { applyStep } from './move-entry.ts';
import { entryNumber } from './numbers.ts';

/** Records a sealed part: keeps parts of a whole province's list at a size that is quick to open. */
const recordsPerPart = 500;

/** `accepted|correcting → verified`, with the row of the portal's own list that proves it. */
export async function recordVerified(
  write: LedgerWrite,
  entryId: string,
  record: PortalRecord,
): Promise<void> {
  const entry = entryNumber(entryId);
  const row = await write.db
    .selectFrom('entries')
    .select('state')
    .where('number', '=', entry)
    .executeTakeFirst();
  const seq = await applyStep(write, {
    kind: 'verified',
    entry,
    from: row?.state === 'correcting' ? 'correcting' : 'accepted',
    to: 'verified',
    ...(record.receipt === null ? {} : { receipt: record.receipt }),
    body: { portalState: record.state },
    payload: [record],
  });
  await write.db.replaceInto('verifications').values({ entry, seq, at: write.at }).execute();
}

/** The portal row that verified an entry; `record` is null once it was purged. */
export async function readVerification(
  context: LedgerContext,
  entryId: string,
): Promise<Verification | null> {
  const row = await context.database.kysely
    .selectFrom('verifications')
    .leftJoin('payloads', (join) => join.onRef('payloads.seq', '=', 'verifications.seq').on('part', '=', 0))
    .select(['verifications.seq', 'verifications.at', 'payloads.sealed'])
    .where('entry', '=', entryNumber(entryId))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { seq, at, sealed } = row;
  return {
    entryId,
    at,
    record: sealed === null ? null : (context.vault.open(payloadPlace(seq, 0), sealed) as PortalRecord),
  };
}

/** Replaces the snapshot of the portal's list: people who are only in an older one are not kept. */
export async function recordReadBack(write: LedgerWrite, records: readonly PortalRecord[]): Promise<void> {
  const { db, journal, at } = write;
  await db
    .deleteFrom('payloads')
    .where('seq', 'in', (q) => q.selectFrom('read_backs').select('seq'))
    .execute();
  const parts: PortalRecord[][] = [];
  for (let start = 0; start < records.length; start += recordsPerPart)
    parts.push(records.slice(start, start + recordsPerPart));
  const seq = journal.append({ kind: 'read-back', body: { records: records.length }, payload: parts });
  await db.insertInto('read_backs').values({ seq, at, records: records.length }).execute();
}

export async function readLatestReadBack(
  context: LedgerContext,
): Promise<{ at: string; records: PortalRecord[] } | null> {
  const kysely = context.database.kysely;
  const latest = await kysely
    .selectFrom('read_backs')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest === undefined) return null;
  const parts = await kysely
    .selectFrom('payloads')
    .selectAll()
    .where('seq', '=', latest.seq)
    .orderBy('part')
    .execute();
  const records = parts.flatMap(
    ({ seq, part, sealed }) => context.vault.open(payloadPlace(seq, part), sealed) as PortalRecord[],
  );
  return { at: latest.at, records };
}
