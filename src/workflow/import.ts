import { basename } from 'node:path';
import { ledgerFindings } from '../checks/index.ts';
import { rowStatus, type Finding } from '../model/finding.ts';
import type { PersonRow, TableHead } from '../model/person.ts';
import type { NewEntry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import { rawOf, valuesOf } from './check.ts';
import {
  giveBackChanged,
  linkCorrections,
  settleRepeated,
  type ComingRow,
  type Correction,
} from './corrections.ts';
import type { Run } from './open-run.ts';
import { noteReceived, requireReceived } from './received-on.ts';
import { readAndCheck, type CheckedFile, type CheckSink } from './read-and-check.ts';

export interface ImportRequest {
  files: readonly string[];
  unit: string | null;
  month: string | null;
  /** `YYYY-MM-DD` on which the sheets came in; null: with the import. */
  receivedOn: string | null;
}

export interface ImportedFile {
  file: string;
  sha256: string;
  /** True when exactly this content was imported before: nothing was changed. */
  already: boolean;
  entries: number;
  ready: number;
  waiting: number;
  blocked: number;
  /** Rows of a mended sheet that are in the ledger as they stand: registered and settled, not blocked. */
  repeated: number;
}

export interface ImportResult {
  files: ImportedFile[];
  findings: Finding[];
  /** Rows of this call that mend rows handed back before. */
  corrections: Correction[];
}

interface PendingRow {
  table: TableHead;
  row: PersonRow;
  findings: Finding[];
}
interface PendingFile extends CheckedFile {
  rows: PendingRow[];
  findings: Finding[];
}

/**
 * Takes collection sheets into the ledger: every row of people becomes an entry, whatever is wrong with it, so that no
 * row is ever lost. With a file that cannot be read, or whose
 * unit nobody knows, nothing of any file of the call is imported.
 */
export async function importSheets(run: Run, request: ImportRequest): Promise<ImportResult> {
  requireReceived(run, request.receivedOn);
  const pending = await readFiles(run, request);
  const unreadable = pending.flatMap((file) => file.findings).filter(stopsImport);
  if (unreadable.length > 0) return { files: [], findings: unreadable, corrections: [] };
  const result: ImportResult = {
    files: [],
    findings: pending.flatMap((file) => file.findings),
    corrections: [],
  };
  const imported = new Set((await run.ledger.files()).map((file) => file.sha256));
  for (const file of pending) {
    // A file that is in the ledger would find all its own people there.
    if (!imported.has(file.sha256)) {
      await giveBackChanged(
        run,
        file.rows.map((row) => comingRow(row, request)),
      );
      await addLedgerFindings(run, file, request.unit);
    }
    const entries = file.rows.map((row) => newEntry(row, request));
    const { already, entries: made } = await run.ledger.importSheet(
      run.actor,
      { name: basename(file.path), sha256: file.sha256, sizeBytes: file.sizeBytes },
      entries,
    );
    if (request.receivedOn !== null) await noteReceived(run, file.sha256, request.receivedOn);
    // Also of a file that is there already: a run that was killed may not have come to this.
    result.corrections.push(...(await linkCorrections(run, made)));
    const repeated = await settleRepeated(run, made);
    const settled = new Set(
      made.filter(({ id }) => repeated.has(id)).map(({ sheet, row }) => `${sheet}\u0000${String(row)}`),
    );
    const isSettled = (row: PendingRow) => settled.has(`${row.table.sheet}\u0000${String(row.row.row)}`);
    result.findings.push(...file.rows.filter((row) => !isSettled(row)).flatMap((row) => row.findings));
    const count = (status: NewEntry['status'][]) =>
      entries.filter((entry) => status.includes(entry.status)).length;
    result.files.push({
      file: file.path,
      sha256: file.sha256,
      already,
      entries: entries.length,
      ready: count(['ok', 'warning']),
      waiting: count(['decision']),
      blocked: Math.max(0, count(['error']) - repeated.size),
      repeated: repeated.size,
    });
    run.log.info('sheet imported', {
      file: basename(file.path),
      entries: entries.length,
      already,
    });
  }
  return result;
}

/**
 * A file without any readable table of people has nothing to import, and people without a reporting unit have nobody
 * to be returned to or credited to; every other trouble is a matter of single rows.
 */
function stopsImport(finding: Finding): boolean {
  if (finding.rule === 'unit-missing' || finding.rule === 'unit-unknown') return true;
  return (
    finding.severity === 'error' && (finding.rule.startsWith('file-') || finding.rule === 'header-not-found')
  );
}

async function readFiles(run: Run, request: ImportRequest): Promise<PendingFile[]> {
  const files: PendingFile[] = [];
  const places = new Map<string, PendingRow>();
  const key = (file: string, sheet: string | null, row: number | null) =>
    `${file}\u0000${String(sheet)}\u0000${String(row)}`;
  const sink: CheckSink = {
    file: (file) => files.push({ ...file, rows: [], findings: [] }),
    table: () => undefined,
    row: (table, row, findings) => {
      const pending: PendingRow = { table, row, findings };
      files.at(-1)?.rows.push(pending);
      places.set(key(table.file, table.sheet, row.row), pending);
    },
    finding: (finding) => files.at(-1)?.findings.push(finding),
    late: (finding) => places.get(key(finding.file, finding.sheet, finding.row))?.findings.push(finding),
  };
  const { limits } = run.config;
  await readAndCheck(
    {
      files: request.files,
      pack: run.pack,
      unit: request.unit,
      month: request.month,
      today: run.around.clock.today(),
      limits: {
        fileBytes: limits.fileMegabytes * 2 ** 20,
        inflatedBytes: limits.inflatedMegabytes * 2 ** 20,
        people: limits.people,
      },
    },
    sink,
    run.around.stop.soft,
  );
  return files;
}

async function addLedgerFindings(run: Run, file: PendingFile, givenUnit: string | null): Promise<void> {
  const numbers = file.rows.flatMap(({ row }) =>
    typeof row.cells.idNumber?.value === 'string' ? [row.cells.idNumber.value] : [],
  );
  const known = await run.ledger.findPeople(numbers);
  for (const { table, row, findings } of file.rows) {
    const unit = givenUnit ?? table.reportingUnit;
    // What the portal refused goes back to its unit like a blocked row: coming again it is mended, not a duplicate.
    const people = (known.get(String(row.cells.idNumber?.value)) ?? []).filter(
      (person) => person.state !== 'refused' || person.unit !== unit,
    );
    findings.push(...ledgerFindings(table, row, people));
  }
}

function comingRow({ table, row, findings }: PendingRow, request: ImportRequest): ComingRow {
  return {
    unit: request.unit ?? table.reportingUnit,
    month: request.month ?? table.month,
    values: valuesOf(table, row),
    raw: rawOf(table, row),
    isSound: findings.every(({ severity }) => severity === 'info' || severity === 'warning'),
  };
}

function newEntry({ table, row, findings }: PendingRow, request: ImportRequest): NewEntry {
  const month = request.month ?? table.month;
  if (month === null) {
    throw new Fault(`${table.file} 没有写明是哪个月的采集表。请用 --month 指明，例如 --month 2024-03。`, {
      code: 'month-missing',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  return {
    sheet: table.sheet,
    row: row.row,
    unit: request.unit ?? table.reportingUnit,
    month,
    values: valuesOf(table, row),
    raw: rawOf(table, row),
    findings,
    status: rowStatus(findings),
  };
}
