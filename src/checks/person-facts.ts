import { dayNumber, isCalendarDate, yearOf } from '../model/calendar-date.ts';
import type { Column, ColumnKey } from '../model/column.ts';
import { readIdNumber, type IdNumber, type IdNumberReading } from '../model/id-number.ts';
import type { PolicyPack, ReportingUnit, UrbanPlace } from '../model/pack/policy-pack.ts';
import type { CellProblem, PersonCell, PersonRow, TableHead } from '../model/person.ts';
import { urbanPlaceByCode } from '../model/region.ts';

/** What holds for all rows of one table. */
export interface TableFacts {
  pack: PolicyPack;
  today: string;
  table: TableHead;
  /** Who reports, or null while nobody has said. */
  unit: ReportingUnit | null;
  /** `YYYY-MM` of the sheet, or null. */
  month: string | null;
  /** Required columns that the table has. */
  required: readonly Column[];
}

export type ProblemCell = PersonCell & { problem: CellProblem };

/** What the rules need to know of one row, worked out once. */
export interface PersonFacts extends TableFacts {
  row: PersonRow;
  /** Cells that could not become a value, in the order of the columns. */
  problems: readonly ProblemCell[];
  /** null: the cell is blank, ditto or destroyed. */
  idReading: IdNumberReading | null;
  /** The number when it passes; a 15-digit number passes in the form that it has today. */
  id: IdNumber | null;
  /** Employment date when it is a real one. */
  employedOn: string | null;
  /** The place when it is on the urban list. */
  place: UrbanPlace | null;
}

export function personFacts(facts: TableFacts, row: PersonRow): PersonFacts {
  const idReading = readId(row.cells.idNumber, facts.today);
  const employedOn = row.cells.employedOn?.value;
  const code = row.cells.workRegion?.value;
  // Written out: spreading the table's facts for every row costs more than all rules together.
  return {
    pack: facts.pack,
    today: facts.today,
    table: facts.table,
    unit: facts.unit,
    month: facts.month,
    required: facts.required,
    row,
    problems: problemsOf(row),
    idReading,
    id: idReading?.kind === 'valid' ? idReading.id : null,
    employedOn: typeof employedOn === 'string' && isCalendarDate(employedOn) ? employedOn : null,
    place: typeof code === 'string' ? urbanPlaceByCode(facts.pack, code) : null,
  };
}

const noProblems: readonly ProblemCell[] = [];

function problemsOf({ cells }: PersonRow): readonly ProblemCell[] {
  let problems: ProblemCell[] | null = null;
  // Most rows have none: no array and no iterator for them.
  for (const key in cells) {
    const cell = cells[key as ColumnKey];
    if (cell !== undefined && cell.problem !== null) (problems ??= []).push(cell as ProblemCell);
  }
  return problems ?? noProblems;
}

/** True for a cell that holds nothing at all: no value, and nothing that failed to become one. */
export function isBlank(cell: PersonCell | undefined): boolean {
  if (cell === undefined) return true;
  if (cell.problem !== null) return false;
  return cell.value === null ? cell.raw.trim() === '' : cell.value === '';
}

/** The text of a cell as far as it could be cleaned. */
export function textOf(cell: PersonCell): string {
  return cell.value === null ? cell.raw.trim() : String(cell.value);
}

const scientific = /^\d(?:\.\d+)?E\+?1\d$/i;
const longNumber = /^\d{16,}(?:\.0*)?$/;

/** A long number that the spreadsheet stored as a number: its digits after the 15th are gone. */
export function isDamagedNumber(cell: PersonCell): boolean {
  if (cell.problem?.kind === 'damaged-number') return true;
  const raw = cell.raw.trim();
  return scientific.test(raw) || (cell.type === 'number' && longNumber.test(raw));
}

function readId(cell: PersonCell | undefined, today: string): IdNumberReading | null {
  if (cell === undefined || isBlank(cell) || cell.problem?.kind === 'ditto' || isDamagedNumber(cell))
    return null;
  const reading = readIdNumber(textOf(cell));
  if (reading.kind !== 'format' && reading.id.birthDate > today)
    return { kind: 'format', reason: 'birth-date' };
  return reading;
}

const firstDay = dayNumber('1800-01-01');

/**
 * An identity number as one exact number, the same for its 15- and 18-character form: a duplicate search over a hundred
 * thousand people keeps numbers, not text. Births from 1800 to 2199, so that it stays below 2^53.
 */
export function idKey(id: IdNumber): number {
  const { full } = id;
  const check = full.charCodeAt(17) === 88 ? 10 : full.charCodeAt(17) - 48;
  const day = dayNumber(id.birthDate) - firstDay;
  return ((Number(full.slice(0, 6)) * 150_000 + day) * 1000 + Number(full.slice(14, 17))) * 11 + check;
}

/** True when the employment date is real and not after today: only then is anything else about it worth saying. */
export function hasCredibleDate(facts: PersonFacts): facts is PersonFacts & { employedOn: string } {
  return facts.employedOn !== null && facts.employedOn <= facts.today;
}

export function isInPackYear(facts: PersonFacts, date: string): boolean {
  return yearOf(date) === facts.pack.year;
}
