import type { PortalRecord } from '../entry/portal-record.ts';
import type { Entry } from '../ledger/ledger.ts';
import { judgeRecords, placeOf, requireIdNumber } from './ask-portal.ts';
import type { Run } from './open-run.ts';
import { openPortalRun, type PortalRun } from './portal-run.ts';
import { mayBeOurs } from './settle.ts';
import { shownLateWords } from './submit-person.ts';

export interface ReadBackResult {
  /** Rows that the portal's list holds. */
  records: number;
  verified: string[];
  /** Entries about which the list does not say what it should: not shown, shown twice, shown differently, shown late. */
  open: { entryId: string; place: string; words: string }[];
}

type ByNumber = ReadonlyMap<string, PortalRecord[]>;

/** Reads the portal's whole list, keeps it as a snapshot, and verifies every accepted entry that it proves. */
export async function readBack(run: Run): Promise<ReadBackResult> {
  await using portalRun = await openPortalRun(run);
  const records = await readList(portalRun);
  await run.ledger.recordReadBack(run.actor, records);
  const byNumber = Map.groupBy(records, (record) => record.idNumber);
  const result: ReadBackResult = { records: records.length, verified: [], open: [] };
  for (const entry of await run.ledger.entries({ states: ['accepted', 'correcting'] }))
    await verifyAccepted(portalRun, entry, byNumber, result);
  // The portal's own refusal of duplicates is no guarantee, and people change records by hand: who is there twice, or not as
  // it was verified, is told, whatever the ledger thought.
  for await (const entry of run.ledger.eachEntry({ states: ['verified'] })) {
    if (result.verified.includes(entry.id)) continue;
    const answer = judgeRecords(portalRun, entry, byNumber.get(requireIdNumber(entry)) ?? []);
    if (answer.kind === 'unclear') tell(result, entry, answer.words);
  }
  await findLost(run, byNumber, result);
  run.log.info('portal list read back', {
    records: records.length,
    verified: result.verified.length,
    open: result.open.length,
  });
  return result;
}

async function readList({ run, portal }: PortalRun): Promise<PortalRecord[]> {
  const records: PortalRecord[] = [];
  for await (const record of portal.listRecords(run.around.stop.soft)) {
    records.push(record);
    if (records.length % 100 === 0) run.around.progress.say(`回读：已读 ${String(records.length)} 条`);
  }
  return records;
}

async function verifyAccepted(
  portalRun: PortalRun,
  entry: Entry,
  byNumber: ByNumber,
  result: ReadBackResult,
): Promise<void> {
  const { run } = portalRun;
  const answer = judgeRecords(portalRun, entry, byNumber.get(requireIdNumber(entry)) ?? []);
  if (answer.kind === 'absent') tell(result, entry, '门户列表中没有');
  else if (answer.kind === 'unclear')
    tell(result, entry, entry.state === 'correcting' ? `还没有更正：${answer.words}` : answer.words);
  else {
    await run.ledger.recordVerified(run.actor, entry.id, answer.record);
    result.verified.push(entry.id);
  }
}

/** People whose press was taken for lost, and who are in the list after all: their entries are open again. */
async function findLost(run: Run, byNumber: ByNumber, result: ReadBackResult): Promise<void> {
  for await (const entry of run.ledger.eachEntry({
    states: ['ready', 'batched', 'rehearsed', 'approved', 'refused', 'returned'],
  })) {
    const { idNumber } = entry.values;
    if (typeof idNumber !== 'string' || !byNumber.has(idNumber) || !(await mayBeOurs(run, entry))) continue;
    const { state } = entry;
    if (state === 'ready' || state === 'batched' || state === 'rehearsed' || state === 'approved') {
      await run.ledger.recordShownLate(run.actor, entry.id, state, shownLateWords);
      tell(result, entry, `${shownLateWords}；请运行 luru resume 查清`);
    } else tell(result, entry, '曾按下保存、后来退回或被拒绝，但门户中有此人，请核对');
  }
}

function tell(result: ReadBackResult, entry: Entry, words: string): void {
  result.open.push({ entryId: entry.id, place: placeOf(entry), words });
}
