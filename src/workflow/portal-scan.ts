import type { FormInventory } from '../portal/index.ts';
import type { Run } from './open-run.ts';
import { hasForm, openSurvey, selectorsFolder, writeOwnFile, type SurveyRequest } from './portal-survey.ts';

export interface ScanResult {
  url: string;
  title: string;
  /** Where the inventory was written. */
  path: string;
  /** Without values: what somebody typed into the form is not kept. */
  form: FormInventory;
  buttons: string[];
  frame: string | null;
}

/** Lists the fields of the form that is open, without any profile, and keeps the list in the workspace. */
export async function scanPortal(run: Run, request: SurveyRequest): Promise<ScanResult> {
  await using survey = await openSurvey(run, request);
  run.around.progress.say('正在逐个读取字段和选项…');
  const seen = await survey.look(hasForm);
  const { form } = seen;
  const path = await writeOwnFile(
    selectorsFolder(run),
    `scan-${form.fingerprint.slice(0, 12)}.json`,
    `${JSON.stringify(form, null, 2)}\n`,
  );
  await run.ledger.note(run.actor, 'portal-scanned', {
    url: seen.url,
    fingerprint: form.fingerprint,
    fields: form.fields.length,
  });
  return {
    url: seen.url,
    title: seen.title,
    path,
    form,
    buttons: [...new Set(seen.pressables.map(({ text }) => text))],
    frame: seen.frame?.name ?? null,
  };
}
