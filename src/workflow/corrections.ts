import type { Entry, EntryHead } from '../ledger/ledger.ts';
import type { ColumnKey } from '../model/column.ts';
import { shownText, shownValue } from '../reports/masked.ts';
import type { Run } from './open-run.ts';

/** One cell of a person that was mended; both texts masked. */
export interface CorrectedCell {
  key: string;
  header: string;
  before: string;
  after: string;
}

/** A row that came back: what it replaces and what is different. */
export interface Correction {
  entryId: string;
  corrects: string;
  /** Masked. */
  name: string;
  sheet: string;
  row: number;
  cells: CorrectedCell[];
  /** Whether the new row still has errors of its own. */
  isStillBlocked: boolean;
}

const correctedNote = 'entry-corrected';
const repeatedNote = 'entry-repeated';
/** Header of the return slip's own column; a unit may copy it into its sheet. */
const entryColumn = '条目';

/** Entries that another row stands for, by their number → that row's: they are settled and go on no return slip. */
export async function correctedEntries(run: Run): Promise<Map<string, string>> {
  const corrected = new Map<string, string>();
  for await (const { kind, body, entryId } of run.ledger.journal()) {
    if (entryId === null) continue;
    if (kind === correctedNote) corrected.set(String(body['corrects']), entryId);
    if (kind === repeatedNote) corrected.set(entryId, String(body['repeats']));
  }
  return corrected;
}

/**
 * Links entries of an imported file to the handed-back rows that they mend: same unit, and the same identity number, or the
 * entry number that the return slip gave, or, where the number itself was wrong, the same name at the same place. Each old
 * row is linked once, so that a run that was killed half way is finished by importing the file again.
 */
export async function linkCorrections(run: Run, entries: readonly Entry[]): Promise<Correction[]> {
  const units = [...new Set(entries.map(({ unit }) => unit))];
  const open = new Map<string, OpenRow>();
  const corrected = await correctedEntries(run);
  for (const unit of units) {
    if (unit === null) continue;
    for (const head of await run.ledger.heads({ unit, states: ['blocked', 'returned', 'refused'] })) {
      if (!corrected.has(head.id) && head.purgedAt === null) open.set(head.id, head);
    }
  }
  const corrections: Correction[] = [];
  if (open.size === 0) return corrections;
  for (const entry of entries) {
    const old = await oldRowOf(run, entry, open);
    if (old === null) continue;
    open.delete(old.id);
    corrections.push(await link(run, entry, old));
  }
  return corrections;
}

/** A row before it is in the ledger. */
export interface ComingRow {
  unit: string | null;
  month: string | null;
  values: Entry['values'];
  raw: Entry['raw'];
  /** Nothing but notes and warnings was found in it. */
  isSound: boolean;
}

/**
 * A mended sheet may also change people who were right before, as a telephone number that was only doubted. Their old entries
 * are given back before the new ones come, so that at no moment one person may be planned twice; after that the new row is
 * the correction of the old one. Only people of the sheet that is mended or comes again whole, who are in no batch yet, and only
 * for a row that is sound.
 */
export async function giveBackChanged(run: Run, rows: readonly ComingRow[]): Promise<void> {
  const sound = new Map(
    rows.filter(({ isSound }) => isSound).map((row) => [String(row.values.idNumber), row]),
  );
  const mended = await mendedFiles(run, rows);
  if (mended.size === 0) return;
  for (const [idNumber, people] of await run.ledger.findPeople([...sound.keys()])) {
    const row = sound.get(idNumber);
    if (row === undefined) continue;
    for (const { entryId, state, unit, month, name } of people) {
      if (state !== 'ready' || unit !== row.unit || month !== row.month || name !== row.values.name) continue;
      const before = await run.ledger.entry(entryId);
      if (!mended.has(before.fileId) || changedCells(run, before, row).length === 0) continue;
      await run.ledger.move(run.actor, entryId, 'ready', 'returned', { reason: '单位报来了更正后的表' });
    }
  }
}

