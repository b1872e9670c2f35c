import type { Finding } from '../../model/finding.ts';
import { columnOf, placed } from '../finding-at.ts';
import { maskPhone } from '../../model/mask.ts';
import type { PeopleSeen } from '../people-seen.ts';

const shownFrom = 3;

/** One number on three or more people: numbers made up to fill the column look like this. Known only at the end. */
export class PhoneSharedSearch {
  readonly #people: PeopleSeen;
  /** The one person with a number, or all of them: most numbers occur once. */
  readonly #byPhone = new Map<string, number | number[]>();

  constructor(people: PeopleSeen) {
    this.#people = people;
  }

  add(person: number, phone: string | null): void {
    if (phone === null) return;
    const known = this.#byPhone.get(phone);
    if (known === undefined) this.#byPhone.set(phone, person);
    else if (typeof known === 'number') this.#byPhone.set(phone, [known, person]);
    else known.push(person);
  }

  end(): Finding[] {
    const shared: { person: number; phone: string; people: number }[] = [];
    for (const [phone, persons] of this.#byPhone) {
      if (typeof persons === 'number') continue;
      // The same person twice is a duplicate, not a second person; a row without a number counts for itself.
      const people = new Set(persons.map((person) => this.#people.at(person).idKey ?? -1 - person)).size;
      if (people >= shownFrom) for (const person of persons) shared.push({ person, phone, people });
    }
    return shared
      .sort((a, b) => a.person - b.person)
      .map(({ person, phone, people }) => {
        const { table, row } = this.#people.at(person);
        return {
          ...placed('phone-shared', table, row, columnOf(table, 'phone'), {
            message: `有 ${people} 个人填了同一个联系电话，请逐人核对，填本人能接通的号码`,
          }),
          value: maskPhone(phone),
        };
      });
  }
}
