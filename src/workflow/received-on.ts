import { Fault } from '../platform/fault.ts';
import type { Run } from './open-run.ts';

const receivedNote = 'sheet-received';

/** The day on which a file came in, where it was imported later: it decides whether the unit was late. */
export async function noteReceived(run: Run, sha256: string, on: string): Promise<void> {
  await run.ledger.note(run.actor, receivedNote, { sha256, on });
}

/** The last word on each file's day, by its digest. */
export async function receivedDays(run: Run): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  for await (const { kind, body } of run.ledger.journal()) {
    if (kind === receivedNote) days.set(String(body['sha256']), String(body['on']));
  }
  return days;
}

export function requireReceived(run: Run, on: string | null): void {
  if (on === null || on <= run.around.clock.today()) return;
  throw new Fault(`收到日期 ${on} 在今天之后，没有导入。请检查 --received。`, {
    code: 'received-date',
    disposition: 'halt-run',
    exitCode: 2,
  });
}
