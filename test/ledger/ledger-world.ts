import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createKey,
  openLedger,
  readKey,
  type Ledger,
  type NewEntry,
  type OpenLedgerOptions,
} from '../../src/ledger/index.ts';
import type { Clock } from '../../src/platform/clock.ts';

export const actor = { runId: 'R20240318-093000-0001', operator: '赵经办' };

/** A clock that a test sets. */
export function clockAt(instant: string): Clock & { set(instant: string): void } {
  let now = instant;
  return {
    now: () => now,
    monotonicMs: () => 0,
    today: () => now.slice(0, 10),
    set: (next) => {
      now = next;
    },
  };
}

/** An ID number of the fictional area 522300 with a correct check character. */
export function idNumberOf(serial: number, birth = '19900307'): string {
  const body = `522300${birth}${String(serial).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** The number of the person whom `newEntry` puts into a row. */
export function idOfRow(row: number): string {
  return idNumberOf(row % 1000, `19${String(60 + (Math.floor(row / 1000) % 40))}0307`);
}

export function newEntry(row: number, over: Partial<NewEntry> = {}): NewEntry {
  const idNumber = idOfRow(row);
  return {
    sheet: '采集表',
    row,
    unit: '桔山街道办事处',
    month: '2024-03',
    values: { idNumber, name: `测试人员${String(row)}`, phone: '13900000000', monthlyIncome: 3200 },
    raw: { idNumber: ` ${idNumber}`, name: `测试人员${String(row)}` },
    findings: [],
    status: 'ok',
    ...over,
  };
}

export function sheetFile(name = '桔山.xlsx') {
  // Not a real digest: only its being the same or another matters.
  return { name, sha256: Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64), sizeBytes: 12_345 };
}

export interface World extends AsyncDisposable {
  folder: string;
  path: string;
  ledger: Ledger;
  clock: ReturnType<typeof clockAt>;
  /** Opens the same file once more; closed with the world. */
  open(over?: Partial<OpenLedgerOptions>): Promise<Ledger>;
  options(over?: Partial<OpenLedgerOptions>): Promise<OpenLedgerOptions>;
}

/** A new ledger in a folder of its own, open exclusively. */
export async function makeWorld(over: Partial<OpenLedgerOptions> = {}): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'luru-ledger-'));
  const clock = clockAt('2024-03-18T01:30:00.000Z');
  await createKey(join(folder, 'key'));
  const path = join(folder, 'ledger.sqlite');
  const options = async (more: Partial<OpenLedgerOptions> = {}): Promise<OpenLedgerOptions> => ({
    path,
    mode: 'open',
    year: 2024,
    key: await readKey(join(folder, 'key')),
    clock,
    owner: { ...actor, host: 'pc-1', pid: process.pid },
    exclusive: false,
    ...more,
  });
  const opened: Ledger[] = [];
  const open = async (more: Partial<OpenLedgerOptions> = {}) => {
    const ledger = await openLedger(await options(more));
    opened.push(ledger);
    return ledger;
  };
  const ledger = await open({ mode: 'create', exclusive: true, ...over });
  return {
    folder,
    path,
    ledger,
    clock,
    open,
    options,
    [Symbol.asyncDispose]: async () => {
      for (const each of opened) await each[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Imports `count` people and brings them as far as `approved`, in one batch. */
export async function approvedEntries(
  ledger: Ledger,
  count: number,
  name = '桔山.xlsx',
  firstRow = 5,
): Promise<string[]> {
  const people = Array.from({ length: count }, (_, index) => newEntry(firstRow + index));
  const { entries } = await ledger.importSheet(actor, sheetFile(name), people);
  const ids = entries.map(({ id }) => id);
  const batch = await ledger.createBatch(actor, {
    unit: '桔山街道办事处',
    month: '2024-03',
    profile: 'simulator',
    entryIds: ids,
  });
  for (const id of ids) await ledger.recordRehearsal(actor, rehearsalOf(id));
  await ledger.approve(
    actor,
    batch.id,
    ids.map((entryId) => ({ entryId, hash: hashOf(entryId) })),
    '钱复核',
  );
  return ids;
}

export function hashOf(entryId: string): string {
  return entryId.slice(1).padStart(64, 'a');
}

export function rehearsalOf(entryId: string) {
  return {
    entryId,
    at: '2024-03-18T01:31:00.000Z',
    profileHash: 'p'.repeat(64),
    formFingerprint: 'f'.repeat(64),
    contentHash: hashOf(entryId),
    fields: [
      {
        label: '姓名',
        column: 'name',
        asked: '测试人员',
        shown: '测试人员',
        equal: true,
        source: 'typed' as const,
      },
    ],
    messages: ['页面提示：测试人员 已载入'],
    screenshot: `evidence/${entryId}.png`,
  };
}

/** What a rejected promise was rejected with. */
export async function faultOf(
  promise: Promise<unknown>,
): Promise<{ code: string; exitCode: number; message: string }> {
  try {
    await promise;
  } catch (error: unknown) {
    return error as { code: string; exitCode: number; message: string };
  }
  throw new Error('expected a fault, but the promise was fulfilled');
}

/** Everything that an asynchronous iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
