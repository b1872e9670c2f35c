import { Fault } from '../platform/fault.ts';
import { pause } from './pause.ts';
import type { PortalRun } from './portal-run.ts';

const lookEveryMs = 1000;

/**
 * Somebody has to do something in the browser window: log in again, answer a dialog. Looks again and again whether the
 * entry form can be opened, and touches nothing meanwhile, so that whoever types there is not disturbed.
 *
 * @throws the fault (or the one that took its place) when nobody came within the time for logging in, or a stop was asked for.
 */
export async function waitForPerson(portalRun: PortalRun, fault: Fault): Promise<void> {
  const { run, portal } = portalRun;
  const { clock, progress, stop } = run.around;
  const until = clock.monotonicMs() + run.config.login.timeoutSeconds * 1000;
  progress.say(
    `${fault.message}（等待处理，最多 ${String(Math.ceil(run.config.login.timeoutSeconds / 60))} 分钟）`,
  );
  await run.ledger.note(run.actor, 'waiting-for-person', { code: fault.code });
  let last = fault;
  for (;;) {
    await pause(lookEveryMs, stop.soft);
    if (stop.soft.aborted) throw last;
    try {
      await portal.openEntryForm(stop.soft);
      await run.ledger.note(run.actor, 'person-has-helped', { code: fault.code });
      progress.say('可以继续了。');
      return;
    } catch (error: unknown) {
      if (!(error instanceof Fault)) throw error;
      // The page may just be on its way from the login to the form.
      if (error.disposition !== 'needs-person' && error.disposition !== 'retry-step') throw error;
      if (error.disposition === 'needs-person') last = error;
      if (clock.monotonicMs() >= until) throw last;
    }
  }
}
