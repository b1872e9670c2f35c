import type { Finding } from '../model/finding.ts';
import type { PersonRow, TableHead } from '../model/person.ts';
import { findingAt, placeWords } from './finding-at.ts';

/** A person of the year who is already in the ledger: as much of it as a finding needs. */
export interface KnownPerson {
  entryId: string;
  name: string | null;
  unit: string | null;
  month: string;
  file: string;
  sheet: string;
  row: number;
}

/**
 * The row's person is already in the ledger of the year, under whatever unit or name: `duplicate-in-ledger`, or
 * `same-id-other-name` instead where the first of them has another name.
 * @param people everybody of the ledger with the row's ID number, oldest first.
 */
export function ledgerFindings(table: TableHead, row: PersonRow, people: readonly KnownPerson[]): Finding[] {
  const name = row.cells.name?.value;
  const named = typeof name === 'string' && name !== '' ? name : null;
  const [first] = people;
  if (first === undefined) return [];
  // An entry under the same name tells more than one under another.
  const same = named === null ? first : people.find((known) => known.name === null || known.name === named);
  const here = placeWords({ file: table.file, sheet: table.sheet, row: row.row });
  if (same === undefined) {
    return [
      findingAt('same-id-other-name', table, row, 'name', {
        message: `${here}与台账中${origin(first)}的身份证号码相同而姓名不同，请照证件核对是哪一处填错`,
      }),
    ];
  }
  return [
    findingAt('duplicate-in-ledger', table, row, 'idNumber', {
      message: `${here}的人员在本年度台账中已有：${origin(same)}，同一人一年只报一次，请删去此行`,
    }),
  ];
}

function origin(person: KnownPerson): string {
  const unit = person.unit ?? '单位未定';
  return `${person.entryId}（${unit} ${person.month}，${placeWords(person)}）`;
}
