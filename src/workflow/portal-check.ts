import type { ProfileReport } from '../portal/portal.ts';
import { loadProfileFor } from './load-run-profile.ts';
import type { Run } from './open-run.ts';
import { openPortalRun } from './portal-run.ts';

/** Runs the profile read-only against the open portal and remembers the result for exactly this profile and address. */
export async function checkProfile(run: Run): Promise<ProfileReport> {
  const loaded = await loadProfileFor(run.around, run.workspace, run.config);
  await using portalRun = await openPortalRun(run);
  const report = await portalRun.portal.check(run.around.stop.soft);
  await run.ledger.recordProfileCheck(run.actor, {
    profile: loaded.name,
    profileHash: loaded.hash,
    formFingerprint: report.formFingerprint,
    portalUrl: loaded.url,
    passed: report.passed,
  });
  run.log.info('profile checked', { profile: loaded.name, passed: report.passed });
  return report;
}
