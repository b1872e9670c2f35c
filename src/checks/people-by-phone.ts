/** Everybody of one call with a number that can be called, by that number. */
export class PeopleByPhone {
  /** The one person with a number, or all of them: most numbers occur once. */
  readonly #byPhone = new Map<string, number | number[]>();

  /** @returns the first person with the number, when there was one before. */
  add(phone: string, person: number): number | null {
    const known = this.#byPhone.get(phone);
    if (known === undefined) {
      this.#byPhone.set(phone, person);
      return null;
    }
    if (typeof known !== 'number') {
      known.push(person);
      return known[0] ?? null;
    }
    this.#byPhone.set(phone, [known, person]);
    return known;
  }

  /** Numbers that more than one row has, with those rows' people. */
  *shared(): Generator<[phone: string, people: readonly number[]]> {
    for (const [phone, people] of this.#byPhone) if (typeof people !== 'number') yield [phone, people];
  }
}
