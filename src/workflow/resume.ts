import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { askPortal, placeOf, type PortalAnswer } from './ask-portal.ts';
import { decide, type PersonsDecision } from './decide.ts';
import type { Run } from './open-run.ts';
import { pause } from './pause.ts';
import { openPortalRun, requireVerifiedProfile, type PortalRun } from './portal-run.ts';
import { noteUnclear, settleEntered } from './settle.ts';
import type { SubmitSummary } from './submission-summary.ts';
import { submitEntries } from './submit.ts';
import { waitForPerson } from './wait-for-person.ts';

export interface ResumeLine {
  entryId: string;
  unit: string | null;
  place: string;
  /**
   * `entered`: the portal has exactly this person; `absent`: proved absent, back to `ready`; `unseen`: accepted, but not in
   * the list yet; `open`: a person must look.
   */
  found: 'entered' | 'absent' | 'unseen' | 'open';
  /** Where the entry was; only an `uncertain` one may be decided by a person, and keeps everybody else waiting. */
  was: 'uncertain' | 'accepted';
  words: string;
}

export interface ResumeResult {
  lines: ResumeLine[];
  /** What went on after every question was settled; null when one is still open or nothing was approved. */
  submitted: SubmitSummary | null;
  /** A stop was asked for before every question was settled. */
  interrupted: boolean;
}

export interface ResumeRequest {
  /** False: only settle what is uncertain. */
  goOn: boolean;
  /** What persons found out themselves about uncertain entries. */
  decisions?: { list: readonly PersonsDecision[]; reviewer: string; reason: string };
}

/** Settles every in-flight, uncertain or unproved entry by asking the portal, then goes on with what is approved. */
export async function resume(run: Run, request: ResumeRequest): Promise<ResumeResult> {
  await run.ledger.markInterrupted(run.actor);
  if (request.decisions !== undefined) await decide(run, request.decisions.list, request.decisions);
  const open = await run.ledger.entries({ states: ['uncertain', 'accepted'] });
  const approved = request.goOn ? await run.ledger.entries({ states: ['approved'] }) : [];
  const result: ResumeResult = { lines: [], submitted: null, interrupted: false };
  if (open.length === 0 && approved.length === 0) return result;
  await using portalRun = await openPortalRun(run);
  result.interrupted = !(await settleOpen(portalRun, open, result.lines));
  const blocked = result.lines.some((line) => line.found === 'open' && line.was === 'uncertain');
  if (approved.length === 0 || blocked || result.interrupted) return result;
  await requireVerifiedProfile(run);
  result.submitted = await submitEntries(portalRun, approved);
  return result;
}

/** @returns false when a stop was asked for on the way. */
export async function settleOpen(
  portalRun: PortalRun,
  open: readonly Entry[],
  lines: ResumeLine[],
): Promise<boolean> {
  const { soft } = portalRun.run.around.stop;
  const tell = (line: ResumeLine) => {
    lines.push(line);
    const count = `${String(lines.length)}/${String(open.length)}`;
    portalRun.run.around.progress.say(`查询 ${count}：${line.place} ${line.words}`);
  };
  const unseen: Entry[] = [];
  for (const entry of open) {
    if (soft.aborted) return false;
    const answer = await ask(portalRun, entry);
    if (answer.kind === 'absent') unseen.push(entry);
    else tell(await settleSeen(portalRun, entry, answer));
  }
  if (unseen.length === 0) return true;
  // Absence is only proved by asking again after the profile's settling time: a list may lag behind the store, and a save
  // that was cut off may still be on its way.
  await pause(portalRun.settleMs, soft);
  for (const entry of unseen) {
    if (soft.aborted) return false;
    const answer = await ask(portalRun, entry);
    await portalRun.run.around.faultPoints.reach('resume.asked');
    if (answer.kind === 'absent') tell(await settleUnseen(portalRun.run, entry));
    else tell(await settleSeen(portalRun, entry, answer));
  }
  return true;
}

async function settleSeen(
  { run }: PortalRun,
  entry: Entry,
  answer: Exclude<PortalAnswer, { kind: 'absent' }>,
): Promise<ResumeLine> {
  if (answer.kind === 'unclear') {
    await noteUnclear(run, entry, answer);
    return lineOf(entry, 'open', answer.words);
  }
  if (entry.state === 'accepted') await run.ledger.recordVerified(run.actor, entry.id, answer.record);
  else await settleEntered(run, entry, answer);
  const { receipt } = answer.record;
  return lineOf(entry, 'entered', `门户已有记录${receipt === null ? '' : `（${receipt}）`}，已核实`);
}

async function settleUnseen(run: Run, entry: Entry): Promise<ResumeLine> {
  // What the portal has accepted is not taken back because its list is slow.
  if (entry.state === 'accepted') return lineOf(entry, 'unseen', '已受理，门户列表中还查不到，请稍后再查');
  const words = '门户列表中查不到此人，未录入；已放回待分批';
  await run.ledger.move(run.actor, entry.id, 'uncertain', 'ready', {
    reason: words,
    batchId: null,
    approvalHash: null,
  });
  await run.around.faultPoints.reach('resume.settled');
  return lineOf(entry, 'absent', words);
}

function lineOf(entry: Entry, found: ResumeLine['found'], words: string): ResumeLine {
  const was = entry.state === 'accepted' ? 'accepted' : 'uncertain';
  return { entryId: entry.id, unit: entry.unit, place: placeOf(entry), found, was, words };
}

/** Asking saves nothing: after somebody has logged in again it is simply asked once more. */
async function ask(portalRun: PortalRun, entry: Entry): Promise<PortalAnswer> {
  const { hard } = portalRun.run.around.stop;
  try {
    return await askPortal(portalRun, entry, hard);
  } catch (error: unknown) {
    if (!(error instanceof Fault) || error.disposition !== 'needs-person') throw error;
    await waitForPerson(portalRun, error);
    return askPortal(portalRun, entry, hard);
  }
}
