import type { PersonRow, TableHead } from '../model/person.ts';

/** A person of an earlier row: no more than what later rows are compared with. */
export interface SeenPerson {
  table: TableHead;
  row: number;
  idKey: number | null;
  name: string | null;
}

/** Numbers that grow by doubling: a few bytes a person, where arrays of objects would take hundreds. */
class GrowingNumbers {
  #numbers = new Float64Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  at(index: number): number {
    return this.#numbers[index] ?? Number.NaN;
  }

  get length(): number {
    return this.#length;
  }
}

/** Everybody of one call so far, by running number. */
export class PeopleSeen {
  readonly #tables: TableHead[] = [];
  readonly #tableOf = new GrowingNumbers();
  readonly #rowOf = new GrowingNumbers();
  readonly #idKeyOf = new GrowingNumbers();
  readonly #names: (string | null)[] = [];

  /** @returns the running number of the person. */
  add(table: TableHead, row: PersonRow, idKey: number | null): number {
    if (this.#tables.at(-1) !== table) this.#tables.push(table);
    this.#tableOf.push(this.#tables.length - 1);
    this.#rowOf.push(row.row);
    this.#idKeyOf.push(idKey ?? Number.NaN);
    const name = row.cells.name?.value;
    this.#names.push(typeof name === 'string' && name !== '' ? name : null);
    return this.#rowOf.length - 1;
  }

  at(index: number): SeenPerson {
    const table = this.#tables[this.#tableOf.at(index)];
    if (table === undefined) throw new RangeError(`no person ${index}`);
    const key = this.#idKeyOf.at(index);
    return {
      table,
      row: this.#rowOf.at(index),
      idKey: Number.isNaN(key) ? null : key,
      name: this.#names[index] ?? null,
    };
  }
}
