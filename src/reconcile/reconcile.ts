import type { PortalRecord } from '../entry/portal-record.ts';
import { headOfState } from '../entry/closing-statement.ts';
import { usualPortalWords, type PortalWords, type ReconcileEntry } from './facts.ts';
import { verdictKinds, type Verdict, type VerdictKind } from './verdict.ts';

export interface Reconciliation {
  /** One a person, in the order of {@link verdictKinds}, then of the entries. */
  verdicts: Verdict[];
  counts: Record<VerdictKind, number>;
  /** True when a read-back of the portal was there to hold the ledger against. */
  readBack: boolean;
  credits: Credit[];
}

/** A person who counts for the target of a unit: verified, and held by the portal once or more, not sent back. */
export interface Credit {
  entryId: string;
  unit: string | null;
  employedOn: string | null;
  enteredOn: string | null;
}

/**
 * Holds the ledger against the portal's list, person by person, by ID number. Time and memory are linear in entries and
 * records. `records` null: there has been no read-back yet, and nothing is claimed about the portal.
 */
export function reconcile(
  entries: readonly ReconcileEntry[],
  records: readonly PortalRecord[] | null,
  words: PortalWords = usualPortalWords,
): Reconciliation {
  const portal = groupByPerson(records ?? []);
  const taken = new Set(entries.filter(isTaken).map((entry) => personKey(entry.values.idNumber)));
  const known = new Set<string>();
  const found = new Map<VerdictKind, Verdict[]>(verdictKinds.map((kind) => [kind, []]));
  for (const entry of entries) {
    const key = personKey(entry.values.idNumber);
    known.add(key);
    const rows = portal.get(key) ?? [];
    const verdict = verdictOf(entry, rows, words, {
      readBack: records !== null,
      takenByOther: taken.has(key),
    });
    found.get(verdict.kind)?.push(verdict);
  }
  for (const [key, rows] of portal) {
    if (!known.has(key)) found.get('not-in-ledger')?.push(...rows.map((row) => portalOnly(row, words)));
  }
  const verdicts = verdictKinds.flatMap((kind) => found.get(kind) ?? []);
  return {
    verdicts,
    counts: Object.fromEntries(verdictKinds.map((kind) => [kind, found.get(kind)?.length ?? 0])) as Record<
      VerdictKind,
      number
    >,
    readBack: records !== null,
    credits: verdicts.filter(counts).map(creditOf),
  };
}

/** The portal may show the check character in lower case, or the number with spaces around it. */
function personKey(idNumber: unknown): string {
  return typeof idNumber === 'string' ? idNumber.trim().toUpperCase() : '';
}

function groupByPerson(records: readonly PortalRecord[]): Map<string, PortalRecord[]> {
  const groups = new Map<string, PortalRecord[]>();
  for (const record of records) {
    const key = personKey(record.idNumber);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return groups;
}

/** Entries that explain why the portal has the person. */
function isTaken(entry: ReconcileEntry): boolean {
  const head = headOfState[entry.state];
  return ['verified', 'accepted', 'amending', 'uncertain', 'skipped'].includes(head);
}

function verdictOf(
  entry: ReconcileEntry,
  rows: readonly PortalRecord[],
  words: PortalWords,
  known: { readBack: boolean; takenByOther: boolean },
): Verdict {
  const live = rows.filter((row) => !words.isReturned(row));
  const one = live[0] ?? rows[0];
  const fields = one === undefined || !isEntered(entry) ? [] : words.differences(entry.values, one);
  const kind = known.readBack
    ? kindOf(entry, rows.length, live.length, fields.length, known.takenByOther)
    : kindWithoutReadBack(entry);
  const { name, idNumber, employedOn } = entry.values;
  return {
    kind,
    entryId: entry.id,
    unit: entry.unit,
    state: entry.state,
    idNumber: textOrNull(idNumber),
    name: textOrNull(name),
    place: { file: entry.file, sheet: entry.sheet, row: entry.row },
    fields: kind === 'different' || kind === 'amending' ? fields : [],
    portal: one === undefined ? null : { rows: rows.length, state: one.state, receipt: one.receipt },
    employedOn: textOrNull(employedOn),
    enteredOn: (one === undefined ? null : words.enteredOn(one)) ?? entry.acceptedOn ?? null,
  };
}

const isEntered = (entry: ReconcileEntry) => ['accepted', 'verified', 'correcting'].includes(entry.state);

function kindOf(
  entry: ReconcileEntry,
  rows: number,
  live: number,
  fields: number,
  takenByOther: boolean,
): VerdictKind {
  switch (headOfState[entry.state]) {
    case 'accepted':
    case 'verified':
      if (rows === 0) return 'missing-in-portal';
      if (live === 0) return 'returned-by-portal';
      if (live > 1) return 'duplicate-in-portal';
      return fields > 0 ? 'different' : 'matched';
    case 'amending':
      return live > 1 ? 'duplicate-in-portal' : 'amending';
    case 'withdrawn':
      return live > 0 && !takenByOther ? 'withdrawn-in-portal' : 'withdrawn';
    case 'uncertain':
      return live > 0 ? 'uncertain-found' : 'uncertain-absent';
    case 'skipped':
      return rows > 0 ? 'already-in-portal' : 'skipped-absent';
    case 'refused':
    case 'returned':
    case 'blocked':
    case 'waiting':
      return live > 0 && !takenByOther ? 'entered-elsewhere' : 'open';
  }
}

/** Without a read-back only the ledger speaks. */
function kindWithoutReadBack(entry: ReconcileEntry): VerdictKind {
  switch (headOfState[entry.state]) {
    case 'verified':
    case 'accepted':
      return 'matched';
    case 'amending':
      return 'amending';
    case 'withdrawn':
      return 'withdrawn';
    case 'uncertain':
      return 'uncertain-absent';
    case 'skipped':
      return 'already-in-portal';
    case 'refused':
    case 'returned':
    case 'blocked':
    case 'waiting':
      return 'open';
  }
}

function portalOnly(record: PortalRecord, words: PortalWords): Verdict {
  const nameHeader = Object.keys(record.shown).find((header) => header.replaceAll(/\s/g, '') === '姓名');
  return {
    kind: 'not-in-ledger',
    entryId: null,
    unit: null,
    state: null,
    idNumber: record.idNumber,
    name: nameHeader === undefined ? null : (record.shown[nameHeader] ?? null),
    place: null,
    fields: [],
    portal: { rows: 1, state: record.state, receipt: record.receipt },
    employedOn: null,
    enteredOn: words.enteredOn(record),
  };
}

function counts(verdict: Verdict): boolean {
  if (verdict.state !== 'verified') return false;
  return verdict.kind === 'matched' || verdict.kind === 'different' || verdict.kind === 'duplicate-in-portal';
}

function creditOf({ entryId, unit, employedOn, enteredOn }: Verdict): Credit {
  return { entryId: entryId ?? '', unit, employedOn, enteredOn };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
