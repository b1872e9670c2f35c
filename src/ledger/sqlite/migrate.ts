import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../platform/clock.ts';
import { ledgerNewer } from '../ledger-faults.ts';
import { firstLedger } from './migrations/0001-first-ledger.ts';
import { amending } from './migrations/0002-amending.ts';

export interface Migration {
  version: number;
  title: string;
  sql: string;
}

/** In order, without gaps. A released migration is never edited. */
export const migrations: readonly Migration[] = [firstLedger, amending];

export interface MigrateOptions {
  handle: DatabaseSync;
  /** Null for a new file, which has nothing to lose. */
  backupTo: ((version: number) => string) | null;
  clock: Clock;
  pid: number;
  migrations?: readonly Migration[];
}

/**
 * Brings the tables up to what this program knows. Safe when two processes do it at once: each migration is a transaction
 * that first takes the writer's place and then looks whether it is still to be done.
 *
 * @throws Fault `ledger-newer` when a newer program has been here; nothing is changed then.
 */
export function migrate({
  handle,
  backupTo,
  clock,
  pid,
  migrations: known = migrations,
}: MigrateOptions): void {
  const found = schemaVersion(handle);
  const newest = known.at(-1)?.version ?? 0;
  if (found > newest) throw ledgerNewer(found, newest);
  if (found === newest) return;
  if (backupTo !== null) backUp(handle, backupTo(found), pid);
  for (const migration of known.filter(({ version }) => version > found)) apply(handle, migration, clock);
}

function apply(handle: DatabaseSync, { version, title, sql }: Migration, clock: Pick<Clock, 'now'>): void {
  // A table that is made anew is gone for a moment, and its references with it; they are checked before the commit instead.
  handle.exec('PRAGMA foreign_keys = OFF');
  try {
    handle.exec('BEGIN IMMEDIATE');
    if (schemaVersion(handle) < version) {
      handle.exec(
        `CREATE TABLE IF NOT EXISTS migrations
           (version INTEGER PRIMARY KEY, title TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`,
      );
      handle
        .prepare('INSERT INTO migrations (version, title, applied_at) VALUES (?, ?, ?)')
        .run(version, title, clock.now());
      handle.exec(sql);
      const broken = handle.prepare('PRAGMA foreign_key_check').get();
      if (broken !== undefined) throw new Error(`MIGRATE-0001: ${JSON.stringify(broken)}`);
    }
    handle.exec('COMMIT');
  } catch (error: unknown) {
    if (handle.isTransaction) handle.exec('ROLLBACK');
    throw error;
  } finally {
    handle.exec('PRAGMA foreign_keys = ON');
  }
}

export function schemaVersion(handle: DatabaseSync): number {
  const table = handle
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
    .get();
  if (table === undefined) return 0;
  return Number(
    handle.prepare('SELECT coalesce(max(version), 0) AS version FROM migrations').get()?.['version'],
  );
}

/** What differs from the tables, indexes and triggers that the migrations make: a guard that was taken away, for one. */
export function schemaDifferences(handle: DatabaseSync, known: readonly Migration[] = migrations): string[] {
  const fresh = new DatabaseSync(':memory:');
  try {
    for (const migration of known) apply(fresh, migration, { now: () => '' });
    const wanted = schemaOf(fresh);
    const found = schemaOf(handle);
    const names = new Set([...wanted.keys(), ...found.keys()]);
    return [...names].filter((name) => wanted.get(name) !== found.get(name));
  } finally {
    fresh.close();
  }
}

function schemaOf(handle: DatabaseSync): Map<string, string> {
  const rows = handle.prepare('SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  // `sqlite_…` tables are the statistics that SQLite keeps for itself.
  return new Map(
    rows
      .map((row) => [String(row['name']), String(row['sql'])] as const)
      .filter(([name]) => !name.startsWith('sqlite_')),
  );
}

/** A whole copy before the first change. Made under another name first: a half-written copy must never look like one. */
function backUp(handle: DatabaseSync, path: string, pid: number): void {
  if (existsSync(path)) return;
  const draft = `${path}.${String(pid)}.tmp`;
  if (existsSync(draft)) rmSync(draft);
  handle.prepare('VACUUM INTO ?').run(draft);
  renameSync(draft, path);
}
