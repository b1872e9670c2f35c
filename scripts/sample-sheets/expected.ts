import { columnLetter, firstRow, type Form, type FormRow } from './form.ts';
import type { SampleKey, SamplePerson } from './people.ts';

/** A finding that a person checking by hand would write down. */
export interface ExpectedFinding {
  rule: string;
  severity: 'error' | 'decision' | 'warning' | 'info';
  /** Null for findings about a column or the file. */
  row: number | null;
  /** Null where RULES does not settle the cell. */
  cell: string | null;
}

/** What a row of the form is meant to raise: the rule, how grave it is, and at which column. */
export type Meant = readonly [
  rule: string,
  severity: ExpectedFinding['severity'],
  at: SampleKey | 'unknown' | null,
];

export interface MeantRow {
  row: FormRow;
  meant: readonly Meant[];
  /** What every reader should find in the row after normalising; null for rows that are no people. */
  person: SamplePerson | null;
  note: string;
}

export interface ExpectedFile {
  people: number;
  findings: ExpectedFinding[];
}

/** Turns what rows are meant to raise into rows and cells as Excel shows them. */
export function expectedFile(form: Form, rows: readonly MeantRow[]): ExpectedFile {
  const findings = rows.flatMap((one, index) =>
    one.meant.map((meant) => findingOf(form, meant, firstRow + index)),
  );
  form.columns.forEach((column) => {
    if (column.key === null)
      findings.push({ rule: 'column-unknown', severity: 'info', row: null, cell: null });
  });
  form.footer.forEach((_, index) => {
    findings.push({ rule: 'row-footer', severity: 'info', row: firstRow + rows.length + index, cell: null });
  });
  // The pack has no income floor yet, and says so once a file.
  findings.push({ rule: 'income-floor-not-set', severity: 'info', row: null, cell: null });
  return { people: rows.filter((one) => one.row.kind === 'person').length, findings };
}

function findingOf(form: Form, [rule, severity, at]: Meant, row: number): ExpectedFinding {
  if (at === null) return { rule, severity, row, cell: null };
  const index = form.columns.findIndex((column) => (column.key ?? 'unknown') === at);
  if (index < 0) throw new RangeError(`form ${form.fileName} has no column ${at}`);
  return { rule, severity, row, cell: columnLetter(index) + String(row) };
}
