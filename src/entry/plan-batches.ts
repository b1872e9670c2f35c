import type { EntryState } from './state.ts';

/** What planning needs to know of an entry; nothing of the person. */
export interface PlannableEntry {
  /** `E` and a running number: entries of one sheet are numbered in the order of the sheet. */
  id: string;
  state: EntryState;
  unit: string | null;
  month: string;
  fileId: number;
  sheet: string;
  row: number;
}

export interface PlannedBatch {
  unit: string;
  month: string;
  entryIds: string[];
}

/**
 * Cuts ready entries into batches of at most `size`, each of one unit and one month. The same entries give the same
 * batches whatever order they come in: units in the order of `unitOrder` (units that it does not name come after, by
 * name), months ascending, people by file, worksheet and row. Entries that are not `ready` or have no unit are left out.
 *
 * @throws RangeError when `size` is not a positive whole number.
 */
export function planBatches(
  entries: readonly PlannableEntry[],
  size: number,
  unitOrder: readonly string[] = [],
): PlannedBatch[] {
  if (!Number.isInteger(size) || size < 1) throw new RangeError('batch size must be a positive whole number');
  const groups = new Map<string, { unit: string; month: string; entries: PlannableEntry[] }>();
  for (const entry of entries) {
    if (entry.state !== 'ready' || entry.unit === null) continue;
    const key = JSON.stringify([entry.unit, entry.month]);
    const group = groups.get(key) ?? { unit: entry.unit, month: entry.month, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  const place = new Map(unitOrder.map((unit, index) => [unit, index]));
  const placeOf = (unit: string) => place.get(unit) ?? unitOrder.length;
  const ordered = [...groups.values()].sort(
    (a, b) => placeOf(a.unit) - placeOf(b.unit) || byText(a.unit, b.unit) || byText(a.month, b.month),
  );
  return ordered.flatMap(({ unit, month, entries: people }) =>
    slices(inSheetOrder(people), size).map((part) => ({ unit, month, entryIds: part.map(({ id }) => id) })),
  );
}

/** By file, then worksheet in the order of the workbook (its first entry's number), then row. */
function inSheetOrder(entries: readonly PlannableEntry[]): PlannableEntry[] {
  const firstOfSheet = new Map<string, number>();
  const sheetKey = (entry: PlannableEntry) => JSON.stringify([entry.fileId, entry.sheet]);
  for (const entry of entries) {
    const key = sheetKey(entry);
    firstOfSheet.set(key, Math.min(firstOfSheet.get(key) ?? Infinity, numberOf(entry)));
  }
  const rank = new Map(entries.map((entry) => [entry, firstOfSheet.get(sheetKey(entry)) ?? 0]));
  return [...entries].sort(
    (a, b) =>
      a.fileId - b.fileId ||
      (rank.get(a) ?? 0) - (rank.get(b) ?? 0) ||
      a.row - b.row ||
      numberOf(a) - numberOf(b),
  );
}

/** Ids are compared by number: `E1000000` comes after `E999999`. */
function numberOf(entry: PlannableEntry): number {
  return Number(entry.id.slice(1));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function slices<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
