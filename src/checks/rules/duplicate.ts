import type { Finding } from '../../model/finding.ts';
import { findingAt, placeWords } from '../finding-at.ts';
import type { PersonFacts } from '../person-facts.ts';
import type { PeopleSeen } from '../people-seen.ts';

/**
 * One person counts once a year (notice: the clash to expect is a person from a town and from a department). The first
 * row stays, later ones are marked; with another name it is not a duplicate but a wrong number or a wrong name.
 */
export class DuplicateSearch {
  readonly #people: PeopleSeen;
  readonly #firstByKey = new Map<number, number>();

  constructor(people: PeopleSeen) {
    this.#people = people;
  }

  check(facts: PersonFacts, person: number, idKey: number | null): Finding | null {
    if (idKey === null) return null;
    const firstIndex = this.#firstByKey.get(idKey);
    if (firstIndex === undefined) {
      this.#firstByKey.set(idKey, person);
      return null;
    }
    const { table, row } = facts;
    const { name } = this.#people.at(person);
    const first = this.#people.at(firstIndex);
    const where = placeWords({ file: first.table.file, sheet: first.table.sheet, row: first.row });
    const here = placeWords({ file: table.file, sheet: table.sheet, row: row.row });
    if (name !== null && first.name !== null && name !== first.name) {
      return findingAt('same-id-other-name', table, row, 'name', {
        message: `${here}与${where}的身份证号码相同而姓名不同，请照证件核对是哪一处填错`,
      });
    }
    const rule = first.table.file === table.file ? 'duplicate-in-file' : 'duplicate-across-files';
    return findingAt(rule, table, row, 'idNumber', {
      message: `${here}与${where}是同一个人，同一人一年只报一次，请删去重复的一行`,
    });
  }
}
