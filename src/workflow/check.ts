import type { Finding, RowStatus } from '../model/finding.ts';
import { rowStatus } from '../model/finding.ts';
import type { ColumnKey } from '../model/column.ts';
import type { CellValue, PersonRow, TableColumn, TableHead } from '../model/person.ts';
import { readAndCheck, type CheckedFile, type CheckRequest, type CheckSink } from './read-and-check.ts';

/** The contract of `luru check --json` (DESIGN §7). */
export interface CheckReport {
  files: FileReport[];
  findings: Finding[];
  summary: CheckSummary;
}
export interface FileReport {
  file: string;
  sha256: string;
  sheets: TableReport[];
}
export interface TableReport {
  name: string;
  title: string | null;
  reportingUnit: string | null;
  reportingUnitRaw: string | null;
  headerRow: number;
  columns: { key: ColumnKey | null; header: string; column: string; option?: string }[];
  rows: RowReport[];
}
export interface RowReport {
  row: number;
  status: RowStatus;
  values: Record<string, CellValue>;
  /** Column key, or the header where the pack has no key → text as the file holds it. */
  raw: Record<string, string>;
  findings: Finding[];
}
export interface CheckSummary {
  files: number;
  tables: number;
  people: number;
  rows: Record<RowStatus, number>;
  findings: Record<Finding['severity'], number>;
  rules: Record<string, number>;
}

/** Checks files and keeps every row: for `--json` and for callers that need the values. */
export async function checkWithRows(request: CheckRequest, signal: AbortSignal): Promise<CheckReport> {
  const collector = new Collector(true);
  await readAndCheck(request, collector, signal);
  return collector.report();
}

/** Checks files and keeps only findings and counts, so that memory does not grow with clean rows. */
export async function checkForFindings(request: CheckRequest, signal: AbortSignal): Promise<CheckReport> {
  const collector = new Collector(false);
  await readAndCheck(request, collector, signal);
  return collector.report();
}

interface KnownRow {
  table: TableHead;
  row: number;
  findings: Finding[];
}

class Collector implements CheckSink {
  readonly #keepRows: boolean;
  readonly #files: FileReport[] = [];
  readonly #findings: Finding[] = [];
  readonly #tables = new Map<TableHead, TableReport>();
  /** Rows with findings, by place: late findings are added here. */
  readonly #rows = new Map<string, KnownRow>();
  readonly #kept: RowReport[] = [];
  #people = 0;

  constructor(keepRows: boolean) {
    this.#keepRows = keepRows;
  }

  file(file: CheckedFile): void {
    this.#files.push({ file: file.path, sha256: file.sha256, sheets: [] });
  }

  table(table: TableHead): void {
    const report: TableReport = {
      name: table.sheet,
      title: table.title,
      reportingUnit: table.reportingUnit,
      reportingUnitRaw: table.reportingUnitRaw,
      headerRow: table.headerRow,
      columns: table.columns.map(columnReport),
      rows: [],
    };
    this.#files.at(-1)?.sheets.push(report);
    this.#tables.set(table, report);
  }

  row(table: TableHead, row: PersonRow, findings: Finding[]): void {
    this.#people += 1;
    this.#findings.push(...findings);
    if (this.#keepRows) {
      const report: RowReport = {
        row: row.row,
        status: 'ok',
        values: valuesOf(table, row),
        raw: rawOf(table, row),
        findings,
      };
      this.#tables.get(table)?.rows.push(report);
      this.#kept.push(report);
    }
    // Without rows kept, only those with findings are remembered.
    if (this.#keepRows || findings.length > 0) {
      this.#rows.set(placeKey(table.file, table.sheet, row.row), { table, row: row.row, findings });
    }
  }

  finding(finding: Finding): void {
    this.#findings.push(finding);
  }

  late(finding: Finding): void {
    this.#findings.push(finding);
    const key = placeKey(finding.file, finding.sheet ?? '', finding.row ?? 0);
    const known = this.#rows.get(key);
    if (known !== undefined) known.findings.push(finding);
    else if (finding.row !== null) {
      this.#rows.set(key, {
        table: { file: finding.file } as TableHead,
        row: finding.row,
        findings: [finding],
      });
    }
  }

  report(): CheckReport {
    for (const row of this.#kept) row.status = rowStatus(row.findings);
    return { files: this.#files, findings: this.#findings, summary: this.#summary() };
  }

  #summary(): CheckSummary {
    const rows: Record<RowStatus, number> = { ok: 0, warning: 0, decision: 0, error: 0 };
    const findings: Record<Finding['severity'], number> = { error: 0, decision: 0, warning: 0, info: 0 };
    const rules: Record<string, number> = {};
    for (const known of this.#rows.values()) rows[rowStatus(known.findings)] += 1;
    rows.ok += this.#people - (rows.ok + rows.warning + rows.decision + rows.error);
    for (const finding of this.#findings) {
      findings[finding.severity] += 1;
      rules[finding.rule] = (rules[finding.rule] ?? 0) + 1;
    }
    return {
      files: this.#files.length,
      tables: this.#tables.size,
      people: this.#people,
      rows,
      findings,
      rules,
    };
  }
}

function placeKey(file: string, sheet: string, row: number): string {
  return `${file}\u0000${sheet}\u0000${String(row)}`;
}

function columnReport(column: TableColumn): TableReport['columns'][number] {
  return {
    key: column.key,
    header: column.header,
    column: column.column,
    ...(column.option === undefined ? {} : { option: column.option }),
  };
}

/** Every key of the table's header, blank ones as null: a blank is a fact, a missing column another. */
export function valuesOf(table: TableHead, row: PersonRow): Record<string, CellValue> {
  const values: Record<string, CellValue> = {};
  for (const { key } of table.columns) if (key !== null) values[key] = row.cells[key]?.value ?? null;
  return values;
}

export function rawOf(table: TableHead, row: PersonRow): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const { key } of table.columns) {
    const cell = key === null ? undefined : row.cells[key];
    if (key !== null && cell !== undefined && cell.raw !== '') raw[key] = cell.raw;
  }
  return { ...raw, ...row.extra };
}
