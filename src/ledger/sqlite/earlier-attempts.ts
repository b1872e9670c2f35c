import { invariant } from '../../platform/fault.ts';
import type { Attempt } from '../ledger.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { applyStep } from './move-entry.ts';
import { entryId as idOf, entryNumber } from './numbers.ts';
import type { AttemptTable } from './schema.ts';

/** States from which an entry that was once proved absent can turn out to be in the portal after all. */
type Waiting = 'ready' | 'batched' | 'rehearsed' | 'approved';

/** Every press that was ever intended for this entry's person, also through another entry (a mended row). */
const attemptsOfPerson = `SELECT attempts.id, attempts.entry, attempts.outcome, other.state, journal.at
  FROM entries mine
  JOIN entries other ON other.number = mine.number
    OR (mine.id_hash IS NOT NULL AND other.id_hash = mine.id_hash AND other.year = mine.year)
  JOIN attempts ON attempts.entry = other.number
  JOIN journal ON journal.seq = attempts.intent_seq
  WHERE mine.number = ? ORDER BY attempts.id`;

export function readAttempts({ database }: Pick<LedgerContext, 'database'>, entryId: string): Attempt[] {
  const rows = database.statement(attemptsOfPerson).all(entryNumber(entryId)) as unknown as {
    id: number;
    entry: number;
    outcome: AttemptTable['outcome'];
    state: Attempt['entryState'];
    at: string;
  }[];
  return rows.map(({ id, entry, outcome, state, at }) => ({
    id,
    entryId: idOf(entry),
    entryState: state,
    outcome,
    at,
  }));
}

/**
 * The portal shows a person whose earlier press was taken for lost: the entry is uncertain again. Without an earlier
 * attempt there is nothing that the record could be ours by, and the caller has a bug.
 */
export async function recordShownLate(
  write: LedgerWrite,
  entryId: string,
  from: Waiting,
  reason: string,
): Promise<void> {
  const attempts = readAttempts(write, entryId);
  invariant(attempts.length > 0, 'LEDGER-0011 (shown late only after an earlier attempt)');
  await applyStep(write, {
    kind: 'shown-late',
    entry: entryNumber(entryId),
    from,
    to: 'uncertain',
    reason: { reason },
    body: { attempts: attempts.map(({ id }) => id) },
  });
}
