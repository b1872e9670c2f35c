import { contentHash } from '../entry/content-hash.ts';
import type { FieldComparison } from '../entry/field-values.ts';
import type { SubmissionOutcome } from '../entry/outcome.ts';
import type { PortalRecord } from '../entry/portal-record.ts';
import type { Entry } from '../ledger/ledger.ts';
import { Fault, invariant } from '../platform/fault.ts';
import type { PortalRun } from './portal-run.ts';
import { fillWithTries } from './rehearse-person.ts';
import { withTries } from './retry.ts';

export type SubmitResult =
  | { kind: 'verified' | 'accepted'; receipt: string | null; messages: string[] }
  | { kind: 'refused' | 'skipped' | 'uncertain' | 'voided' | 'not-attempted'; messages: string[] };

/**
 * One person, once: query → fill → read back → intent (durable) → press → outcome → acknowledge → query → verified.
 * Everything before the press may be tried again; from the press on nothing is (invariants 1, 2, 4, 5).
 */
export async function submitPerson(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<SubmitResult> {
  const { run } = portalRun;
  const idNumber = requireIdNumber(entry);
  await run.around.faultPoints.reach('submit.before-query');
  const known = await queryWithTries(portalRun, entry, idNumber, signal);
  if (known.length > 0)
    return skip(portalRun, entry, [`门户的列表中已有此人（${recordWords(known)}），未重复录入`]);
  const prepared = await prepare(portalRun, entry, signal);
  if (prepared.kind !== 'ready') return prepared;
  return press(portalRun, entry, idNumber, prepared, signal);
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
  const filled = await fillWithTries(portalRun, entry, signal);
  if (filled.refusal !== null) {
    await portal.discard(signal);
    const { reason, messages } = filled.refusal;
    if (reason === 'duplicate') return skip(portalRun, entry, messages);
    await run.ledger.move(run.actor, entry.id, 'approved', 'refused', { reason: messages.join('；') });
    return { kind: 'refused', messages };
  }
  await run.around.faultPoints.reach('submit.filled');
  const shown = await portal.readPerson(entry.values, signal);
  const different = shown.fields.filter((field) => !field.equal);
  if (!filled.complete || different.length > 0) {
    await portal.discard(signal);
    return voidApproval(
      portalRun,
      entry,
      `保存前页面与批准的内容不一致：${different.map((field) => field.label).join('、') || '表单未填全'}`,
    );
  }
  const approval = await run.ledger.approval(entry.id);
  const hash = hashNow(portalRun, entry, shown.formFingerprint);
  if (approval?.hash !== hash) {
    await portal.discard(signal);
    return voidApproval(
      portalRun,
      entry,
      '批准之后内容、表单、门户配置或政策包有变化，批准作废，请重新试填和复核',
    );
  }
  return { kind: 'ready', fields: shown.fields, hash };
}

async function press(
  portalRun: PortalRun,
  entry: Entry,
  idNumber: string,
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
    outcome = { kind: 'uncertain', reason: '按下保存前后出现故障', messages: [String(error)] };
  }
  await run.around.faultPoints.reach('submit.pressed');
  const { attemptId } = intent;
  if (attemptId === null) {
    invariant(outcome.kind === 'not-attempted', 'SUBMIT-0001');
    return { kind: 'not-attempted', messages: [outcome.reason, ...outcome.messages] };
  }
  if (outcome.kind === 'not-attempted') outcome = { ...outcome, kind: 'uncertain' };
  await run.ledger.recordOutcome(run.actor, entry.id, attemptId, outcome);
  await run.around.faultPoints.reach('submit.acknowledged');
  if (outcome.kind === 'accepted') return verify(portalRun, entry, idNumber, outcome.receipt, signal);
  return {
    kind: outcome.kind,
    messages: outcome.kind === 'uncertain' ? [outcome.reason, ...outcome.messages] : outcome.messages,
  };
}

/** The portal's own list is the proof; when it cannot be had now, `read-back` will look again. */
async function verify(
  portalRun: PortalRun,
  entry: Entry,
  idNumber: string,
  receipt: string | null,
  signal: AbortSignal,
): Promise<SubmitResult> {
  const { run } = portalRun;
  try {
    const records = await queryWithTries(portalRun, entry, idNumber, signal);
    const [record, ...others] = records;
    if (
      record !== undefined &&
      others.length === 0 &&
      portalRun.differences(entry.values, record).length === 0
    ) {
      await run.ledger.recordVerified(run.actor, entry.id, record);
      return { kind: 'verified', receipt: record.receipt ?? receipt, messages: [] };
    }
    const words =
      record === undefined ? '列表中暂时查不到' : `列表中有 ${String(records.length)} 条，内容待核对`;
    return { kind: 'accepted', receipt, messages: [`已受理，${words}，请稍后运行 luru read-back`] };
  } catch (error: unknown) {
    if (!(error instanceof Fault)) throw error;
    run.log.warn('accepted entry not verified yet', { entryId: entry.id, error });
    return { kind: 'accepted', receipt, messages: ['已受理，列表暂时查不到，请稍后运行 luru read-back'] };
  }
}

function queryWithTries(
  portalRun: PortalRun,
  entry: Entry,
  idNumber: string,
  signal: AbortSignal,
): Promise<PortalRecord[]> {
  const { run, portal } = portalRun;
  const again = (fault: Error, attempt: number) => {
    run.log.warn('query tried again', { entryId: entry.id, attempt, error: fault });
  };
  return withTries({ tries: run.config.submit.stepTries, signal, again }, () =>
    portal.findPerson(idNumber, signal),
  );
}

async function skip({ run }: PortalRun, entry: Entry, messages: string[]): Promise<SubmitResult> {
  await run.ledger.move(run.actor, entry.id, 'approved', 'skipped', { reason: messages.join('；') });
  return { kind: 'skipped', messages };
}

async function voidApproval({ run }: PortalRun, entry: Entry, reason: string): Promise<SubmitResult> {
  await run.ledger.move(run.actor, entry.id, 'approved', 'batched', { reason, approvalHash: null });
  return { kind: 'voided', messages: [reason] };
}

export function hashNow(portalRun: PortalRun, entry: Entry, formFingerprint: string): string {
  return contentHash({
    values: entry.values,
    batchId: entry.batchId,
    profileHash: portalRun.profileHash,
    formFingerprint,
    packHash: portalRun.run.pack.contentHash,
  });
}

export function requireIdNumber(entry: Entry): string {
  const { idNumber } = entry.values;
  invariant(typeof idNumber === 'string', 'ENTRY-0001');
  return idNumber;
}

function recordWords(records: readonly PortalRecord[]): string {
  return records
    .map(({ receipt, state }) => [receipt, state].filter(Boolean).join(' ') || '有记录')
    .join('，');
}
