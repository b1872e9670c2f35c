import type { UpdateObject } from 'kysely';
import { mayMove, standingStates, type EntryState } from '../../entry/state.ts';
import { invariant } from '../../platform/fault.ts';
import { redactText, redactValue } from '../../platform/redact.ts';
import { duplicatePerson, entryUnknown, stateChanged } from '../ledger-faults.ts';
import type { MoveDetails } from '../ledger.ts';
import type { LedgerWrite } from './context.ts';
import { batchNumber, entryId } from './numbers.ts';
import type { EntryTable, Tables } from './schema.ts';
import { isUniqueConflict } from './sqlite-errors.ts';

/** The sealed part of a line that tells why an entry is where it is. */
export interface ReasonPayload {
  reason: string | null;
  messages?: string[];
}

export interface Step {
  kind: string;
  entry: number;
  from: EntryState;
  to: EntryState;
  /** Absent: kept. Null: cleared. */
  receipt?: string | null;
  /** Absent: kept, or cleared by the state it goes to. */
  batch?: { number: number; position: number };
  approvalHash?: string;
  reason?: ReasonPayload;
  body?: Record<string, unknown>;
  /** Further sealed parts of the line, after the reason. */
  payload?: readonly unknown[];
}

/** States that a plain `move` may not bring about: each needs the evidence that its own verb takes. */
const ownVerb: Partial<Record<EntryState, string>> = {
  rehearsed: 'recordRehearsal',
  approved: 'approve',
  'in-flight': 'recordIntent',
  uncertain: 'recordShownLate',
  verified: 'recordVerified',
};

/** A move by itself, as the contract offers it: see `Ledger.move`. */
export async function moveEntry(
  write: LedgerWrite,
  entry: number,
  from: EntryState,
  to: EntryState,
  details: MoveDetails,
): Promise<void> {
  invariant(ownVerb[to] === undefined, `LEDGER-0001 (${to} only through ${String(ownVerb[to])})`);
  invariant(from !== 'in-flight', 'LEDGER-0002 (out of in-flight only with an outcome)');
  invariant(to !== 'batched' || from !== 'ready' || typeof details.batchId === 'string', 'LEDGER-0003');
  await applyStep(write, {
    kind: 'moved',
    entry,
    from,
    to,
    ...(details.receipt === undefined ? {} : { receipt: details.receipt }),
    ...(typeof details.batchId === 'string' && to !== 'ready'
      ? { batch: await placeIn(write, batchNumber(details.batchId), entry) }
      : {}),
    ...(details.reason === undefined ? {} : { reason: { reason: details.reason } }),
    body: redactValue(details.body ?? {}) as Record<string, unknown>,
  });
}

/** The end of a batch, or the place that the entry already has in it. */
async function placeIn(
  write: LedgerWrite,
  batch: number,
  entry: number,
): Promise<{ number: number; position: number }> {
  const mine = await write.db
    .selectFrom('entries')
    .select('batch_position')
    .where('number', '=', entry)
    .where('batch', '=', batch)
    .executeTakeFirst();
  if (mine !== undefined) return { number: batch, position: mine.batch_position ?? 0 };
  const last = await write.db
    .selectFrom('entries')
    .select((q) => q.fn.max('batch_position').as('position'))
    .where('batch', '=', batch)
    .executeTakeFirst();
  return { number: batch, position: (last?.position ?? -1) + 1 };
}

/**
 * The one place where an entry changes its state: table, journal line, and update guarded by the state it must have.
 *
 * @returns the number of the journal line.
 */
export async function applyStep(write: LedgerWrite, step: Step): Promise<number> {
  const { entry, from, to } = step;
  invariant(mayMove(from, to), `LEDGER-0004 (${from} to ${to})`);
  const payload = [...(step.reason === undefined ? [] : [step.reason]), ...(step.payload ?? [])];
  const seq = write.journal.append({
    kind: step.kind,
    entry,
    ...(step.batch === undefined ? {} : { batch: step.batch.number }),
    body: {
      ...step.body,
      from,
      to,
      ...(step.approvalHash === undefined ? {} : { approvalHash: step.approvalHash }),
      ...(typeof step.receipt === 'string' ? { receipt: redactText(step.receipt) } : {}),
    },
    payload,
  });
  let changed: bigint;
  try {
    const result = await write.db
      .updateTable('entries')
      .set(changes(write, step, step.reason === undefined ? null : seq))
      .where('number', '=', entry)
      .where('state', '=', from)
      .executeTakeFirst();
    changed = result.numUpdatedRows;
  } catch (error: unknown) {
    if (!isUniqueConflict(error, 'entries.year, entries.id_hash')) throw error;
    throw duplicatePerson(entryId(entry), otherOf(write, entry));
  }
  if (changed !== 1n) throw await guardFault(write, entry, from);
  if (voidsApproval(to)) await write.db.deleteFrom('approvals').where('entry', '=', entry).execute();
  return seq;
}

function changes(write: LedgerWrite, step: Step, reasonSeq: number | null): UpdateObject<Tables, 'entries'> {
  const { entry, to, receipt, batch, approvalHash } = step;
  const set: Partial<EntryTable> = { state: to, moved_at: write.at, reason_seq: reasonSeq };
  if (receipt !== undefined)
    set.receipt = receipt === null ? null : write.vault.seal(receiptPlace(entry), receipt);
  if (to === 'ready') Object.assign(set, { batch: null, batch_position: null });
  if (batch !== undefined) Object.assign(set, { batch: batch.number, batch_position: batch.position });
  if (voidsApproval(to)) set.approval_hash = null;
  if (approvalHash !== undefined) set.approval_hash = approvalHash;
  return set;
}

/** Going back before the review takes the approval away (invariant 4); what was entered keeps the hash it was entered by. */
function voidsApproval(to: EntryState): boolean {
  return to === 'ready' || to === 'batched' || to === 'rehearsed' || to === 'returned' || to === 'skipped';
}

async function guardFault(write: LedgerWrite, entry: number, expected: EntryState): Promise<Error> {
  const row = await write.db
    .selectFrom('entries')
    .select('state')
    .where('number', '=', entry)
    .executeTakeFirst();
  return row === undefined ? entryUnknown(entryId(entry)) : stateChanged(entryId(entry), expected, row.state);
}

function otherOf(write: LedgerWrite, entry: number): string | null {
  const row = write.database
    .statement(
      `SELECT other.number FROM entries mine JOIN entries other ON other.id_hash = mine.id_hash
        WHERE mine.number = ? AND other.number <> mine.number
          AND other.state IN (${standingStates.map((state) => `'${state}'`).join(', ')}) LIMIT 1`,
    )
    .get(entry);
  return row === undefined ? null : entryId(Number(row['number']));
}

/** What the sealed receipt of an entry is bound to. */
export function receiptPlace(entry: number): string {
  return `entries/${String(entry)}/receipt`;
}
