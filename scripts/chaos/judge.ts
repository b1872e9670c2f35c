import { auditProblems, readLedger } from './ledger-view.ts';
import type { OracleRecord, SheetPerson, World } from './world.ts';

/** What a trial may have broken. Everything zero is the promise. */
export interface Damage {
  /** People whom the portal holds more than once. */
  twice: number;
  /** People whom the portal holds, and the ledger does not count as entered. */
  lost: number;
  /** People whom the ledger counts as entered, and the portal does not hold. */
  invented: number;
  /** Values in the portal that are not those of the sheet. */
  wrongValue: number;
  /** Sheet rows without an entry, entries still open after everything was resumed, an audit that fails. */
  unaccounted: number;
  words: string[];
}

const entered = ['accepted', 'verified'];
const settled = ['verified', 'ready', 'batched', 'rehearsed', 'blocked'];

/** Holds the portal's own store against the sheets and the ledger. Asks the program nothing but its audit. */
export async function judge(world: World): Promise<Damage> {
  const damage: Damage = { twice: 0, lost: 0, invented: 0, wrongValue: 0, unaccounted: 0, words: [] };
  const people = await world.sheetPeople();
  const records = Map.groupBy(await world.records(), (record) => record.idNumber);
  const { entries, people: rows } = readLedger(world.workspace);
  const say = (kind: Exclude<keyof Damage, 'words'>, words: string) => {
    damage[kind] += 1;
    damage.words.push(words);
  };
  if (entries.length !== rows)
    say('unaccounted', `${String(rows)} sheet rows, ${String(entries.length)} entries`);
  for (const { id, row, state } of entries) {
    const person = people.get(row);
    if (person === undefined) {
      say('unaccounted', `${id}: the sheet has no row ${String(row)}`);
      continue;
    }
    const held = records.get(person.idNumber) ?? [];
    if (held.length > 1) say('twice', `${id}: ${String(held.length)} records in the portal`);
    if (held.length > 0 && !entered.includes(state)) say('lost', `${id}: in the portal, but ${state}`);
    if (held.length === 0 && entered.includes(state))
      say('invented', `${id}: ${state}, but not in the portal`);
    if (!settled.includes(state)) say('unaccounted', `${id}: still ${state}`);
    for (const record of held)
      for (const key of wrongValues(person, record)) say('wrongValue', `${id}: ${key} differs`);
  }
  for (const problem of await auditProblems(world.workspace)) say('unaccounted', `audit: ${problem}`);
  return damage;
}

function wrongValues(person: SheetPerson, { values }: OracleRecord): string[] {
  const asked: Record<string, unknown> = {
    name: person.name,
    phone: person.phone,
    employedOn: person.employedOn,
    workRegion: person.workRegion,
    monthlyIncome: person.monthlyIncome,
  };
  return Object.keys(asked).filter((key) => text(asked[key]) !== text(values[key]));
}

function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const number = Number(value);
  return Number.isNaN(number) ? (value as string) : String(number);
}
