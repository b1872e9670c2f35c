import { chmodSync, existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ledgerDamaged, ledgerMissing, sqliteTooOld } from '../ledger-faults.ts';
import { asLedgerFault } from './sqlite-errors.ts';

/** `LURU`, so that another SQLite file put in the ledger's place is not taken for one. */
export const applicationId = 0x4c555255;

/** Below it the write-ahead log can corrupt the file (the WAL-reset bug of SQLite 3.7.0 to 3.51.2). */
const neededSqlite = '3.51.3';

/** Long enough for another process that opens or closes the file; writers wait in `SqliteDatabase` instead. */
const busyMs = 200;

/** Some 150 000 people; the check reads every page and takes about a second then. */
const wholeCheckBytes = 256 * 2 ** 20;
const decidingTables = ['meta', 'journal', 'entries', 'batches', 'approvals', 'attempts', 'owner'];

/**
 * Opens an existing ledger file with the settings that its promises rest on.
 *
 * @throws Fault `ledger-missing`, `ledger-damaged`; the file is never made or mended.
 */
export function openFile(path: string, maxBytes: number | null): DatabaseSync {
  // A file of no bytes is a valid empty database to SQLite; here it is a ledger that was destroyed.
  if (!existsSync(path)) throw ledgerMissing(path);
  if (statSync(path).size === 0) throw ledgerDamaged(path, undefined, '文件是空的');
  let handle: DatabaseSync | null = null;
  try {
    handle = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: true });
    requireSqlite(handle);
    const found = Number(handle.prepare('PRAGMA application_id').get()?.['application_id']);
    if (found !== applicationId) throw ledgerDamaged(path, undefined, '不是录入助手的台账');
    setUp(handle, maxBytes);
    requireSound(handle, path);
    handle.exec(`PRAGMA busy_timeout = ${String(busyMs)}`);
    return handle;
  } catch (error: unknown) {
    handle?.close();
    const fault = asLedgerFault(error);
    throw fault === error ? error : ledgerDamagedAt(path, fault);
  }
}

/** Opens a new, empty file for a ledger to be made in. */
export function openNewFile(path: string): DatabaseSync {
  const handle = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  chmodSync(path, 0o600);
  requireSqlite(handle);
  handle.exec(`PRAGMA application_id = ${String(applicationId)}`);
  setUp(handle, null);
  return handle;
}

/** A second connection that only reads, for long looks at one moment of the ledger. */
export function openSnapshot(path: string): DatabaseSync {
  const handle = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  handle.exec('PRAGMA cache_size = -65536; BEGIN');
  return handle;
}

function setUp(handle: DatabaseSync, maxBytes: number | null): void {
  // FULL: a commit that was acknowledged survives a power cut, not only a killed process.
  handle.exec('PRAGMA journal_mode = WAL');
  handle.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768');
  if (maxBytes === null) return;
  const pageBytes = Number(handle.prepare('PRAGMA page_size').get()?.['page_size']);
  handle.exec(`PRAGMA max_page_count = ${String(Math.max(1, Math.floor(maxBytes / pageBytes)))}`);
}

function requireSqlite(handle: DatabaseSync): void {
  const found = String(handle.prepare('SELECT sqlite_version() AS version').get()?.['version']);
  const parts = (version: string) => version.split('.').map(Number);
  const needed = parts(neededSqlite);
  for (const [place, part] of parts(found).entries()) {
    const least = needed[place] ?? 0;
    if (part > least) return;
    if (part < least) throw sqliteTooOld(found, neededSqlite);
  }
}

/**
 * The whole file up to a county's size; of a larger one the tables that decide what is pressed. What is left out there is
 * sealed and authenticates itself when it is opened, and `audit verify` reads all of it.
 */
function requireSound(handle: DatabaseSync, path: string): void {
  const small = statSync(path).size <= wholeCheckBytes;
  for (const table of small ? [null] : decidingTables) {
    const check = table === null ? 'PRAGMA quick_check(1)' : `PRAGMA quick_check(${table})`;
    const found = String(handle.prepare(check).get()?.['quick_check']);
    if (found !== 'ok') throw ledgerDamaged(path, undefined, found);
  }
}

function ledgerDamagedAt(path: string, fault: unknown): unknown {
  const { code, cause } = fault as { code?: string; cause?: unknown };
  return code === 'ledger-damaged' && cause !== undefined ? ledgerDamaged(path, cause) : fault;
}
