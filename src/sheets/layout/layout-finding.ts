import { ruleSeverity, type RuleId } from '../../checks/index.ts';
import type { Finding } from '../../model/finding.ts';
import type { SheetEvent } from '../sheet-event.ts';

export interface FindingPlace {
  file: string;
  sheet: string | null;
  row?: number;
  /** Column letters. */
  column?: string;
}

/** A finding about a file or its layout. */
export function layoutFinding(rule: RuleId, place: FindingPlace, message: string): SheetEvent {
  const row = place.row ?? null;
  const column = place.column ?? null;
  const finding: Finding = {
    rule,
    severity: ruleSeverity[rule],
    file: place.file,
    sheet: place.sheet,
    row,
    column,
    cell: row === null || column === null ? null : `${column}${String(row)}`,
    message,
  };
  return { type: 'finding', finding };
}