/** Files of which a row mends something that was handed back, and those whose people all come again. */
async function mendedFiles(run: Run, rows: readonly ComingRow[]): Promise<Set<number>> {
  const files = await filesComingAgain(run, rows);
  let corrected: ReadonlyMap<string, string> | null = null;
  for (const unit of new Set(rows.map((row) => row.unit))) {
    if (unit === null) continue;
    const heads = await run.ledger.heads({ unit, states: ['blocked', 'returned', 'refused'] });
    if (heads.length === 0) continue;
    corrected ??= await correctedEntries(run);
    const settled = corrected;
    const open = new Map(heads.filter(({ id }) => !settled.has(id)).map((head) => [head.id, head]));
    if (open.size === 0) continue;
    for (const { values } of rows.filter((row) => row.unit === unit)) {
      if (typeof values.idNumber !== 'string') continue;
      for (const { entryId } of await run.ledger.findReturned(values.idNumber, unit)) {
        const head = open.get(entryId);
        if (head !== undefined) files.add(head.fileId);
      }
    }
  }
  return files;
}

/**
 * Files whose every person of a unit and month comes again: the same sheet, handed in once more. One that repeats only some of
 * them is another sheet, and those are told as duplicates.
 */
async function filesComingAgain(run: Run, rows: readonly ComingRow[]): Promise<Set<number>> {
  const files = new Set<number>();
  let settled: ReadonlyMap<string, string> | null = null;
  for (const [unit, coming] of Map.groupBy(rows, (row) => row.unit)) {
    if (unit === null) continue;
    const months = new Set(coming.map((row) => row.month));
    const numbers = coming.flatMap(({ values }) =>
      typeof values.idNumber === 'string' ? [values.idNumber] : [],
    );
    const again = new Set([...(await run.ledger.findPeople(numbers)).values()].flat().map((p) => p.entryId));
    // Nearly every sheet brings new people: the journal is not read for them.
    if (again.size === 0) continue;
    settled ??= await correctedEntries(run);
    const chain = settled;
    const heads = (await run.ledger.heads({ unit })).filter(
      ({ month, purgedAt }) => months.has(month) && purgedAt === null,
    );
    for (const [fileId, people] of Map.groupBy(heads, (head) => head.fileId))
      if (people.every(({ id }) => again.has(standsFor(id, chain)))) files.add(fileId);
  }
  return files;
}

/** The entry that a settled row was replaced by in the end; a row that nobody replaced stands for itself. */
function standsFor(id: string, settled: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = id;
  for (let next = settled.get(at); next !== undefined && !seen.has(next); next = settled.get(at)) {
    seen.add(at);
    at = next;
  }
  return at;
}

/**
 * Settles the rows of a mended sheet that were right before and stand in it again unchanged: nobody has to delete them, and
 * nobody is entered twice. Only in a sheet that mends something; elsewhere a person who comes again is told as a duplicate.
 * @returns the numbers of those entries.
 */
export async function settleRepeated(run: Run, entries: readonly Entry[]): Promise<Set<string>> {
  const settled = await correctedEntries(run);
  const mends = new Set(settled.values());
  const repeated = new Set<string>();
  if (!entries.some(({ id }) => mends.has(id))) return repeated;
  for (const entry of entries) {
    const errors = entry.findings.filter(({ severity }) => severity === 'error' || severity === 'decision');
    if (errors.length === 0 || errors.some(({ rule }) => rule !== 'duplicate-in-ledger')) continue;
    if (settled.has(entry.id)) repeated.add(entry.id);
    else if (entry.state === 'blocked' && (await settle(run, entry))) repeated.add(entry.id);
  }
  return repeated;
}

async function settle(run: Run, entry: Entry): Promise<boolean> {
  const idNumber = String(entry.values.idNumber);
  const known = (await run.ledger.findPeople([idNumber])).get(idNumber) ?? [];
  for (const { entryId, unit, month } of known) {
    if (unit !== entry.unit || month !== entry.month) continue;
    const before = await run.ledger.entry(entryId);
    if (changedCells(run, before, entry).length > 0) continue;
    await run.ledger.move(run.actor, entry.id, 'blocked', 'returned', {
      reason: `与 ${entryId} 相同，没有重复登记`,
      body: { repeats: entryId },
    });
    await run.ledger.note(run.actor, repeatedNote, { repeats: entryId }, { entryId: entry.id });
    return true;
  }
  return false;
}

