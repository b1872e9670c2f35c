import type { PortalRecord } from '../entry/portal-record.ts';
import type { Entry } from '../ledger/ledger.ts';
import type { Run } from './open-run.ts';
import { pause } from './pause.ts';
import { openPortalRun, requireVerifiedProfile, type PortalRun } from './portal-run.ts';
import { withTries } from './retry.ts';
import { requireIdNumber } from './submit-person.ts';
import type { SubmitSummary } from './submission-summary.ts';
import { submitEntries } from './submit.ts';

export interface ResumeLine {
  entryId: string;
  unit: string | null;
  place: string;
  /** `entered`: the portal has exactly this person; `absent`: proved absent, back to `ready`; `open`: a person must look. */
  found: 'entered' | 'absent' | 'open';
  words: string;
}

export interface ResumeResult {
  lines: ResumeLine[];
  /** What went on after every question was settled; null when one is still open or nothing was approved. */
  submitted: SubmitSummary | null;
}

export interface ResumeRequest {
  /** False: only settle what is uncertain. */
  goOn: boolean;
}

/** Settles every in-flight or uncertain entry by asking the portal, then goes on with what is approved. */
export async function resume(run: Run, request: ResumeRequest): Promise<ResumeResult> {
  await run.ledger.markInterrupted(run.actor);
  const uncertain = await run.ledger.entries({ states: ['uncertain'] });
  const approved = request.goOn ? await run.ledger.entries({ states: ['approved'] }) : [];
  const lines: ResumeLine[] = [];
  if (uncertain.length === 0 && approved.length === 0) return { lines, submitted: null };
  await using portalRun = await openPortalRun(run);
  for (const entry of uncertain) {
    const line = await settle(portalRun, entry);
    lines.push(line);
    run.around.progress.say(
      `查询 ${String(lines.length)}/${String(uncertain.length)}：${line.place} ${line.words}`,
    );
    if (run.around.stop.soft.aborted) return { lines, submitted: null };
  }
  if (approved.length === 0 || lines.some((line) => line.found === 'open')) return { lines, submitted: null };
  await requireVerifiedProfile(run);
  return { lines, submitted: await submitEntries(portalRun, approved) };
}

async function settle(portalRun: PortalRun, entry: Entry): Promise<ResumeLine> {
  const { run } = portalRun;
  const base = { entryId: entry.id, unit: entry.unit, place: `${entry.file} 第 ${String(entry.row)} 行` };
  const records = await askTwice(portalRun, entry);
  const [record, ...others] = records;
  if (record === undefined) {
    const words = '门户列表中查不到此人，未录入；已放回待分批';
    await run.ledger.move(run.actor, entry.id, 'uncertain', 'ready', {
      reason: words,
      batchId: null,
      approvalHash: null,
    });
    return { ...base, found: 'absent', words };
  }
  const differences = portalRun.differences(entry.values, record);
  if (others.length > 0 || differences.length > 0) {
    const words =
      others.length > 0
        ? `门户中有 ${String(records.length)} 条此人的记录，请在门户中核对后再处理`
        : `门户中的记录与采集表不一致（${differences.join('、')}），请核对`;
    await run.ledger.note(
      run.actor,
      'settle-open',
      { records: records.length, differences },
      { entryId: entry.id },
    );
    return { ...base, found: 'open', words };
  }
  await run.ledger.move(run.actor, entry.id, 'uncertain', 'accepted', {
    reason: '中断后在门户列表中查到',
    receipt: record.receipt,
  });
  await run.ledger.recordVerified(run.actor, entry.id, record);
  return {
    ...base,
    found: 'entered',
    words: `门户已有记录${record.receipt === null ? '' : `（${record.receipt}）`}，已核实`,
  };
}

/**
 * Absence is only proved by asking again after the profile's settling time: a list may lag behind the store, and a save
 * that was cut off may still be on its way.
 */
async function askTwice(portalRun: PortalRun, entry: Entry): Promise<PortalRecord[]> {
  const first = await ask(portalRun, entry);
  if (first.length > 0) return first;
  await pause(portalRun.settleMs, portalRun.run.around.stop.hard);
  return ask(portalRun, entry);
}

function ask({ run, portal }: PortalRun, entry: Entry): Promise<PortalRecord[]> {
  const signal = run.around.stop.hard;
  const again = (fault: Error, attempt: number) => {
    run.log.warn('query tried again', { entryId: entry.id, attempt, error: fault });
  };
  return withTries({ tries: run.config.submit.stepTries, signal, again }, () =>
    portal.findPerson(requireIdNumber(entry), signal),
  );
}
