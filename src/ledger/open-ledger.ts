import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../platform/clock.ts';
import { Fault } from '../platform/fault.ts';
import { noFaultPoints, type FaultPoints } from '../platform/fault-points.ts';
import { acceptRestored } from './accept-restored.ts';
import { genesisHash, lineHash } from './journal-hash.ts';
import type { LedgerKey } from './key.ts';
import type { Ledger } from './ledger.ts';
import {
  keyWrong,
  ledgerDamaged,
  ledgerExists,
  ledgerForeign,
  ledgerOtherYear,
  witnessUnreadable,
} from './ledger-faults.ts';
import type { LedgerContext } from './sqlite/context.ts';
import { SqliteDatabase } from './sqlite/database.ts';
import { migrate, schemaDifferences } from './sqlite/migrate.ts';
import { openFile, openNewFile } from './sqlite/open-file.ts';
import { OwnerLock, type Owner } from './sqlite/owner-lock.ts';
import { asLedgerFault } from './sqlite/sqlite-errors.ts';
import { SqliteLedger } from './sqlite/sqlite-ledger.ts';
import { Vault } from './vault.ts';
import { compareWitness, readWitness, sweepDrafts, WitnessWriter, type Witness } from './witness.ts';

export interface OpenLedgerOptions {
  /** The ledger's file. Beside it come its write-ahead log, `….lock` and `witness.json`. */
  path: string;
  /** `create` makes a new ledger and refuses to touch an old one; `open` never makes one. */
  mode: 'create' | 'open';
  year: number;
  key: LedgerKey;
  clock: Clock;
  owner: Owner;
  /** True for runs that work on the portal: one at a time. Others may read and do short writes meanwhile. */
  exclusive: boolean;
  faultPoints?: FaultPoints;
  /** Further places for the witness, outside of the ledger's folder: then a restored folder is noticed as well. */
  moreWitnesses?: readonly string[];
  /**
   * A named person accepts a ledger that its witness speaks against (older, forked, witness lost). Journalled; every
   * approval is voided, so that everybody is looked up in the portal again before anything is pressed.
   */
  restored?: 'refuse' | 'accept';
  /** The file may not grow beyond this; absent: as far as the disk goes. */
  maxBytes?: number;
}

/**
 * Opens or makes the ledger of one workspace and year. Before it resolves, the file was checked, migrated, held against
 * its key and its witness, and – for an exclusive run – locked.
 */
export async function openLedger(options: OpenLedgerOptions): Promise<Ledger> {
  if (options.mode === 'create') await createFile(options);
  const handle = openFile(options.path, options.maxBytes ?? null);
  const database = new SqliteDatabase(handle, options.faultPoints ?? noFaultPoints);
  let owner: OwnerLock | null = null;
  try {
    const { path, clock } = options;
    migrate({
      handle,
      clock,
      pid: options.owner.pid,
      backupTo: (version) => `${path}.before-migration-from-${String(version)}`,
    });
    const changed = schemaDifferences(handle);
    if (changed.length > 0) throw ledgerDamaged(path, undefined, `表结构被改动过：${changed.join('、')}`);
    const ledgerId = readLedgerId(handle, options);
    requireHome(ledgerId, witnessPaths(options));
    requireKey(handle, ledgerId, options.key);
    if (options.exclusive) owner = await OwnerLock.acquire(database, `${path}.lock`, options.owner, clock);
    const context: LedgerContext = {
      path,
      ledgerId,
      year: options.year,
      database,
      vault: new Vault(options.key, ledgerId),
      clock,
      witness: new WitnessWriter(witnessPaths(options), options.owner.pid, {
        mayGoBack: options.restored === 'accept',
      }),
      owner,
    };
    await standBeforeWitnesses(context, options);
    return new SqliteLedger(context);
  } catch (error: unknown) {
    owner?.release();
    await database.close();
    throw asLedgerFault(error);
  }
}

function witnessPaths({ path, moreWitnesses = [] }: OpenLedgerOptions): string[] {
  return [join(dirname(path), 'witness.json'), ...moreWitnesses];
}

