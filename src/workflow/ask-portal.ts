import type { PortalRecord } from '../entry/portal-record.ts';
import { invariant } from '../platform/fault.ts';
import type { Entry } from '../ledger/ledger.ts';
import type { PortalRun } from './portal-run.ts';
import { withTries } from './retry.ts';

/** What the portal's own list says of one person. */
export type PortalAnswer =
  | { kind: 'absent' }
  /** Exactly one record, equal in every field that the list shows. */
  | { kind: 'entered'; record: PortalRecord }
  /** There is something, but it does not prove that this entry was entered once: a person must look. */
  | { kind: 'unclear'; words: string; records: number; differences: string[] };

/** Asks the portal's list for the entry's person by ID number, never by place. Asking saves nothing, so it may be repeated. */
export async function askPortal(
  portalRun: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<PortalAnswer> {
  return judgeRecords(portalRun, entry, await findInPortal(portalRun, entry, signal));
}

/** The records of the entry's person in the portal's list. */
export function findInPortal(
  { run, portal }: PortalRun,
  entry: Entry,
  signal: AbortSignal,
): Promise<PortalRecord[]> {
  const again = (fault: Error, attempt: number) => {
    run.log.warn('query tried again', { entryId: entry.id, attempt, error: fault });
  };
  return withTries({ tries: run.config.submit.stepTries, signal, again }, () =>
    portal.findPerson(requireIdNumber(entry), signal),
  );
}

/** Holds the records of the entry's person against the entry. */
export function judgeRecords(
  portalRun: Pick<PortalRun, 'differences'>,
  entry: Entry,
  records: readonly PortalRecord[],
): PortalAnswer {
  const [record, ...others] = records;
  if (record === undefined) return { kind: 'absent' };
  if (others.length > 0) {
    const words = `门户中有 ${String(records.length)} 条此人的记录，请在门户中核对并删去多余的`;
    return { kind: 'unclear', words, records: records.length, differences: [] };
  }
  const differences = portalRun.differences(entry.values, record);
  if (differences.length === 0) return { kind: 'entered', record };
  const words = `门户中的记录与采集表不一致（${differences.join('、')}），请核对；要改门户，运行 luru correct`;
  return { kind: 'unclear', words, records: 1, differences };
}

export function requireIdNumber(entry: Entry): string {
  const { idNumber } = entry.values;
  invariant(typeof idNumber === 'string', 'ENTRY-0001');
  return idNumber;
}

/** Where a person of the sheets is, as operators look it up. */
export function placeOf(entry: Pick<Entry, 'file' | 'row'>): string {
  return `${entry.file} 第 ${String(entry.row)} 行`;
}
