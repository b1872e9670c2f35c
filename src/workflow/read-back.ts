import type { PortalRecord } from '../entry/portal-record.ts';
import type { Run } from './open-run.ts';
import { openPortalRun } from './portal-run.ts';
import { requireIdNumber } from './submit-person.ts';

export interface ReadBackResult {
  /** Rows that the portal's list holds. */
  records: number;
  verified: string[];
  /** Accepted entries that the list does not show, shows twice or shows differently. */
  open: { entryId: string; place: string; words: string }[];
}

/** Reads the portal's whole list, keeps it as a snapshot, and verifies every accepted entry that it proves. */
export async function readBack(run: Run): Promise<ReadBackResult> {
  await using portalRun = await openPortalRun(run);
  const { soft } = run.around.stop;
  const byNumber = new Map<string, PortalRecord[]>();
  const records: PortalRecord[] = [];
  for await (const record of portalRun.portal.listRecords(soft)) {
    records.push(record);
    const same = byNumber.get(record.idNumber);
    if (same === undefined) byNumber.set(record.idNumber, [record]);
    else same.push(record);
    if (records.length % 100 === 0) run.around.progress.say(`回读：已读 ${String(records.length)} 条`);
  }
  await run.ledger.recordReadBack(run.actor, records);
  const result: ReadBackResult = { records: records.length, verified: [], open: [] };
  for (const entry of await run.ledger.entries({ states: ['accepted'] })) {
    const place = `${entry.file} 第 ${String(entry.row)} 行`;
    const found = byNumber.get(requireIdNumber(entry)) ?? [];
    const [record] = found;
    if (record === undefined || found.length > 1) {
      result.open.push({
        entryId: entry.id,
        place,
        words: record === undefined ? '门户列表中没有' : `门户列表中有 ${String(found.length)} 条`,
      });
      continue;
    }
    const differences = portalRun.differences(entry.values, record);
    if (differences.length > 0)
      result.open.push({ entryId: entry.id, place, words: `与门户不一致：${differences.join('、')}` });
    else {
      await run.ledger.recordVerified(run.actor, entry.id, record);
      result.verified.push(entry.id);
    }
  }
  run.log.info('portal list read back', {
    records: records.length,
    verified: result.verified.length,
    open: result.open.length,
  });
  return result;
}
