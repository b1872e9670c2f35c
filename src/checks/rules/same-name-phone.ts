import type { Finding } from '../../model/finding.ts';
import { findingAt, placeWords } from '../finding-at.ts';
import type { PersonFacts } from '../person-facts.ts';
import type { PeopleSeen } from '../people-seen.ts';

/** Same name and phone with another number: most likely one person whose number was once typed wrong. */
export class SameNamePhoneSearch {
  readonly #people: PeopleSeen;
  readonly #firstByKey = new Map<string, number>();

  constructor(people: PeopleSeen) {
    this.#people = people;
  }

  /** @param sharer the first person with the same phone: only then names have to be compared. */
  check(facts: PersonFacts, person: number, phone: string, sharer: number | null): Finding | null {
    if (sharer === null) return null;
    this.#firstWith(sharer, phone);
    const firstIndex = this.#firstWith(person, phone);
    if (firstIndex === null || firstIndex === person) return null;
    const { idKey } = this.#people.at(person);
    const first = this.#people.at(firstIndex);
    if (first.idKey === idKey) return null;
    const where = placeWords({ file: first.table.file, sheet: first.table.sheet, row: first.row });
    return findingAt('same-name-phone', facts.table, facts.row, 'idNumber', {
      message: `与${where}姓名、电话相同而身份证号码不同，可能是同一人填错了号码，请核对`,
    });
  }

  /** The first person with this name and phone, who may be the one that is asked about; null for who can't be compared. */
  #firstWith(person: number, phone: string): number | null {
    const { idKey, name } = this.#people.at(person);
    if (name === null || idKey === null) return null;
    const key = `${name}\n${phone}`;
    const first = this.#firstByKey.get(key);
    if (first === undefined) this.#firstByKey.set(key, person);
    return first ?? person;
  }
}
