import type { CellValue } from './person.ts';

/**
 * `error` blocks the row; `decision` needs a named person to confirm or return it; `warning` is shown in review;
 * `info` is a note (RULES, "Rule ids").
 */
export type Severity = 'error' | 'decision' | 'warning' | 'info';

export interface Finding {
  rule: string;
  severity: Severity;
  file: string;
  sheet: string | null;
  /** As Excel shows it; null for a finding about a file, sheet or column as a whole. */
  row: number | null;
  /** Column letters. */
  column: string | null;
  /** e.g. `B7`. */
  cell: string | null;
  /** One Chinese sentence: what is wrong and what to do. Never holds an unmasked ID number or phone. */
  message: string;
  value?: CellValue;
  /** A proposal for a person, never applied by the machine. */
  suggestion?: string | string[];
}

/** Worst finding of a row (RULES, `status`). */
export type RowStatus = 'ok' | 'warning' | 'decision' | 'error';

export function rowStatus(findings: readonly Finding[]): RowStatus {
  if (findings.some((f) => f.severity === 'error')) return 'error';
  if (findings.some((f) => f.severity === 'decision')) return 'decision';
  if (findings.some((f) => f.severity === 'warning')) return 'warning';
  return 'ok';
}