/** Makes the whole ledger under another name; it comes into its place by one rename, complete or not at all. */
async function createFile(options: OpenLedgerOptions): Promise<void> {
  const { path, year, key, clock, owner } = options;
  if (existsSync(path)) throw ledgerExists(path);
  const draft = `${path}.creating`;
  for (const rest of ['', '-wal', '-shm']) if (existsSync(draft + rest)) rmSync(draft + rest);
  const ledgerId = randomUUID();
  const handle = openNewFile(draft);
  let hash: string;
  try {
    migrate({ handle, clock, pid: owner.pid, backupTo: null });
    const insert = handle.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    handle.exec('BEGIN IMMEDIATE');
    insert.run('ledger-id', ledgerId);
    insert.run('year', String(year));
    insert.run('key-check', new Vault(key, ledgerId).keyCheck());
    hash = writeFirstLine(handle, ledgerId, year, clock.now(), owner);
    handle.exec('COMMIT');
  } finally {
    handle.close();
  }
  await syncToDisk(draft);
  // The witness first: a ledger without one would look like one whose witness was taken away.
  new WitnessWriter(witnessPaths(options), owner.pid).write({ version: 1, ledgerId, seq: 1, hash });
  renameSync(draft, path);
  await syncToDisk(dirname(path));
}

function writeFirstLine(
  handle: DatabaseSync,
  ledgerId: string,
  year: number,
  at: string,
  owner: Owner,
): string {
  const previousHash = genesisHash(ledgerId, year);
  const { runId, operator } = owner;
  const line = { seq: 1, at, runId, operator, kind: 'ledger-created', entryId: null, batchId: null };
  const bodyText = JSON.stringify({ ledgerId, year });
  const hash = lineHash({ ...line, bodyText, previousHash });
  handle
    .prepare(
      'INSERT INTO journal (seq, at, run_id, operator, kind, body, previous_hash, hash) VALUES (1, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(at, runId, operator, line.kind, bodyText, previousHash, hash);
  return hash;
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => null);
  // Windows neither opens nor syncs folders; there a rename is durable by itself.
  await file?.sync().catch(() => undefined);
  await file?.close();
}

function readLedgerId(handle: DatabaseSync, { path, year }: OpenLedgerOptions): string {
  const ledgerId = meta(handle, 'ledger-id');
  if (ledgerId === null) throw ledgerDamaged(path, undefined, '缺少台账编号');
  const found = Number(meta(handle, 'year'));
  if (found !== year) throw ledgerOtherYear(found, year);
  return ledgerId;
}

function requireKey(handle: DatabaseSync, ledgerId: string, key: LedgerKey): void {
  if (meta(handle, 'key-check') !== new Vault(key, ledgerId).keyCheck()) throw keyWrong();
}

function meta(handle: DatabaseSync, name: string): string | null {
  const row = handle.prepare('SELECT value FROM meta WHERE name = ?').get(name);
  return row === undefined ? null : String(row['value']);
}

/** Before the key, which another workspace's ledger would not fit either: the better of two true sentences. */
function requireHome(ledgerId: string, witnesses: readonly string[]): void {
  for (const path of witnesses) {
    const witness = readableWitness(path);
    if (witness !== null && witness.ledgerId !== ledgerId) throw ledgerForeign();
  }
}

function readableWitness(path: string): Witness | null {
  try {
    return readWitness(path);
  } catch {
    // Damaged: the comparison that follows says so.
    return null;
  }
}

/** Holds the ledger against every witness, and brings the witnesses up to it. */
async function standBeforeWitnesses(context: LedgerContext, options: OpenLedgerOptions): Promise<void> {
  const paths = witnessPaths(options);
  const { owner, restored, exclusive } = options;
  try {
    compareWitnesses(context, paths);
  } catch (error: unknown) {
    if (restored !== 'accept' || !(error instanceof Fault)) throw error;
    await acceptRestored(context, { runId: owner.runId, operator: owner.operator }, error.code);
    return;
  }
  if (exclusive) for (const path of paths) sweepDrafts(path);
  const seq = lastSeq(context);
  context.witness.write({
    version: 1,
    ledgerId: context.ledgerId,
    seq,
    hash: hashAt(context, seq) ?? '',
  });
}

function compareWitnesses(context: LedgerContext, paths: readonly string[]): void {
  let seen = 0;
  for (const path of paths) {
    const witness = readWitness(path);
    if (witness === null) continue;
    seen += 1;
    // The ledger is read after the witness: a run beside us may write, and must not make the witness seem to be ahead.
    compareWitness(witness, {
      id: context.ledgerId,
      seq: lastSeq(context),
      hashAt: (seq) => hashAt(context, seq),
    });
  }
  if (seen === 0) throw witnessUnreadable(paths[0] ?? '');
}

function lastSeq({ database }: LedgerContext): number {
  return Number(database.statement('SELECT max(seq) AS seq FROM journal').get()?.['seq']);
}

function hashAt({ database }: LedgerContext, seq: number): string | null {
  const row = database.statement('SELECT hash FROM journal WHERE seq = ?').get(seq);
  return row === undefined ? null : String(row['hash']);
}
