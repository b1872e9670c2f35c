import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { placeOf } from './ask-portal.ts';
import { eachPerson, type PeopleDone } from './each-person.ts';
import type { Run } from './open-run.ts';
import { openPortalRun } from './portal-run.ts';
import { rehearsePerson, type RehearsalResult } from './rehearse-person.ts';

export interface DryRunRequest {
  /** Batch ids; empty: every batch with entries that wait for a rehearsal. */
  batches: readonly string[];
}

export interface DryRunLine {
  entryId: string;
  batchId: string;
  unit: string | null;
  place: string;
  result: RehearsalResult['kind'] | 'fault';
  messages: string[];
}

export type DryRunResult = PeopleDone<DryRunLine>;

/** What the screens call each result. */
export const rehearsalWords: Record<DryRunLine['result'], string> = {
  rehearsed: '已试填',
  skipped: '门户已有，跳过',
  refused: '门户拒绝',
  uncertain: '存疑，等待查询',
  incomplete: '未能填全',
  fault: '出现故障',
};

/** Rehearses batches on the portal: fills every form, saves nothing. */
export async function dryRun(run: Run, request: DryRunRequest): Promise<DryRunResult> {
  const entries = await waitingEntries(run, request.batches);
  if (entries.length === 0) return { lines: [], left: 0, stopped: 'done', halt: null };
  await using portalRun = await openPortalRun(run);
  const count = String(entries.length);
  return await eachPerson<DryRunLine>(portalRun, {
    entries,
    paced: false,
    work: async (entry, hard) => {
      const { kind, messages } = await rehearsePerson(portalRun, entry, hard);
      run.log.info('entry rehearsed', { entryId: entry.id, batchId: entry.batchId, result: kind });
      return { line: lineOf(entry, kind, messages), health: 'worked' };
    },
    failed: async (entry, fault, evidence) => {
      await noteFailed(run, entry, fault);
      return lineOf(entry, 'fault', [fault.message, evidence]);
    },
    said: (line, done) => `试填 ${String(done)}/${count}：${line.place} ${rehearsalWords[line.result]}`,
  });
}

function lineOf(entry: Entry, result: DryRunLine['result'], messages: string[]): DryRunLine {
  const { id, batchId, unit } = entry;
  return { entryId: id, batchId: batchId ?? '', unit, place: placeOf(entry), result, messages };
}

async function noteFailed(run: Run, entry: Entry, fault: Fault): Promise<void> {
  try {
    await run.ledger.note(run.actor, 'rehearsal-failed', { code: fault.code }, { entryId: entry.id });
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    run.log.error('note could not be written', { entryId: entry.id, error });
  }
}

async function waitingEntries(run: Run, batchIds: readonly string[]): Promise<Entry[]> {
  const named = batchIds.length > 0;
  const wanted = named ? [...new Set(batchIds)] : (await run.ledger.batches()).map((batch) => batch.id);
  const entries: Entry[] = [];
  for (const batchId of wanted) {
    if (named) await run.ledger.batch(batchId);
    // A rehearsed entry is rehearsed again only when its batch was named.
    const states = named ? (['batched', 'rehearsed'] as const) : (['batched'] as const);
    entries.push(...(await run.ledger.entries({ batchId, states })));
  }
  return entries;
}
