import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { annotateWorkbook, type AnnotateOptions } from '../../src/sheets/annotate/annotate-workbook.ts';
import { partsOf } from './workbook-parts.ts';

let folder: string;
let number = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-annotate-'));
});
afterAll(() => rm(folder, { recursive: true }));

export function finding(cell: string | null, over: Partial<Finding> = {}): Finding {
  const row = cell === null ? null : Number(/\d+/.exec(cell)?.[0]);
  const column = cell === null ? null : (/[A-Z]+/.exec(cell)?.[0] ?? null);
  return {
    rule: 'id-checksum',
    severity: 'error',
    file: 'a.xlsx',
    sheet: 'Sheet1',
    row,
    column,
    cell,
    message: '校验位不对',
    ...over,
  };
}

export async function annotated(
  original: Uint8Array,
  findings: Finding[],
  options: AnnotateOptions = {},
  name = 'a.xlsx',
) {
  number += 1;
  const own = join(folder, String(number));
  await mkdir(own);
  const path = join(own, name);
  await writeFile(path, original);
  const copy = await annotateWorkbook(path, findings, join(own, `out-${name}`), options);
  if (copy === null) return null;
  const bytes = new Uint8Array(await readFile(copy.path));
  return {
    copy,
    bytes,
    parts: partsOf(bytes),
    /** Not every workbook here is one that exceljs can read. */
    load: () => new ExcelJS.Workbook().xlsx.readFile(copy.path),
    before: original.subarray(0, 2).toString() === '80,75' ? partsOf(original) : null,
  };
}
export async function must(...given: Parameters<typeof annotated>) {
  const result = await annotated(...given);
  if (result === null) throw new Error('not annotated');
  return result;
}

export function sheetOf(book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

export const colourOf = (cell: ExcelJS.Cell) => (cell.fill as ExcelJS.FillPattern | undefined)?.fgColor?.argb;
export const noteOf = (cell: ExcelJS.Cell) => {
  const note = cell.note as ExcelJS.Comment | string | undefined;
  return typeof note === 'string' || note === undefined
    ? (note ?? '')
    : (note.texts ?? []).map((part) => part.text).join('');
};
export const sample = (name: string) =>
  readFile(join(import.meta.dirname, '../../fixtures/sheets', name)).then((bytes) => new Uint8Array(bytes));
