import type { EntryState } from '../entry/state.ts';
import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { maskedNumber, maskedText } from '../reports/masked.ts';
import { placeOf } from './ask-portal.ts';
import { loadProfileFor } from './load-run-profile.ts';
import type { Run } from './open-run.ts';
import { requireAll, wrongState } from './review-batch.ts';

/** A named person's decision about people who are in the portal already. */
export interface Amendment {
  reviewer: string;
  reason: string;
}

/** What somebody has to do by hand in the portal for one person. */
export interface HandTask {
  entryId: string;
  unit: string | null;
  place: string;
  /** Masked. */
  name: string;
  idNumber: string;
  receipt: string | null;
  steps: string;
}

/** Entries for an amendment, all or none: known, in one of the states, and with the person's values still there. */
export async function entriesToAmend(
  run: Run,
  entryIds: readonly string[],
  states: readonly EntryState[],
  verb: string,
): Promise<Entry[]> {
  const entries = await run.ledger.entries({ ids: entryIds });
  requireAll(entryIds, entries);
  const wrong = entries.filter(({ state }) => !states.includes(state));
  if (wrong.length > 0) throw wrongState(wrong, verb);
  const purged = entries.filter(({ purgedAt }) => purgedAt !== null);
  if (purged.length === 0) return entries;
  throw new Fault(
    `${purged.map(({ id }) => id).join('、')} 的个人信息已经清除，不能再${verb}，没有改动任何条目。请直接在门户办理，并在台账之外记录。`,
    { code: 'amend-purged', disposition: 'needs-person', exitCode: 3 },
  );
}

/** Gives a decision up: the entry counts as accepted again, and the next read-back proves it or tells what differs. */
export async function cancelAmendment(
  run: Run,
  entryIds: readonly string[],
  state: 'correcting' | 'withdrawing',
  by: Amendment,
): Promise<Entry[]> {
  const entries = await entriesToAmend(run, entryIds, [state], '取消');
  const words = state === 'correcting' ? '取消更正' : '取消撤销';
  for (const entry of entries)
    await run.ledger.move(run.actor, entry.id, state, 'accepted', {
      reason: signedWords(words, by),
      body: { reviewer: by.reviewer, cancelled: state },
    });
  return entries;
}

export function signedWords(what: string, { reviewer, reason }: Amendment): string {
  return `${what}（${reviewer}：${reason}）`;
}

export function handTask(entry: Entry, where: string, doing: string): HandTask {
  const { values, receipt } = entry;
  const name = maskedText(String(values['name'] ?? ''));
  const idNumber = maskedNumber(String(values['idNumber'] ?? ''), 'id');
  const found = receipt === null ? '' : `，受理编号 ${receipt}`;
  return {
    entryId: entry.id,
    unit: entry.unit,
    place: placeOf(entry),
    name,
    idNumber,
    receipt,
    steps: `在门户“${where}”按身份证号码查到 ${name}（${idNumber}${found}，见 ${placeOf(entry)}），${doing}`,
  };
}

/** Where the portal lists who was entered, as its menu names it. */
export async function listPlace(run: Run): Promise<string> {
  const { profile } = await loadProfileFor(run.around, run.workspace, run.config);
  const menu = profile.list.page.menu ?? [];
  return menu.length === 0 ? '查询列表' : menu.join(' › ');
}
