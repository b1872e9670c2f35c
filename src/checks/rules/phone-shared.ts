import type { Finding } from '../../model/finding.ts';
import { columnOf, placed } from '../finding-at.ts';
import { maskPhone } from '../../model/mask.ts';
import type { PeopleByPhone } from '../people-by-phone.ts';
import type { PeopleSeen } from '../people-seen.ts';

const shownFrom = 3;

/** One number on three or more people: numbers made up to fill the column look like this. Known only at the end. */
export function phoneShared(people: PeopleSeen, byPhone: PeopleByPhone): Finding[] {
  const shared: { person: number; phone: string; count: number }[] = [];
  for (const [phone, persons] of byPhone.shared()) {
    // The same person twice is a duplicate, not a second person; a row without a number counts for itself.
    const count = new Set(persons.map((person) => people.at(person).idKey ?? -1 - person)).size;
    if (count >= shownFrom) for (const person of persons) shared.push({ person, phone, count });
  }
  return shared
    .sort((a, b) => a.person - b.person)
    .map(({ person, phone, count }) => {
      const { table, row } = people.at(person);
      return {
        ...placed('phone-shared', table, row, columnOf(table, 'phone'), {
          message: `有 ${count} 个人填了同一个联系电话，请逐人核对，填本人能接通的号码`,
        }),
        value: maskPhone(phone),
      };
    });
}
