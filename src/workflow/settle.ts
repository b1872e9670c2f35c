import { isStanding } from '../entry/state.ts';
import type { Entry } from '../ledger/ledger.ts';
import type { PortalAnswer } from './ask-portal.ts';
import type { Run } from './open-run.ts';

/**
 * A record in the portal belongs to us when a press of ours was intended for this person and no other entry stands for it:
 * then the entry must come to its end with evidence, and not as somebody else's.
 */
export async function mayBeOurs(run: Run, entry: Entry): Promise<boolean> {
  const attempts = await run.ledger.attempts(entry.id);
  return (
    attempts.length > 0 &&
    attempts.every((attempt) => attempt.entryId === entry.id || !isStanding(attempt.entryState))
  );
}

/** `uncertain → accepted → verified`, each with its evidence, when the portal proves exactly this entry. */
export async function settleEntered(
  run: Run,
  entry: Entry,
  answer: Extract<PortalAnswer, { kind: 'entered' }>,
): Promise<void> {
  await run.ledger.move(run.actor, entry.id, 'uncertain', 'accepted', {
    reason: '在门户列表中查到，内容一致',
    receipt: answer.record.receipt,
  });
  await run.around.faultPoints.reach('resume.settled');
  await run.ledger.recordVerified(run.actor, entry.id, answer.record);
}

export async function noteUnclear(
  run: Run,
  entry: Entry,
  { records, differences }: Extract<PortalAnswer, { kind: 'unclear' }>,
): Promise<void> {
  await run.ledger.note(run.actor, 'settle-open', { records, differences }, { entryId: entry.id });
}
