import type { Entry } from '../ledger/ledger.ts';
import { usualPortalWords } from '../reconcile/index.ts';
import { entriesToAmend, handTask, listPlace, signedWords, type Amendment, type HandTask } from './amend.ts';
import { findInPortal, placeOf } from './ask-portal.ts';
import { writeTasks } from './correct.ts';
import type { Run } from './open-run.ts';
import { openPortalRun, type PortalRun } from './portal-run.ts';

export interface BegunWithdrawal {
  tasks: HandTask[];
  path: string;
}

export interface WithdrawalLine {
  entryId: string;
  place: string;
  gone: boolean;
  words: string;
}

/** A named reviewer decides that these people have to go from the portal: journalled, and listed for a person to do by hand. */
export async function beginWithdrawal(
  run: Run,
  entryIds: readonly string[],
  by: Amendment,
): Promise<BegunWithdrawal> {
  const entries = await entriesToAmend(run, entryIds, ['accepted', 'verified', 'correcting'], '撤销');
  const where = await listPlace(run);
  const tasks: HandTask[] = [];
  for (const entry of entries) {
    await run.ledger.move(run.actor, entry.id, entry.state, 'withdrawing', {
      reason: signedWords('撤销', by),
      body: { reviewer: by.reviewer },
    });
    tasks.push(handTask(entry, where, '撤销（删除）这条记录。'));
  }
  run.log.info('withdrawal begun', { people: tasks.length });
  return { tasks, path: await writeTasks(run, '撤销', tasks, by, 'luru withdraw done 条目…') };
}

/** A named person says that it is done; the portal's own list has to say so too. */
export async function finishWithdrawal(
  run: Run,
  entryIds: readonly string[],
  by: Amendment,
): Promise<WithdrawalLine[]> {
  const entries = await entriesToAmend(run, entryIds, ['withdrawing'], '记为已撤销');
  await using portalRun = await openPortalRun(run);
  const lines: WithdrawalLine[] = [];
  for (const entry of entries) {
    if (run.around.stop.soft.aborted) break;
    lines.push(await finishOne(portalRun, entry, by));
  }
  return lines;
}

async function finishOne(portalRun: PortalRun, entry: Entry, by: Amendment): Promise<WithdrawalLine> {
  const { run } = portalRun;
  const records = await findInPortal(portalRun, entry, run.around.stop.hard);
  // Some portals keep what was withdrawn, and say so in its state.
  const live = records.filter((record) => !usualPortalWords.isReturned(record));
  const line = { entryId: entry.id, place: placeOf(entry) };
  if (live.length > 0) {
    const words = `门户中仍有 ${String(live.length)} 条此人的记录${live[0]?.receipt ? `（${live[0].receipt}）` : ''}，没有记为已撤销`;
    await run.ledger.note(run.actor, 'withdrawal-open', { records: live.length }, { entryId: entry.id });
    return { ...line, gone: false, words };
  }
  const words = records.length === 0 ? '门户列表中已查不到' : `门户记为“${records[0]?.state ?? ''}”`;
  await run.ledger.move(run.actor, entry.id, 'withdrawing', 'withdrawn', {
    reason: signedWords(`已在门户撤销，${words}`, by),
    body: { reviewer: by.reviewer, records: records.length },
  });
  return { ...line, gone: true, words };
}
