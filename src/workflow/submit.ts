import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { placeOf } from './ask-portal.ts';
import { eachPerson, type PersonDone } from './each-person.ts';
import type { Run } from './open-run.ts';
import { keepEvidence } from './keep-evidence.ts';
import { openPortalRun, requireVerifiedProfile, type PortalRun } from './portal-run.ts';
import { submitWords, type SubmitLine, type SubmitSummary } from './submission-summary.ts';
import { hashNow, staleWords, submitPerson, type SubmitResult } from './submit-person.ts';

export interface SubmitRequest {
  /** Batch ids; empty: every batch with approved entries. */
  batches: readonly string[];
}

/** Enters approved people one by one under supervision: paced, stoppable, and never twice. */
export async function submitBatches(run: Run, request: SubmitRequest): Promise<SubmitSummary> {
  await refuseWithOpenQuestions(run);
  const entries = await approvedEntries(run, request.batches);
  if (entries.length === 0) return { lines: [], left: 0, stopped: 'done', halt: null };
  await requireVerifiedProfile(run);
  await using portalRun = await openPortalRun(run);
  return await submitEntries(portalRun, entries);
}

/** An entry whose outcome is unknown comes first: it might be one of today's people. */
async function refuseWithOpenQuestions(run: Run): Promise<void> {
  const interrupted = await run.ledger.markInterrupted(run.actor);
  const uncertain = await run.ledger.heads({ states: ['uncertain'] });
  if (uncertain.length === 0) return;
  const note =
    interrupted.length > 0 ? `（其中 ${String(interrupted.length)} 条是上次中断时正在提交的）` : '';
  throw new Fault(
    `有 ${String(uncertain.length)} 条录入的结果存疑${note}。请先运行 luru resume，向门户查清楚再继续提交。`,
    { code: 'submit-uncertain-left', disposition: 'needs-person', exitCode: 4 },
  );
}

async function approvedEntries(run: Run, batchIds: readonly string[]): Promise<Entry[]> {
  if (batchIds.length === 0) return run.ledger.entries({ states: ['approved'] });
  const entries: Entry[] = [];
  for (const batchId of new Set(batchIds)) {
    await run.ledger.batch(batchId);
    entries.push(...(await run.ledger.entries({ batchId, states: ['approved'] })));
  }
  return entries;
}

export async function submitEntries(portalRun: PortalRun, entries: readonly Entry[]): Promise<SubmitSummary> {
  const count = String(entries.length);
  return eachPerson<SubmitLine>(portalRun, {
    entries,
    paced: true,
    work: (entry, hard) => submitLine(portalRun, entry, hard),
    failed: async (entry, fault, evidence) => {
      await noteNotAttempted(portalRun, entry, fault);
      return lineOf(entry, { result: 'fault', messages: [fault.message, evidence] });
    },
    said: (line, done) => `提交 ${String(done)}/${count}：${line.place} ${submitWords[line.result]}`,
  });
}

async function submitLine(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<PersonDone<SubmitLine>> {
  const { run } = portalRun;
  const stale = await staleApproval(portalRun, entry);
  const result = stale ?? (await submitPerson(portalRun, entry, signal));
  const messages = [...result.messages];
  if (stale === null && needsLook.has(result.kind))
    messages.push(await keepEvidence(portalRun, entry, `submit-${result.kind}`));
  run.log.info('entry submitted', { entryId: entry.id, batchId: entry.batchId, result: result.kind });
  return {
    line: lineOf(entry, { result: result.kind, messages }),
    health: healthOf(result.kind),
    ...(result.halt === undefined ? {} : { halt: result.halt }),
  };
}

/** Results after which somebody will want to see what the page showed. */
const needsLook: ReadonlySet<SubmitResult['kind']> = new Set(['uncertain', 'voided', 'not-attempted']);

/** A refusal is the portal at work; a save button that did nothing is not. */
function healthOf(kind: SubmitResult['kind']): PersonDone<SubmitLine>['health'] {
  if (kind === 'uncertain') return 'uncertain';
  return kind === 'not-attempted' ? 'system-fault' : 'worked';
}

function lineOf(entry: Entry, rest: Pick<SubmitLine, 'result' | 'messages'>): SubmitLine {
  return { entryId: entry.id, batchId: entry.batchId, unit: entry.unit, place: placeOf(entry), ...rest };
}

/** The fault may be the ledger's own; then the summary alone can tell of it. */
async function noteNotAttempted({ run }: PortalRun, entry: Entry, fault: Fault): Promise<void> {
  try {
    await run.ledger.note(run.actor, 'submission-not-attempted', { code: fault.code }, { entryId: entry.id });
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    run.log.error('note could not be written', { entryId: entry.id, error });
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
  await run.ledger.move(run.actor, entry.id, 'approved', 'batched', {
    reason: staleWords,
    approvalHash: null,
  });
  return { kind: 'voided', messages: [staleWords] };
}
