import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import { notOwner, witnessFailed } from '../ledger-faults.ts';
import type { Actor } from '../ledger.ts';
import type { Vault } from '../vault.ts';
import type { WitnessWriter } from '../witness.ts';
import { JournalWriter } from './append-journal.ts';
import type { SqliteDatabase } from './database.ts';
import type { OwnerLock } from './owner-lock.ts';
import type { Tables } from './schema.ts';
import { asLedgerFault } from './sqlite-errors.ts';

/** What every verb of the ledger works with; made once by `openLedger` and passed first everywhere. */
export interface LedgerContext {
  readonly path: string;
  readonly ledgerId: string;
  readonly year: number;
  readonly database: SqliteDatabase;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly witness: WitnessWriter;
  /** Null: this run does not own the ledger and may only do short writes. */
  readonly owner: OwnerLock | null;
}

/** One open transaction: its changes and its journal lines are on disk together or not at all. */
export interface LedgerWrite {
  readonly db: Transaction<Tables>;
  readonly database: SqliteDatabase;
  readonly vault: Vault;
  readonly actor: Actor;
  /** One instant for everything of the transaction. */
  readonly at: string;
  readonly journal: JournalWriter;
}

/**
 * Runs one transaction. Resolves when it is durable; rejects with a `Fault` when it could not be written, and then nothing
 * of it has happened. Within `work` only `write.db` and `write.database` may be used: the connection is taken.
 */
export async function inTransaction<T>(
  context: LedgerContext,
  actor: Actor,
  work: (write: LedgerWrite) => Promise<T>,
): Promise<T> {
  const { database, vault, clock, owner } = context;
  let journal: JournalWriter | null = null;
  let result: T;
  try {
    result = await database.kysely.transaction().execute(async (db) => {
      // A process that slept through its own replacement must not write another line (fence).
      owner?.check();
      const at = clock.now();
      journal = new JournalWriter(context, actor, at);
      return work({ db, database, vault, actor, at, journal });
    });
  } catch (error: unknown) {
    throw asLedgerFault(error);
  }
  writeWitness(context, journal);
  return result;
}

function writeWitness(context: LedgerContext, journal: JournalWriter | null): void {
  const tail = journal?.written() ?? null;
  if (tail === null) return;
  try {
    context.witness.write({ version: 1, ledgerId: context.ledgerId, ...tail });
  } catch (error: unknown) {
    // The change is durable; what fails is the protection against an old copy. Stopping is always safe: an intent that is
    // rejected here is never pressed, and `resume` asks the portal about it.
    throw witnessFailed(error);
  }
}

/** @throws Fault `ledger-not-owner` for verbs that only the owner of the ledger may use. */
export function requireOwner(context: LedgerContext): void {
  if (context.owner === null) throw notOwner();
}