type OpenRow = EntryHead;

async function oldRowOf(run: Run, entry: Entry, open: ReadonlyMap<string, OpenRow>): Promise<Entry | null> {
  // What comes back mended comes for the same month, or with the sheet of a later one.
  const earlier = [...open.values()].filter(
    ({ id, fileId, unit, month }) =>
      unit === entry.unit &&
      month <= entry.month &&
      fileId !== entry.fileId &&
      numberOf(id) < numberOf(entry.id),
  );
  if (earlier.length === 0) return null;
  const ids = new Set(earlier.map(({ id }) => id));
  const named = entry.raw[entryColumn]?.trim() ?? '';
  if (ids.has(named)) return run.ledger.entry(named);
  const { idNumber } = entry.values;
  if (typeof idNumber === 'string' && idNumber !== '') {
    const refused = (await run.ledger.findPeople([idNumber])).get(idNumber) ?? [];
    const known = [...(await run.ledger.findReturned(idNumber, entry.unit)), ...refused];
    const same = known.find(({ entryId }) => ids.has(entryId));
    if (same !== undefined) return run.ledger.entry(same.entryId);
  }
  return samePlace(run, entry, earlier);
}

/** The number itself was mended: the row of that place and month whose number did not pass, under the same name. */
async function samePlace(run: Run, entry: Entry, earlier: readonly OpenRow[]): Promise<Entry | null> {
  const name = entry.values.name;
  if (typeof name !== 'string' || name === '') return null;
  const near = earlier.filter(({ month, sheet }) => month === entry.month && sheet === entry.sheet);
  const candidates = (await run.ledger.entries({ ids: near.map(({ id }) => id) })).filter(
    (old) =>
      old.values.name === name &&
      old.findings.some(({ rule, severity }) => rule.startsWith('id-') && severity === 'error') &&
      (old.row === entry.row || samePhone(old, entry)),
  );
  const [only, ...others] = candidates;
  // Two of one name: nobody can say which of them it is.
  return only === undefined || others.length > 0 ? null : only;
}

function samePhone(old: Entry, entry: Entry): boolean {
  const { phone } = old.values;
  return typeof phone === 'string' && phone !== '' && phone === entry.values.phone;
}

async function link(run: Run, entry: Entry, old: Entry): Promise<Correction> {
  const cells = changedCells(run, old, entry);
  if (old.state === 'blocked' || old.state === 'refused') {
    await run.ledger.move(run.actor, old.id, old.state, 'returned', {
      reason: `已更正，见 ${entry.id}`,
      body: { correctedBy: entry.id },
    });
  }
  await run.ledger.note(
    run.actor,
    correctedNote,
    { corrects: old.id, fields: cells.map(({ key }) => key) },
    { entryId: entry.id },
  );
  return {
    entryId: entry.id,
    corrects: old.id,
    name: shownValue('name', entry.values.name),
    sheet: entry.sheet,
    row: entry.row,
    cells,
    isStillBlocked: entry.status === 'error',
  };
}

type Content = Pick<Entry, 'values' | 'raw'>;

function changedCells(run: Run, old: Content, entry: Content): CorrectedCell[] {
  return run.pack.columns.flatMap(({ key, header }): CorrectedCell[] => {
    if (key === 'no') return [];
    const [before, after] = [shown(old, key), shown(entry, key)];
    if (old.values[key] === entry.values[key] && (old.raw[key] ?? '') === (entry.raw[key] ?? '')) return [];
    // Masked texts may be alike where the values are not; that something changed is told all the same.
    return before === after && sameValue(old, entry, key) ? [] : [{ key, header, before, after }];
  });
}

function sameValue(old: Content, entry: Content, key: ColumnKey): boolean {
  return (old.values[key] ?? null) === (entry.values[key] ?? null) && (old.values[key] ?? null) !== null;
}

/** What was read, or what was written where it could not be. */
function shown(entry: Content, key: ColumnKey): string {
  const value = entry.values[key] ?? null;
  return value === null ? shownText(key, entry.raw[key] ?? '') : shownValue(key, value);
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
