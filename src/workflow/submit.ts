import PQueue from 'p-queue';
import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { Circuit } from './circuit.ts';
import type { Run } from './open-run.ts';
import { pause } from './pause.ts';
import { openPortalRun, requireVerifiedProfile, type PortalRun } from './portal-run.ts';
import { submitWords, type SubmitLine, type SubmitSummary } from './submission-summary.ts';
import { hashNow, submitPerson, type SubmitResult } from './submit-person.ts';

export interface SubmitRequest {
  /** Batch ids; empty: every batch with approved entries. */
  batches: readonly string[];
}

/** Enters approved people one by one under supervision: paced, stoppable, and never twice. */
export async function submitBatches(run: Run, request: SubmitRequest): Promise<SubmitSummary> {
  await refuseWithOpenQuestions(run);
  const entries = await approvedEntries(run, request.batches);
  if (entries.length === 0) return { lines: [], left: 0, stopped: 'done' };
  await requireVerifiedProfile(run);
  await using portalRun = await openPortalRun(run);
  return await submitEntries(portalRun, entries);
}

/** An entry whose outcome is unknown comes first: it might be one of today's people. */
async function refuseWithOpenQuestions(run: Run): Promise<void> {
  const interrupted = await run.ledger.markInterrupted(run.actor);
  const uncertain = await run.ledger.entries({ states: ['uncertain'] });
  if (uncertain.length === 0) return;
  const note =
    interrupted.length > 0 ? `（其中 ${String(interrupted.length)} 条是上次中断时正在提交的）` : '';
  throw new Fault(
    `有 ${String(uncertain.length)} 条录入的结果存疑${note}。请先运行 luru resume，向门户查清楚再继续提交。`,
    {
      code: 'submit-uncertain-left',
      disposition: 'needs-person',
      exitCode: 4,
    },
  );
}

async function approvedEntries(run: Run, batchIds: readonly string[]): Promise<Entry[]> {
  if (batchIds.length === 0) return run.ledger.entries({ states: ['approved'] });
  const entries: Entry[] = [];
  for (const batchId of batchIds) {
    await run.ledger.batch(batchId);
    entries.push(...(await run.ledger.entries({ batchId, states: ['approved'] })));
  }
  return entries;
}

export async function submitEntries(portalRun: PortalRun, entries: readonly Entry[]): Promise<SubmitSummary> {
  const { run } = portalRun;
  const { soft, hard } = run.around.stop;
  const settings = run.config.submit;
  const circuit = new Circuit({
    systemFaults: settings.stopAfterSystemFaults,
    uncertain: settings.stopAfterUncertain,
  });
  const summary: SubmitSummary = { lines: [], left: entries.length, stopped: 'done' };
  const queue = new PQueue({ concurrency: 1, interval: 60_000, intervalCap: settings.maxPerMinute });
  for (const [index, entry] of entries.entries()) {
    if (index > 0) await pause(settings.pauseSeconds * 1000, soft);
    if (soft.aborted || circuit.open() !== null) break;
    const line = await inTurn(queue, soft, () => submitLine(portalRun, entry, hard, circuit));
    if (line === null) break;
    summary.lines.push(line);
    summary.left -= 1;
    const count = `${String(summary.lines.length)}/${String(entries.length)}`;
    run.around.progress.say(`提交 ${count}：${line.place} ${submitWords[line.result]}`);
  }
  summary.stopped = soft.aborted ? 'interrupted' : (circuit.open() ?? 'done');
  return summary;
}

/**
 * Waits for a place in the queue's pace. A stop ends the waiting (null), never the work: the queue's own signal would
 * give up on a person who is being entered.
 */
async function inTurn<T>(queue: PQueue, stop: AbortSignal, work: () => Promise<T>): Promise<T | null> {
  const waiting = new AbortController();
  const giveUp = () => {
    waiting.abort();
  };
  stop.addEventListener('abort', giveUp, { once: true });
  const state = { started: false };
  try {
    return await queue.add(
      async () => {
        state.started = true;
        stop.removeEventListener('abort', giveUp);
        return work();
      },
      { signal: waiting.signal },
    );
  } catch (error: unknown) {
    if (!state.started && waiting.signal.aborted) return null;
    throw error;
  } finally {
    stop.removeEventListener('abort', giveUp);
  }
}

async function submitLine(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
  circuit: Circuit,
): Promise<SubmitLine> {
  const { run } = portalRun;
  const base = {
    entryId: entry.id,
    batchId: entry.batchId,
    unit: entry.unit,
    place: `${entry.file} 第 ${String(entry.row)} 行`,
  };
  try {
    const stale = await staleApproval(portalRun, entry);
    const result = stale ?? (await submitPerson(portalRun, entry, signal));
    if (result.kind === 'uncertain') circuit.uncertain();
    else circuit.worked();
    run.log.info('entry submitted', { entryId: entry.id, batchId: entry.batchId, result: result.kind });
    return { ...base, result: result.kind, messages: result.messages };
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    run.log.error('entry could not be submitted', { entryId: entry.id, error });
    if (error.disposition !== 'skip-entry' && error.disposition !== 'retry-step') throw error;
    await run.ledger.note(run.actor, 'submission-not-attempted', { code: error.code }, { entryId: entry.id });
    circuit.systemFault();
    return { ...base, result: 'fault', messages: [error.message] };
  }
}

/** Invariant 4, before the portal is touched: what was approved must still be what would be entered. */
async function staleApproval(portalRun: PortalRun, entry: Entry): Promise<SubmitResult | null> {
  const { run } = portalRun;
  const approval = await run.ledger.approval(entry.id);
  const rehearsal = await run.ledger.rehearsal(entry.id);
  if (
    approval !== null &&
    rehearsal !== null &&
    approval.hash === hashNow(portalRun, entry, rehearsal.formFingerprint)
  )
    return null;
  const reason = '批准之后内容、门户配置或政策包有变化，批准作废，请重新试填和复核';
  await run.ledger.move(run.actor, entry.id, 'approved', 'batched', { reason, approvalHash: null });
  return { kind: 'voided', messages: [reason] };
}
