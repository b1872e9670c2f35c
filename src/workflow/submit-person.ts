import { contentHash } from '../entry/content-hash.ts';
import type { FieldComparison } from '../entry/field-values.ts';
import type { SubmissionOutcome } from '../entry/outcome.ts';
import type { Entry } from '../ledger/ledger.ts';
import { Fault, invariant } from '../platform/fault.ts';
import { askPortal, type PortalAnswer } from './ask-portal.ts';
import { fillForSure } from './fill-for-sure.ts';
import { chinaTime } from '../platform/china-time.ts';
import type { PortalRun } from './portal-run.ts';
import { mayBePressedAt } from './second-press.ts';
import { mayBeOurs, noteUnclear, settleEntered } from './settle.ts';

export interface SubmitResult {
  kind: 'verified' | 'accepted' | 'refused' | 'skipped' | 'uncertain' | 'voided' | 'held' | 'not-attempted';
  messages: string[];
  /** A fault that came when the outcome was known already: the run ends after this person. */
  halt?: Fault;
}

/**
 * One person, once: query → fill → read back → intent (durable) → press → outcome → acknowledge → query → verified.
 * Everything before the press may be tried again; from the press on nothing is (invariants 1, 2, 4, 5).
 */
export async function submitPerson(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<SubmitResult> {
  const { faultPoints } = portalRun.run.around;
  await faultPoints.reach('submit.before-query');
  const known = await askPortal(portalRun, entry, signal);
  await faultPoints.reach('submit.queried');
  if (known.kind !== 'absent') return alreadyThere(portalRun, entry, known);
  const from = await mayBePressedAt(portalRun, entry);
  if (from !== null) return hold(portalRun, entry, from);
  const prepared = await prepare(portalRun, entry, signal);
  if (prepared.kind !== 'ready') return prepared;
  return press(portalRun, entry, prepared, signal);
}

/** The portal has the person before we press: somebody else's work – or ours, shown late. */
async function alreadyThere(
  portalRun: PortalRun,
  entry: Entry,
  known: Exclude<PortalAnswer, { kind: 'absent' }>,
): Promise<SubmitResult> {
  const { run } = portalRun;
  if (!(await mayBeOurs(run, entry)))
    return skip(portalRun, entry, [`门户的列表中已有此人${receiptWords(known)}，未重复录入`]);
  await run.ledger.recordShownLate(run.actor, entry.id, 'approved', shownLateWords);
  await run.around.faultPoints.reach('submit.shown-late');
  if (known.kind === 'entered') {
    await settleEntered(run, entry, known);
    return { kind: 'verified', messages: ['之前的提交当时没有查到，现在门户列表中已有，已核实，未重复录入'] };
  }
  await noteUnclear(run, entry, known);
  return { kind: 'uncertain', messages: [shownLateWords, known.words] };
}

interface Prepared {
  kind: 'ready';
  fields: FieldComparison[];
  hash: string;
}

async function prepare(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<Prepared | SubmitResult> {
  const { run, portal } = portalRun;
  const filled = await fillForSure(portalRun, entry, signal);
  if (filled.kind === 'refused') {
    await portal.discard(signal);
    return filled.reason === 'duplicate'
      ? duplicate(portalRun, entry, filled.messages)
      : refuse(portalRun, entry, filled.messages);
  }
  await run.around.faultPoints.reach('submit.filled');
  const approval = await run.ledger.approval(entry.id);
  const hash = hashNow(portalRun, entry, filled.formFingerprint);
  if (filled.kind === 'filled' && approval?.hash === hash)
    return { kind: 'ready', fields: filled.fields, hash };
  await portal.discard(signal);
  if (approval?.hash !== hash) return formChanged(portalRun, entry, filled.formFingerprint);
  const labels = filled.fields.filter((field) => !field.equal).map((field) => field.label);
  return voidApproval(portalRun, entry, `保存前页面与批准的内容不一致：${labels.join('、') || '表单未填全'}`);
}

async function press(
  portalRun: PortalRun,
  entry: Entry,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<SubmitResult> {
  const { run, portal } = portalRun;
  // An object, because the callback writes it while `save` is under way.
  const intent: { attemptId: number | null } = { attemptId: null };
  let outcome: SubmissionOutcome;
  try {
    outcome = await portal.save(async () => {
      await run.around.faultPoints.reach('submit.before-intent');
      intent.attemptId = await run.ledger.recordIntent(run.actor, entry.id, {
        contentHash: prepared.hash,
        fields: prepared.fields,
      });
      await run.around.faultPoints.reach('submit.before-press');
    }, signal);
  } catch (error: unknown) {
    // `save` rejects only before the press. With an intent written we cannot prove that, so it counts as pressed.
    if (intent.attemptId === null) throw error;
    run.log.error('save failed after the intent', { entryId: entry.id, error });
    outcome = { kind: 'uncertain', reason: '按下保存前后出现故障', messages: [] };
  }
  await run.around.faultPoints.reach('submit.pressed');
  const { attemptId } = intent;
  if (attemptId === null) {
    invariant(outcome.kind === 'not-attempted', 'SUBMIT-0001');
    return { kind: 'not-attempted', messages: [outcome.reason, ...outcome.messages] };
  }
  const known = knownOutcome(outcome);
  try {
    await run.ledger.recordOutcome(run.actor, entry.id, attemptId, known);
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    return outcomeUnwritten(error);
  }
  await run.around.faultPoints.reach('submit.acknowledged');
  if (known.kind === 'accepted') return verify(portalRun, entry, signal);
  const messages = known.kind === 'uncertain' ? [known.reason, ...known.messages] : known.messages;
  return { kind: known.kind, messages };
}

/**
 * After an intent there is no "not attempted" any more. And a refusal as duplicate proves no refusal: the list did not
 * have the person a moment ago, so the record that the portal speaks of may be this very press, which a browser or a proxy
 * sent twice.
 */
function knownOutcome(outcome: SubmissionOutcome): Exclude<SubmissionOutcome, { kind: 'not-attempted' }> {
  if (outcome.kind === 'not-attempted') return { ...outcome, kind: 'uncertain' };
  if (outcome.kind === 'refused' && outcome.reason === 'duplicate') {
    const reason = '按下保存后门户答复此人已有记录，可能正是这一次保存的';
    return { kind: 'uncertain', reason, messages: outcome.messages };
  }
  return outcome;
}

/** The portal's own list is the proof; when it cannot be had now, `resume` or `read-back` will look again. */
async function verify(portalRun: PortalRun, entry: Entry, signal: AbortSignal): Promise<SubmitResult> {
  const { run } = portalRun;
  let answer: PortalAnswer;
  try {
    answer = await askPortal(portalRun, entry, signal);
  } catch (error: unknown) {
    if (!(error instanceof Fault) && !signal.aborted) throw error;
    run.log.warn('accepted entry not verified yet', { entryId: entry.id, error });
    return { kind: 'accepted', messages: ['已受理，列表暂时查不到，请稍后运行 luru resume 或 read-back'] };
  }
  if (answer.kind === 'absent')
    return { kind: 'accepted', messages: ['已受理，列表中还没有，请稍后运行 luru resume 或 read-back'] };
  if (answer.kind === 'unclear') return { kind: 'accepted', messages: [`已受理，但${answer.words}`] };
  try {
    await run.ledger.recordVerified(run.actor, entry.id, answer.record);
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    const halt = unwritten('门户已受理，但核实结果没有写进台账', error);
    return { kind: 'accepted', messages: ['已受理，核实结果没有写进台账'], halt };
  }
  await run.around.faultPoints.reach('submit.verified');
  return { kind: 'verified', messages: [] };
}

/** The portal says that it has the person, though its list does not show one: ours perhaps, then it is open again. */
async function duplicate(portalRun: PortalRun, entry: Entry, messages: string[]): Promise<SubmitResult> {
  const { run } = portalRun;
  if (!(await mayBeOurs(run, entry))) return skip(portalRun, entry, messages);
  await run.ledger.recordShownLate(run.actor, entry.id, 'approved', shownLateWords);
  return { kind: 'uncertain', messages: [shownLateWords, ...messages] };
}

/** Stays approved: once the time has come, the portal is asked again and the person entered, or found to be there. */
async function hold({ run }: PortalRun, entry: Entry, from: string): Promise<SubmitResult> {
  await run.ledger.note(run.actor, 'submission-held', { from }, { entryId: entry.id });
  const words = `此人之前按过一次保存，门户可能还没有显示；${chinaTime(from)} 之后再运行 luru submit，届时会先查清再录入`;
  return { kind: 'held', messages: [words] };
}

async function skip({ run }: PortalRun, entry: Entry, messages: string[]): Promise<SubmitResult> {
  await run.ledger.move(run.actor, entry.id, 'approved', 'skipped', { reason: messages.join('；') });
  return { kind: 'skipped', messages };
}

async function refuse({ run }: PortalRun, entry: Entry, messages: string[]): Promise<SubmitResult> {
  await run.ledger.move(run.actor, entry.id, 'approved', 'refused', { reason: messages.join('；') });
  return { kind: 'refused', messages };
}

async function voidApproval({ run }: PortalRun, entry: Entry, reason: string): Promise<SubmitResult> {
  await run.ledger.move(run.actor, entry.id, 'approved', 'batched', { reason, approvalHash: null });
  return { kind: 'voided', messages: [reason] };
}

/** What was approved was seen on another form: nobody's approval of this batch holds any more. */
async function formChanged(
  portalRun: PortalRun,
  entry: Entry,
  formFingerprint: string,
): Promise<SubmitResult> {
  const { run } = portalRun;
  const rehearsal = await run.ledger.rehearsal(entry.id);
  if (rehearsal?.formFingerprint === formFingerprint) return voidApproval(portalRun, entry, staleWords);
  const reason = '门户的表单与试填时不同，批准作废，请重新试填和复核';
  const { batchId } = entry;
  const others = batchId === null ? [] : await run.ledger.heads({ batchId, states: ['approved'] });
  for (const other of others.filter(({ id }) => id !== entry.id))
    await run.ledger.move(run.actor, other.id, 'approved', 'batched', { reason, approvalHash: null });
  const voided = await voidApproval(portalRun, entry, reason);
  const sentence = `门户的表单与试填时不同，批次 ${batchId ?? ''} 没有继续，其中 ${String(Math.max(others.length, 1))} 人的批准已作废。请运行 luru portal check 看清差别，再重新试填和复核。`;
  const halt = new Fault(sentence, { code: 'submit-form-changed', disposition: 'halt-batch', exitCode: 4 });
  return { ...voided, halt };
}

/** The press is done and its outcome could not be kept: the entry stays in flight, which `resume` clears up. */
function outcomeUnwritten(cause: Fault): SubmitResult {
  const halt = unwritten('已按下保存，但结果没有写进台账', cause);
  return { kind: 'uncertain', messages: [halt.message], halt };
}

function unwritten(what: string, cause: Fault): Fault {
  return new Fault(`${what}。${cause.message}`, {
    code: 'submit-outcome-unwritten',
    disposition: 'halt-run',
    exitCode: 4,
    cause,
  });
}

export const staleWords = '批准之后内容、门户配置或政策包有变化，批准作废，请重新试填和复核';
export const shownLateWords = '之前的提交当时在门户中没有查到，现在门户中有此人';

export function hashNow(portalRun: PortalRun, entry: Entry, formFingerprint: string): string {
  return contentHash({
    values: entry.values,
    batchId: entry.batchId,
    profileHash: portalRun.profileHash,
    formFingerprint,
    packHash: portalRun.run.pack.contentHash,
  });
}

function receiptWords(known: Exclude<PortalAnswer, { kind: 'absent' }>): string {
  if (known.kind === 'unclear') return known.records > 1 ? `（${String(known.records)} 条）` : '';
  const words = [known.record.receipt, known.record.state].filter(Boolean).join(' ');
  return words === '' ? '' : `（${words}）`;
}
