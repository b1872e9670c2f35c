import type { Entry } from '../ledger/ledger.ts';
import type { PortalRun } from './portal-run.ts';

/**
 * When this person may be pressed at the earliest; null: now. A first press that was taken for lost may still come up in a
 * slow portal, and one that accepts duplicates would then hold the person twice. So between two presses for one person lies
 * the longest time in which the portal may hide what it has stored – whatever was decided, planned and approved meanwhile.
 */
export async function mayBePressedAt(portalRun: PortalRun, entry: Entry): Promise<string | null> {
  const { run, shownWithinMs } = portalRun;
  const attempts = await run.ledger.attempts(entry.id);
  // What the portal refused it did not store; every other press may have been.
  const last = attempts.filter(({ outcome }) => outcome !== 'refused').at(-1);
  if (last === undefined) return null;
  const pressedAt = Date.parse(last.at);
  const now = Date.parse(run.around.clock.now());
  // A clock that stands before the press was set back: it does not tell how much time has gone by.
  if (now >= pressedAt && now - pressedAt >= shownWithinMs) return null;
  return new Date(pressedAt + shownWithinMs).toISOString();
}
