import type { ColumnKey } from '../model/column.ts';
import type { FindingText } from './finding-at.ts';
import type { PersonFacts } from './person-facts.ts';
import type { RuleId } from './rule-table.ts';

/** Notes a finding of the row at hand, at the cell of `key`. */
export type Report = (rule: RuleId, key: ColumnKey | null, text: FindingText) => void;

/** Judges one row by itself. */
export type RowRule = (facts: PersonFacts, report: Report) => void;
