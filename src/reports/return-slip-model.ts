import type { Finding } from '../model/finding.ts';
import type { PersonValues } from '../model/person.ts';

/** What goes back to one unit to be mended, and nothing else. */
export interface ReturnSlipModel {
  /** e.g. `兴仁市2024年城镇新增就业`. */
  title: string;
  unit: string;
  month: string;
  madeOn: string;
  madeBy: string;
  /** Day by which it is wanted back, as people read it; null: not said. */
  replyBy: string | null;
  rows: ReturnSlipRow[];
}

export interface ReturnSlipRow {
  entryId: string;
  file: string;
  sheet: string;
  row: number;
  name: string;
  /** Unmasked; the writer masks it. */
  idNumber: string;
  /** Cells to mend, as Excel shows them. */
  cells: string[];
  /** What is wrong and what to do, one sentence each. */
  reasons: string[];
}

/** A ledger entry as it stands is one. */
export interface SlippedEntry {
  id: string;
  file: string;
  sheet: string;
  row: number;
  reason: string | null;
  values: PersonValues;
  raw: Record<string, string>;
  findings: Finding[];
}

/** Errors and questions of the row, then what the reviewer or the portal said; warnings only where nothing else is. */
export function returnSlipRow(entry: SlippedEntry): ReturnSlipRow {
  const grave = entry.findings.filter(({ severity }) => severity === 'error' || severity === 'decision');
  const told =
    grave.length > 0 || entry.reason !== null
      ? grave
      : entry.findings.filter(({ severity }) => severity === 'warning');
  const { id, file, sheet, row, values, raw } = entry;
  const reasons = told.map(withSuggestion);
  if (entry.reason !== null && entry.reason !== '') reasons.push(entry.reason);
  return {
    entryId: id,
    file,
    sheet,
    row,
    name: String(values.name ?? raw['name'] ?? ''),
    idNumber: String(values.idNumber ?? raw['idNumber'] ?? ''),
    cells: [...new Set(told.flatMap(({ cell }) => (cell === null ? [] : [cell])))],
    reasons,
  };
}

function withSuggestion({ message, suggestion }: Finding): string {
  const values = suggestion === undefined ? [] : [suggestion].flat();
  // Many messages name their candidates already.
  if (values.every((value) => message.includes(value))) return message;
  return `${message}（可能是：${values.join('、')}）`;
}
