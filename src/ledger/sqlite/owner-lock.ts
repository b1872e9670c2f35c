import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../platform/clock.ts';
import { ledgerLocked, lockLost, type Holder } from '../ledger-faults.ts';
import type { SqliteDatabase } from './database.ts';
import { isBusy } from './sqlite-errors.ts';

export interface Owner {
  operator: string;
  runId: string;
  host: string;
  pid: number;
}

const heartbeatMs = 10_000;
/** A run on another computer counts as dead after this: twelve missed heartbeats, more than any pause of a working one. */
const staleMs = 120_000;

/**
 * Makes one run the owner of the ledger: only it may press save.
 *
 * On one computer the truth is a lock of the operating system, held on a file of its own for as long as the run lives:
 * it goes with the process, however that dies, and neither a reused process number nor a laptop asleep for a night can
 * fool it. The row `owner` tells the others who it is, serves a folder shared between computers (there a stale heartbeat
 * decides), and is the fence: every write of the owner first looks whether the row is still its own.
 */
export class OwnerLock {
  readonly #database: SqliteDatabase;
  readonly #file: DatabaseSync;
  readonly #token = randomUUID();
  readonly #clock: Clock;
  #heartbeat: NodeJS.Timeout | null = null;

  private constructor(database: SqliteDatabase, file: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#file = file;
    this.#clock = clock;
  }

  /** @throws Fault `ledger-locked` naming the holder. */
  static async acquire(
    database: SqliteDatabase,
    path: string,
    owner: Owner,
    clock: Clock,
  ): Promise<OwnerLock> {
    const file = takeFile(path, database);
    try {
      const lock = new OwnerLock(database, file, clock);
      await database.kysely.transaction().execute((db) => {
        const holder = currentHolder(database);
        if (holder !== null && holder.host !== owner.host && !isStale(holder, clock))
          throw ledgerLocked(holder);
        const now = clock.now();
        return db
          .replaceInto('owner')
          .values({
            id: 1,
            token: lock.#token,
            operator: owner.operator,
            run_id: owner.runId,
            host: owner.host,
            pid: owner.pid,
            acquired_at: now,
            heartbeat_at: now,
          })
          .execute();
      });
      lock.#heartbeat = setInterval(() => {
        lock.#beat();
      }, heartbeatMs).unref();
      return lock;
    } catch (error: unknown) {
      file.close();
      throw error;
    }
  }

  /** @throws Fault `ledger-lock-lost` when another run has taken over. Called within each transaction of the owner. */
  check(): void {
    const row = this.#database.statement('SELECT token FROM owner WHERE id = 1').get();
    if (row?.['token'] !== this.#token) throw lockLost();
  }

  release(): void {
    if (this.#heartbeat !== null) clearInterval(this.#heartbeat);
    try {
      this.#database.statement('DELETE FROM owner WHERE token = ?').run(this.#token);
    } catch {
      // The row is only a name plate: without the lock on the file the next run takes over at once.
    }
    this.#file.close();
  }

  #beat(): void {
    try {
      this.#database
        .statement('UPDATE owner SET heartbeat_at = ? WHERE token = ?')
        .run(this.#clock.now(), this.#token);
    } catch {
      // Another process is writing; the next beat comes soon, and staleness allows for many missed ones.
    }
  }
}

function takeFile(path: string, database: SqliteDatabase): DatabaseSync {
  closeSync(openSync(path, 'a', 0o600));
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    // Kept in memory, so that a killed run leaves no rollback file behind; nothing is ever written here.
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return file;
  } catch (error: unknown) {
    file.close();
    if (isBusy(error)) throw ledgerLocked(currentHolder(database));
    throw error;
  }
}

function currentHolder(database: SqliteDatabase): Holder | null {
  const row = database
    .statement(
      `SELECT operator, run_id AS runId, host, pid, acquired_at AS acquiredAt, heartbeat_at AS heartbeatAt
         FROM owner WHERE id = 1`,
    )
    .get();
  return row === undefined ? null : (row as unknown as Holder);
}

function isStale(holder: Holder, clock: Clock): boolean {
  return Date.parse(clock.now()) - Date.parse(holder.heartbeatAt) > staleMs;
}
