import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { Circuit } from './circuit.ts';
import type { Run } from './open-run.ts';
import { openPortalRun, type PortalRun } from './portal-run.ts';
import { rehearsePerson } from './rehearse-person.ts';

export interface DryRunRequest {
  /** Batch ids; empty: every batch with entries that wait for a rehearsal. */
  batches: readonly string[];
}

export interface DryRunLine {
  entryId: string;
  batchId: string;
  unit: string | null;
  place: string;
  result: 'rehearsed' | 'skipped' | 'refused' | 'incomplete' | 'fault';
  messages: string[];
}

export interface DryRunResult {
  lines: DryRunLine[];
  /** Entries that were not reached because the run stopped. */
  left: number;
  stopped: 'done' | 'interrupted' | 'faults';
}

/** Rehearses batches on the portal: fills every form, saves nothing. */
export async function dryRun(run: Run, request: DryRunRequest): Promise<DryRunResult> {
  const entries = await waitingEntries(run, request.batches);
  const result: DryRunResult = { lines: [], left: entries.length, stopped: 'done' };
  if (entries.length === 0) return result;
  await using portalRun = await openPortalRun(run);
  const { soft, hard } = run.around.stop;
  const circuit = new Circuit({
    systemFaults: run.config.submit.stopAfterSystemFaults,
    uncertain: Number.POSITIVE_INFINITY,
  });
  for (const entry of entries) {
    if (soft.aborted) return { ...result, stopped: 'interrupted' };
    const line = await rehearseLine(portalRun, entry, hard, circuit);
    result.lines.push(line);
    result.left -= 1;
    run.around.progress.say(
      `试填 ${String(result.lines.length)}/${String(entries.length)}：${line.place} ${resultWords[line.result]}`,
    );
    if (circuit.open() !== null) return { ...result, stopped: 'faults' };
  }
  return result;
}

const resultWords: Record<DryRunLine['result'], string> = {
  rehearsed: '完成',
  skipped: '门户已有，跳过',
  refused: '门户拒绝',
  incomplete: '未能填全',
  fault: '出现故障',
};

async function waitingEntries(run: Run, batchIds: readonly string[]): Promise<Entry[]> {
  const wanted = batchIds.length > 0 ? batchIds : (await run.ledger.batches()).map((batch) => batch.id);
  const entries: Entry[] = [];
  for (const batchId of wanted) {
    await run.ledger.batch(batchId);
    entries.push(...(await run.ledger.entries({ batchId, states: ['batched', 'rehearsed'] })));
  }
  // A rehearsed entry is rehearsed again only when its batch was named.
  return batchIds.length > 0 ? entries : entries.filter((entry) => entry.state === 'batched');
}

async function rehearseLine(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
  circuit: Circuit,
): Promise<DryRunLine> {
  const base = {
    entryId: entry.id,
    batchId: entry.batchId ?? '',
    unit: entry.unit,
    place: `${entry.file} 第 ${String(entry.row)} 行`,
  };
  const { log, ledger, actor } = portalRun.run;
  try {
    const outcome = await rehearsePerson(portalRun, entry, signal);
    circuit.worked();
    log.info('entry rehearsed', { entryId: entry.id, batchId: entry.batchId, result: outcome.kind });
    return { ...base, result: outcome.kind, messages: outcome.kind === 'rehearsed' ? [] : outcome.messages };
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    log.error('entry could not be rehearsed', { entryId: entry.id, error });
    if (error.disposition !== 'skip-entry' && error.disposition !== 'retry-step') throw error;
    await ledger.note(actor, 'rehearsal-failed', { code: error.code }, { entryId: entry.id });
    if (error.disposition === 'retry-step') circuit.systemFault();
    return { ...base, result: 'fault', messages: [error.message] };
  }
}
