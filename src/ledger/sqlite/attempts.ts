import type { FieldComparison } from '../../entry/field-values.ts';
import type { SubmissionOutcome } from '../../entry/outcome.ts';
import { invariant } from '../../platform/fault.ts';
import { approvalVoid, entryUnknown, stateChanged } from '../ledger-faults.ts';
import type { LedgerWrite } from './context.ts';
import { applyStep } from './move-entry.ts';
import { entryId as idOf, entryNumber } from './numbers.ts';

type KnownOutcome = Exclude<SubmissionOutcome, { kind: 'not-attempted' }>;

const interruptedWords = '上次运行在按下保存前后中断，门户是否已保存还不知道';

/** Invariant 1: once this is durable, and not before, save may be pressed. */
export async function recordIntent(
  write: LedgerWrite,
  entryId: string,
  intent: { contentHash: string; fields: FieldComparison[] },
): Promise<number> {
  const entry = entryNumber(entryId);
  const row = await write.db
    .selectFrom('entries')
    .leftJoin('approvals', 'approvals.entry', 'entries.number')
    .select(['entries.state', 'entries.approval_hash', 'entries.id_hash', 'approvals.hash'])
    .where('entries.number', '=', entry)
    .executeTakeFirst();
  if (row === undefined) throw entryUnknown(entryId);
  if (row.state !== 'approved') throw stateChanged(entryId, 'approved', row.state);
  if (row.approval_hash !== intent.contentHash || row.hash !== intent.contentHash)
    throw approvalVoid(entryId);
  // Without a number the index could not tell this person from another.
  invariant(row.id_hash !== null, 'LEDGER-0007');
  const seq = await applyStep(write, {
    kind: 'intent',
    entry,
    from: 'approved',
    to: 'in-flight',
    body: { contentHash: intent.contentHash },
    payload: [{ fields: intent.fields }],
  });
  const attempt = await write.db
    .insertInto('attempts')
    .values({
      id: seq,
      entry,
      content_hash: intent.contentHash,
      intent_seq: seq,
      outcome: null,
      outcome_seq: null,
    })
    .executeTakeFirst();
  return Number(attempt.insertId);
}

export async function recordOutcome(
  write: LedgerWrite,
  entryId: string,
  attemptId: number,
  outcome: KnownOutcome,
): Promise<void> {
  const entry = entryNumber(entryId);
  await requireOpen(write, entry, attemptId);
  const { kind, messages } = outcome;
  const reason = kind === 'uncertain' ? outcome.reason : messages.join('；') || null;
  const seq = await applyStep(write, {
    kind: 'outcome',
    entry,
    from: 'in-flight',
    to: kind,
    ...(kind === 'accepted' ? { receipt: outcome.receipt } : {}),
    reason: { reason, messages },
    body: { attempt: attemptId, ...(kind === 'refused' ? { refusal: outcome.reason } : {}) },
  });
  await close(write, attemptId, kind, seq);
}

/** Invariant 2: what was in flight when a run ended is uncertain, and only the portal or a person may say more. */
export async function markInterrupted(write: LedgerWrite): Promise<string[]> {
  const open = await write.db
    .selectFrom('entries')
    .leftJoin('attempts', (join) =>
      join.onRef('attempts.entry', '=', 'entries.number').on('outcome', 'is', null),
    )
    .select(['entries.number', 'attempts.id'])
    .where('entries.state', '=', 'in-flight')
    .orderBy('entries.number')
    .execute();
  for (const { number, id } of open) {
    const seq = await applyStep(write, {
      kind: 'interrupted',
      entry: number,
      from: 'in-flight',
      to: 'uncertain',
      reason: { reason: interruptedWords },
      body: { attempt: id },
    });
    if (id !== null) await close(write, id, 'uncertain', seq);
  }
  return open.map(({ number }) => idOf(number));
}

async function requireOpen(write: LedgerWrite, entry: number, attemptId: number): Promise<void> {
  const row = await write.db
    .selectFrom('entries')
    .leftJoin('attempts', (join) =>
      join.onRef('attempts.entry', '=', 'entries.number').on('attempts.id', '=', attemptId),
    )
    .select(['entries.state', 'attempts.id', 'attempts.outcome'])
    .where('entries.number', '=', entry)
    .executeTakeFirst();
  if (row === undefined) throw entryUnknown(idOf(entry));
  if (row.state !== 'in-flight') throw stateChanged(idOf(entry), 'in-flight', row.state);
  invariant(row.id !== null && row.outcome === null, 'LEDGER-0008 (an outcome belongs to the open attempt)');
}

async function close(
  write: LedgerWrite,
  attemptId: number,
  outcome: KnownOutcome['kind'],
  seq: number,
): Promise<void> {
  const result = await write.db
    .updateTable('attempts')
    .set({ outcome, outcome_seq: seq })
    .where('id', '=', attemptId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  invariant(result.numUpdatedRows === 1n, 'LEDGER-0009');
}
