import type { FieldComparison } from '../../entry/field-values.ts';
import { stateChanged } from '../ledger-faults.ts';
import type { Rehearsal } from '../ledger.ts';
import { payloadPlace } from './append-journal.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { applyStep } from './move-entry.ts';
import { entryNumber } from './numbers.ts';

interface RehearsalPayload {
  fields: FieldComparison[];
  messages: string[];
}

/** Keeps a rehearsal and moves `batched → rehearsed`; one that was rehearsed before is rehearsed anew. */
export async function recordRehearsal(write: LedgerWrite, rehearsal: Rehearsal): Promise<void> {
  const { entryId, at, profileHash, formFingerprint, contentHash, screenshot, fields, messages } = rehearsal;
  const entry = entryNumber(entryId);
  const evidence = { at, profileHash, formFingerprint, contentHash, screenshot };
  const payload: RehearsalPayload = { fields, messages };
  const row = await write.db
    .selectFrom('entries')
    .select('state')
    .where('number', '=', entry)
    .executeTakeFirst();
  let seq: number;
  if (row?.state === 'rehearsed') {
    // Staying in a state is no move of the table: the line tells of the new evidence alone.
    seq = write.journal.append({ kind: 'rehearsed-again', entry, body: evidence, payload: [payload] });
    const kept = await write.db
      .updateTable('entries')
      .set({ moved_at: write.at, reason_seq: null })
      .where('number', '=', entry)
      .where('state', '=', 'rehearsed')
      .executeTakeFirst();
    if (kept.numUpdatedRows !== 1n) throw stateChanged(entryId, 'rehearsed', row.state);
  } else {
    seq = await applyStep(write, {
      kind: 'rehearsed',
      entry,
      from: 'batched',
      to: 'rehearsed',
      body: evidence,
      payload: [payload],
    });
  }
  await write.db
    .replaceInto('rehearsals')
    .values({
      entry,
      at,
      profile_hash: profileHash,
      form_fingerprint: formFingerprint,
      content_hash: contentHash,
      screenshot,
      seq,
    })
    .execute();
}

/** The latest rehearsal, whatever became of the entry since; fields and messages are empty once they were purged. */
export async function readRehearsal(context: LedgerContext, entryId: string): Promise<Rehearsal | null> {
  const row = await context.database.kysely
    .selectFrom('rehearsals')
    .leftJoin('payloads', (join) => join.onRef('payloads.seq', '=', 'rehearsals.seq').on('part', '=', 0))
    .selectAll('rehearsals')
    .select('payloads.sealed')
    .where('entry', '=', entryNumber(entryId))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { fields, messages } =
    row.sealed === null
      ? { fields: [], messages: [] }
      : (context.vault.open(payloadPlace(row.seq, 0), row.sealed) as RehearsalPayload);
  return {
    entryId,
    at: row.at,
    profileHash: row.profile_hash,
    formFingerprint: row.form_fingerprint,
    contentHash: row.content_hash,
    fields,
    messages,
    screenshot: row.screenshot,
  };
}
