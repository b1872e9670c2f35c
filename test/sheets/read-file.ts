import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ColumnKey } from '../../src/model/column.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { CellValue, PersonCell, PersonRow, TableHead } from '../../src/model/person.ts';
import { readSheets, type ReadOptions } from '../../src/sheets/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
import { rawWorkbook, type RawBook } from './raw-workbook.ts';

export const pack: PolicyPack = await loadPack(
  join(import.meta.dirname, '../../fixtures/packs/xingren-2024'),
);

const folder = mkdtempSync(join(tmpdir(), 'luru-sheets-'));
afterAll(() => rmSync(folder, { recursive: true }));

export interface ReadTable {
  head: TableHead;
  rows: PersonRow[];
}
export interface ReadResult {
  tables: ReadTable[];
  findings: Finding[];
  /** `rule cell-or-row-or-column` of every finding. */
  told: string[];
}

export function fileOf(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

export async function readPath(path: string, options?: ReadOptions): Promise<ReadResult> {
  const tables: ReadTable[] = [];
  const findings: Finding[] = [];
  for await (const event of readSheets(path, pack, options)) {
    if (event.type === 'table') tables.push({ head: event.table, rows: [] });
    else if (event.type === 'row') tables.find(({ head }) => head === event.table)?.rows.push(event.row);
    else findings.push(event.finding);
  }
  const told = findings.map(({ rule, cell, row, column }) =>
    `${rule} ${String(cell ?? row ?? column ?? '')}`.trim(),
  );
  return { tables, findings, told };
}

let files = 0;

export function readBytes(bytes: Uint8Array | string, name = `f${(files += 1)}.xlsx`): Promise<ReadResult> {
  return readPath(fileOf(name, bytes));
}

export function readRaw(
  book: RawBook | RawBook['sheets'][number]['rows'],
  name?: string,
): Promise<ReadResult> {
  const whole = 'sheets' in book ? book : { sheets: [{ name: 'Sheet1', rows: book }] };
  return readBytes(rawWorkbook(whole), name);
}

/** Values of a key in every row of a table. */
export function values({ rows }: ReadTable, key: ColumnKey): CellValue[] {
  return rows.map(({ cells }) => cells[key]?.value ?? null);
}

export function cellOf(result: ReadResult, row: number, key: ColumnKey): PersonCell | undefined {
  return result.tables.flatMap(({ rows }) => rows).find((one) => one.row === row)?.cells[key];
}
