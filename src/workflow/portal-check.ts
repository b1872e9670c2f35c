import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diffInventories, type FormInventory } from '../portal/index.ts';
import { openPortal } from '../portal/driver/index.ts';
import type { ProfileReport } from '../portal/portal.ts';
import { openBrowser } from '../portal/session/index.ts';
import { surveyForm } from '../portal/survey/open-survey.ts';
import { chinaTime } from '../platform/china-time.ts';
import { loadProfileFor, type RunProfile } from './load-run-profile.ts';
import type { Run } from './open-run.ts';
import { browserOptions, selectorsFolder, writeOwnFile } from './portal-survey.ts';

export interface CheckedProfile extends ProfileReport {
  /** `status: draft`: `submit` still refuses it. */
  draft: boolean;
  /** Against the form as it was when this portal last passed; null: it never did. */
  change: { since: string; same: boolean; text: string } | null;
}

interface VerifiedForm {
  at: string;
  form: FormInventory;
}

/** Runs the profile read-only against the open portal and remembers the result for exactly this profile and address. */
export async function checkProfile(run: Run): Promise<CheckedProfile> {
  const loaded = await loadProfileFor(run.around, run.workspace, run.config);
  const { stop, progress, clock } = run.around;
  await using browser = await openBrowser(browserOptions(run));
  await using portal = await openPortal({
    profile: loaded.profile,
    pack: run.pack,
    url: loaded.url,
    browser,
  });
  progress.say(`打开门户 ${loaded.url}；如果停在登录页，请在浏览器中登录。`);
  await portal.login(run.config.login.timeoutSeconds * 1000, stop.soft);
  await run.ledger.note(run.actor, 'portal-opened', { profile: loaded.name, url: loaded.url });
  const report = await portal.check(stop.soft);
  await portal.openEntryForm(stop.soft);
  const form = await surveyForm(browser, stop.soft);
  const before = await lastVerified(run, loaded);
  await run.ledger.recordProfileCheck(run.actor, {
    profile: loaded.name,
    profileHash: loaded.hash,
    formFingerprint: report.formFingerprint,
    portalUrl: loaded.url,
    passed: report.passed,
  });
  if (report.passed)
    await writeOwnFile(
      selectorsFolder(run),
      verifiedName(loaded),
      `${JSON.stringify({ at: clock.now(), form } satisfies VerifiedForm, null, 2)}\n`,
    );
  run.log.info('profile checked', { profile: loaded.name, passed: report.passed });
  return {
    ...report,
    draft: loaded.profile.status === 'draft',
    change: before === null ? null : changeSince(before, form),
  };
}

function changeSince(before: VerifiedForm, form: FormInventory): NonNullable<CheckedProfile['change']> {
  const { same, text } = diffInventories(before.form, form);
  return { since: chinaTime(before.at), same, text };
}

/** Of this profile at this portal: rehearsal and real portal are not each other's past. */
function verifiedName({ name, url }: RunProfile): string {
  return `${name}@${new URL(url).host.replaceAll(/[^\w.-]/gu, '_')}.verified.json`;
}

/** A file that cannot be read is no past: it only serves a comparison. */
async function lastVerified(run: Run, loaded: RunProfile): Promise<VerifiedForm | null> {
  try {
    return JSON.parse(
      await readFile(join(selectorsFolder(run), verifiedName(loaded)), 'utf8'),
    ) as VerifiedForm;
  } catch {
    return null;
  }
}
