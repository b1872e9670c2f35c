import { sql } from 'kysely';
import type { EntryState } from '../../entry/state.ts';
import type { PersonValues } from '../../model/person.ts';
import type { LedgerPerson } from '../ledger.ts';
import type { LedgerContext } from './context.ts';
import { secretPlace } from './import-sheet.ts';
import { entryId } from './numbers.ts';

/** States whose place another row may take: they do not count as the person being there already. */
const handedBack: readonly EntryState[] = ['returned', 'blocked', 'withdrawn'];

/** People by ID number, however it was typed. Numbers that the ledger does not know are absent from the map. */
export async function findPeople(
  context: LedgerContext,
  idNumbers: readonly string[],
): Promise<Map<string, LedgerPerson[]>> {
  const { vault } = context;
  const wanted = new Map<string, string[]>();
  for (const idNumber of new Set(idNumbers)) {
    const hash = hex(vault.idHash(idNumber));
    wanted.set(hash, [...(wanted.get(hash) ?? []), idNumber]);
  }
  const people = new Map<string, LedgerPerson[]>();
  const rows = await peopleRows(context, [...wanted.keys()])
    .where('entries.state', 'not in', handedBack)
    .execute();
  for (const row of rows) {
    if (row.id_hash === null) continue;
    for (const idNumber of wanted.get(hex(row.id_hash)) ?? []) {
      people.set(idNumber, [...(people.get(idNumber) ?? []), personOf(context, row, idNumber)]);
    }
  }
  return people;
}

/** Rows of this person that this unit was given back: what a mended sheet is the correction of. Latest first. */
export async function findReturned(
  context: LedgerContext,
  idNumber: string,
  unit: string | null,
): Promise<LedgerPerson[]> {
  const rows = await peopleRows(context, [hex(context.vault.idHash(idNumber))])
    .where('entries.state', 'in', ['returned', 'blocked'])
    .where('entries.unit', 'is', unit)
    .clearOrderBy()
    .orderBy('entries.number', 'desc')
    .execute();
  return rows.map((row) => personOf(context, row, idNumber));
}

function peopleRows(context: LedgerContext, hashes: readonly string[]) {
  return context.database.kysely
    .selectFrom('entries')
    .innerJoin('files', 'files.id', 'entries.file_id')
    .leftJoin('entry_secrets', 'entry_secrets.number', 'entries.number')
    .select([
      'entries.number',
      'entries.unit',
      'entries.month',
      'entries.state',
      'entries.sheet',
      'entries.row',
      'entries.id_hash',
      'files.name as file',
      'entry_secrets.sealed',
    ])
    .where('entries.year', '=', context.year)
    .where(
      'entries.id_hash',
      'in',
      sql<Uint8Array>`(SELECT unhex(value) FROM json_each(${JSON.stringify(hashes)}))`,
    )
    .orderBy('entries.number');
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof peopleRows>['execute']>>[number];

function personOf({ vault }: LedgerContext, row: PersonRow, idNumber: string): LedgerPerson {
  const { number, unit, month, state, file, sheet, sealed } = row;
  const name =
    sealed === null
      ? null
      : (vault.open(secretPlace(number), sealed) as { values: PersonValues }).values.name;
  return {
    entryId: entryId(number),
    idNumber,
    name: typeof name === 'string' ? name : null,
    unit,
    month,
    state,
    file,
    sheet,
    row: row.row,
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
