// What the ledger holds, read from its file without the program's own queries.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLedger, readKey } from '../../src/ledger/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { loadProfile } from '../../src/portal/profile/index.ts';

export interface EntryView {
  id: string;
  row: number;
  state: string;
  batch: number | null;
}

export interface LedgerView {
  entries: EntryView[];
  people: number;
}

/** Entries and the number of sheet rows that were counted at import. */
export function readLedger(workspace: string): LedgerView {
  const database = new DatabaseSync(join(workspace, 'ledger', 'ledger.sqlite'));
  try {
    const entries = database
      .prepare('SELECT number, row, state, batch FROM entries ORDER BY number')
      .all() as {
      number: number;
      row: number;
      state: string;
      batch: number | null;
    }[];
    const counted = database.prepare('SELECT sum(people) AS people FROM files').get() as { people: number };
    return {
      entries: entries.map(({ number, ...rest }) => ({ id: `E${String(number).padStart(6, '0')}`, ...rest })),
      people: counted.people,
    };
  } finally {
    database.close();
  }
}

/** What the program's own audit finds wrong; empty when the chain and the states agree. */
export async function auditProblems(workspace: string): Promise<string[]> {
  await using ledger = await openWorkspaceLedger(workspace);
  return (await ledger.verify()).problems;
}

/** What `luru portal check` would have written. */
export async function recordProfileCheck(
  workspace: string,
  profile: string,
  portalUrl: string,
): Promise<void> {
  const folders = [join(import.meta.dirname, '..', '..', 'selectors')];
  const { hash } = await loadProfile(profile, { folders, cwd: workspace });
  await using ledger = await openWorkspaceLedger(workspace);
  await ledger.recordProfileCheck(
    { runId: 'R-check', operator: '测试经办人' },
    { profile, profileHash: hash, formFingerprint: '', portalUrl, passed: true },
  );
}

async function openWorkspaceLedger(workspace: string) {
  return openLedger({
    path: join(workspace, 'ledger', 'ledger.sqlite'),
    mode: 'open',
    year: 2024,
    key: await readKey(join(workspace, 'ledger', 'key')),
    clock: systemClock,
    owner: { operator: '测试经办人', runId: 'R-audit', host: 'audit', pid: process.pid },
    exclusive: false,
  });
}
