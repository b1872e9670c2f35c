import type { Finding } from '../../model/finding.ts';
import { columnOf, placed } from '../finding-at.ts';
import { maskIdNumber } from '../../model/mask.ts';
import { isDamagedNumber, textOf, type PersonFacts } from '../person-facts.ts';
import type { TableHead } from '../../model/person.ts';

const shownFrom = 3;
const number18 = /^[1-9]\d{16}[\dXx]$/;

/** First 17 digits in two parts, because together they are no exact number. */
interface First17 {
  head: number;
  tail: number;
}
interface Run {
  table: TableHead;
  /** First row of the run. */
  row: number;
  number: string;
  last: First17;
  length: number;
}

/**
 * Rows in order whose first 17 digits rise by one, as dragging the fill handle makes them. Known at the third row, told
 * at the first.
 */
export class IdRunSearch {
  readonly #found: Finding[] = [];
  #run: Run | null = null;

  add(facts: PersonFacts): void {
    const { table, row } = facts;
    const number = numberOf(facts);
    const last = number === null ? null : split(number);
    if (last !== null && this.#run?.table === table && follows(this.#run.last, last)) {
      this.#run.last = last;
      this.#run.length += 1;
      return;
    }
    this.#close();
    this.#run = number === null || last === null ? null : { table, row: row.row, number, last, length: 1 };
  }

  end(): Finding[] {
    this.#close();
    this.#run = null;
    return this.#found;
  }

  #close(): void {
    if (this.#run === null || this.#run.length < shownFrom) return;
    const { table, row, number, length } = this.#run;
    this.#found.push({
      ...placed('id-run', table, row, columnOf(table, 'idNumber'), {
        message: `从第 ${row} 行起 ${length} 个人的身份证号码逐行加 1，像是下拉填充出来的，请照证件逐人核对`,
      }),
      value: maskIdNumber(number),
    });
  }
}

function numberOf({ row, id }: PersonFacts): string | null {
  if (id !== null) return id.full;
  const cell = row.cells.idNumber;
  if (cell === undefined || cell.problem !== null || isDamagedNumber(cell)) return null;
  const text = textOf(cell);
  return number18.test(text) ? text : null;
}

function split(number: string): First17 {
  return { head: Number(number.slice(0, 8)), tail: Number(number.slice(8, 17)) };
}

function follows(before: First17, after: First17): boolean {
  if (after.head === before.head) return after.tail === before.tail + 1;
  return after.head === before.head + 1 && after.tail === 0 && before.tail === 999_999_999;
}
