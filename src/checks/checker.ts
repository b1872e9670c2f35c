import type { Finding } from '../model/finding.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import type { PersonRow, TableHead } from '../model/person.ts';

export interface CheckContext {
  pack: PolicyPack;
  /** `YYYY-MM-DD`; "after today" is measured against it. */
  today: string;
  /** Month `YYYY-MM` given by the operator; a sheet's own month is used where this is null. */
  month: string | null;
  /** Reporting unit given by the operator; replaces what the sheet says. */
  unit: string | null;
}

/**
 * Checks a stream of tables and rows, across all files of one call. Memory grows only with what duplicates need
 * (a few bytes a person), never with the rows themselves.
 */
export interface Checker {
  table(table: TableHead): Finding[];
  row(table: TableHead, row: PersonRow): Finding[];
  /** Findings that only the end shows (a phone shared by three people, a run of numbers); each names its own row. */
  end(): Finding[];
}

export type CreateChecker = (context: CheckContext) => Checker;
