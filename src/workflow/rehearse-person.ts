import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { contentHash } from '../entry/content-hash.ts';
import type { FieldValue } from '../entry/field-values.ts';
import type { Entry } from '../ledger/ledger.ts';
import type { PersonFill } from '../portal/portal.ts';
import type { PortalRun } from './portal-run.ts';
import { withTries } from './retry.ts';

/** What the rehearsal of one person came to. */
export type RehearsalResult =
  | { kind: 'rehearsed'; screenshot: string }
  /** The portal already has the person, or says no: nothing to enter. */
  | { kind: 'skipped' | 'refused'; messages: string[] }
  /** The form did not take the values; the entry stays where it was. */
  | { kind: 'incomplete'; messages: string[] };

/** Fills one person's form without saving, reads every field back, keeps a picture, and leaves the form. */
export async function rehearsePerson(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<RehearsalResult> {
  const { run, portal } = portalRun;
  const filled = await fillWithTries(portalRun, entry, signal);
  if (filled.refusal !== null) {
    const { reason, messages } = filled.refusal;
    const to = reason === 'duplicate' ? 'skipped' : 'refused';
    await portal.discard(signal);
    await run.ledger.move(run.actor, entry.id, entry.state, to, { reason: messages.join('；') });
    return { kind: to, messages };
  }
  const shown = await portal.readPerson(entry.values, signal);
  const picture = await takePicture(portalRun, entry);
  await portal.discard(signal);
  const different = shown.fields.filter((field) => !field.equal);
  if (!filled.complete || different.length > 0) {
    const messages = [
      ...different.map(
        (field) => `「${field.label}」应为 ${showValue(field.asked)}，页面显示 ${showValue(field.shown)}`,
      ),
      ...filled.messages,
    ];
    await run.ledger.note(
      run.actor,
      'rehearsal-incomplete',
      { fields: different.map((field) => field.label) },
      { entryId: entry.id },
    );
    return { kind: 'incomplete', messages };
  }
  await run.ledger.recordRehearsal(run.actor, {
    entryId: entry.id,
    at: run.around.clock.now(),
    profileHash: portalRun.profileHash,
    formFingerprint: shown.formFingerprint,
    contentHash: contentHash({
      values: entry.values,
      batchId: entry.batchId,
      profileHash: portalRun.profileHash,
      formFingerprint: shown.formFingerprint,
      packHash: run.pack.contentHash,
    }),
    fields: shown.fields,
    messages: filled.messages,
    screenshot: picture,
  });
  return { kind: 'rehearsed', screenshot: picture };
}

/** Opening and filling may be tried again: nothing here can save. */
export function fillWithTries(portalRun: PortalRun, entry: Entry, signal: AbortSignal): Promise<PersonFill> {
  const { run, portal } = portalRun;
  const again = (fault: Error, attempt: number) => {
    run.log.warn('step tried again', { entryId: entry.id, attempt, error: fault });
  };
  return withTries({ tries: run.config.submit.stepTries, signal, again }, async () => {
    await portal.openEntryForm(signal);
    return portal.fillPerson(entry.values, signal);
  });
}

async function takePicture({ run, portal }: PortalRun, entry: Entry): Promise<string> {
  // Named by entry and run, never by person.
  const folder = join(run.workspace.evidence, entry.batchId ?? 'no-batch');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${entry.id}-${run.actor.runId}.png`);
  await portal.screenshot(path);
  return relative(run.workspace.root, path);
}

function showValue(value: FieldValue): string {
  if (value === null || value === '') return '（空）';
  if (Array.isArray(value)) return value.join(' / ');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return value;
}
