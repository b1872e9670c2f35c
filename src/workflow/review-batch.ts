import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stateTitles } from '../entry/state.ts';
import { Fault } from '../platform/fault.ts';
import type { Batch, Entry, Rehearsal } from '../ledger/ledger.ts';
import type { Run } from './open-run.ts';

/** What a reviewer sees of one person. */
export interface ReviewPerson {
  entry: Entry;
  rehearsal: Rehearsal | null;
}

export interface BatchReview {
  batch: Batch;
  people: ReviewPerson[];
}

/** Everything of one batch that a reviewer decides on. */
export async function openReview(run: Run, batchId: string): Promise<BatchReview> {
  const batch = await run.ledger.batch(batchId);
  const people: ReviewPerson[] = [];
  for (const entry of await run.ledger.entries({ batchId })) {
    people.push({ entry, rehearsal: await run.ledger.rehearsal(entry.id) });
  }
  await run.ledger.note(run.actor, 'review-opened', { people: people.length }, { batchId });
  return { batch, people };
}

/** Writes a file of the outbox, mode 0600; returns its path. */
export async function writeOutbox(run: Run, name: string, content: string | Uint8Array): Promise<string> {
  await mkdir(run.workspace.outbox, { recursive: true, mode: 0o700 });
  const path = join(run.workspace.outbox, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

export interface Decision {
  reviewer: string;
  reason: string | null;
}

/** Approves every rehearsed entry of the batch: each with the hash of exactly what was rehearsed (invariant 4). */
export async function approveBatch(
  run: Run,
  batchId: string,
  decision: Decision,
): Promise<{ approved: number; left: Entry[] }> {
  const { people } = await openReview(run, batchId);
  const approvals = people.flatMap(({ entry, rehearsal }) =>
    entry.state === 'rehearsed' && rehearsal !== null
      ? [{ entryId: entry.id, hash: rehearsal.contentHash }]
      : [],
  );
  if (approvals.length === 0) {
    throw new Fault(`批次 ${batchId} 中没有已试填的人员，不能批准。请先运行 luru dry-run ${batchId}。`, {
      code: 'review-nothing-rehearsed',
      disposition: 'needs-person',
      exitCode: 3,
    });
  }
  await run.ledger.approve(run.actor, batchId, approvals, decision.reviewer);
  run.log.info('batch approved', { batchId, people: approvals.length });
  const left = people.filter(({ entry }) => entry.state === 'batched').map(({ entry }) => entry);
  return { approved: approvals.length, left };
}

const returnable = ['imported', 'blocked', 'ready', 'batched', 'rehearsed', 'approved', 'refused'] as const;

/** Hands entries back to their unit: they go to the return slip with the reviewer's reason. */
export async function returnEntries(
  run: Run,
  entryIds: readonly string[],
  decision: Decision,
): Promise<Entry[]> {
  const entries = await run.ledger.entries({ ids: entryIds });
  requireAll(entryIds, entries);
  const wrong = entries.filter((entry) => !(returnable as readonly string[]).includes(entry.state));
  if (wrong.length > 0) throw wrongState(wrong, '退回');
  for (const entry of entries) {
    await run.ledger.move(run.actor, entry.id, entry.state, 'returned', {
      reason: decision.reason ?? entry.reason,
      body: { reviewer: decision.reviewer },
    });
  }
  return entries;
}

/** A named person confirms entries whose findings need a decision; they become ready. */
export async function confirmEntries(
  run: Run,
  entryIds: readonly string[],
  decision: Decision,
): Promise<Entry[]> {
  const entries = await run.ledger.entries({ ids: entryIds });
  requireAll(entryIds, entries);
  const wrong = entries.filter((entry) => entry.state !== 'imported');
  if (wrong.length > 0) throw wrongState(wrong, '确认');
  for (const entry of entries) {
    await run.ledger.move(run.actor, entry.id, 'imported', 'ready', {
      reason: decision.reason,
      body: {
        reviewer: decision.reviewer,
        rules: entry.findings.filter((f) => f.severity === 'decision').map((f) => f.rule),
      },
    });
  }
  return entries;
}

export function requireAll(asked: readonly string[], found: readonly Entry[]): void {
  const missing = asked.filter((id) => !found.some((entry) => entry.id === id));
  if (missing.length === 0) return;
  throw new Fault(`台账中没有这些条目：${missing.join('、')}。条目编号形如 E000012，见复核页。`, {
    code: 'entry-unknown',
    disposition: 'halt-run',
    exitCode: 2,
  });
}

export function wrongState(entries: readonly Entry[], verb: string): Fault {
  return new Fault(
    `${entries.map((entry) => `${entry.id}（${stateTitles[entry.state]}）`).join('、')} 当前的状态不能${verb}，没有改动任何条目。`,
    {
      code: 'entry-state',
      disposition: 'needs-person',
      exitCode: 3,
    },
  );
}
