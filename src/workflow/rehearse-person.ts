import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FieldValue } from '../entry/field-values.ts';
import type { Entry, EntryHead } from '../ledger/ledger.ts';
import { fillForSure, type Filled } from './fill-for-sure.ts';
import { evidenceFolder, evidenceName, keepEvidence } from './keep-evidence.ts';
import type { PortalRun } from './portal-run.ts';
import { mayBeOurs } from './settle.ts';
import { hashNow, shownLateWords } from './submit-person.ts';

/** What the rehearsal of one person came to. */
export interface RehearsalResult {
  /**
   * `skipped`, `refused`: the portal already has the person, or says no. `uncertain`: the portal has the person, perhaps by
   * an earlier press of ours. `incomplete`: the form did not take the values; the entry stays where it was.
   */
  kind: 'rehearsed' | 'skipped' | 'refused' | 'uncertain' | 'incomplete';
  messages: string[];
}

/** Fills one person's form without saving, reads every field back, keeps a picture, and leaves the form. */
export async function rehearsePerson(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<RehearsalResult> {
  const { run, portal } = portalRun;
  const filled = await fillForSure(portalRun, entry, signal);
  await run.around.faultPoints.reach('rehearse.filled');
  if (filled.kind === 'refused') {
    await portal.discard(signal);
    return refused(portalRun, entry, filled);
  }
  if (filled.kind === 'different') {
    const evidence = await keepEvidence(portalRun, entry, 'rehearsal-incomplete');
    await portal.discard(signal);
    return incomplete(portalRun, entry, filled, evidence);
  }
  const screenshot = await takePicture(portalRun, entry);
  await portal.discard(signal);
  await run.ledger.recordRehearsal(run.actor, {
    entryId: entry.id,
    at: run.around.clock.now(),
    profileHash: portalRun.profileHash,
    formFingerprint: filled.formFingerprint,
    contentHash: hashNow(portalRun, entry, filled.formFingerprint),
    fields: filled.fields,
    messages: filled.messages,
    screenshot,
  });
  return { kind: 'rehearsed', messages: [] };
}

async function refused(
  { run }: PortalRun,
  entry: Entry,
  { reason, messages }: Extract<Filled, { kind: 'refused' }>,
): Promise<RehearsalResult> {
  if (reason === 'duplicate' && (await mayBeOurs(run, entry))) {
    await run.ledger.recordShownLate(run.actor, entry.id, waitingState(entry), shownLateWords);
    return { kind: 'uncertain', messages: [`${shownLateWords}，请运行 luru resume 查清`, ...messages] };
  }
  const kind = reason === 'duplicate' ? 'skipped' : 'refused';
  await run.ledger.move(run.actor, entry.id, entry.state, kind, { reason: messages.join('；') });
  return { kind, messages };
}

function waitingState({ state }: EntryHead): 'batched' | 'rehearsed' {
  return state === 'rehearsed' ? 'rehearsed' : 'batched';
}

async function incomplete(
  { run }: PortalRun,
  entry: Entry,
  { fields, messages }: Extract<Filled, { kind: 'different' }>,
  evidence: string,
): Promise<RehearsalResult> {
  const different = fields.filter((field) => !field.equal);
  const labels = different.map((field) => field.label);
  await run.ledger.note(run.actor, 'rehearsal-incomplete', { fields: labels }, { entryId: entry.id });
  const words = different.map(
    ({ label, asked, shown }) => `「${label}」应为 ${showValue(asked)}，页面显示 ${showValue(shown)}`,
  );
  return { kind: 'incomplete', messages: [...words, ...messages, evidence] };
}

async function takePicture(portalRun: PortalRun, entry: Entry): Promise<string> {
  const { run, portal } = portalRun;
  const folder = evidenceFolder(portalRun, entry);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${evidenceName(portalRun, entry)}.png`);
  await portal.screenshot(path);
  return relative(run.workspace.root, path);
}

function showValue(value: FieldValue): string {
  if (value === null || value === '') return '（空）';
  if (Array.isArray(value)) return value.join(' / ');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return value;
}
