import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import ExcelJS from 'exceljs';
import type { ColumnKey } from '../../src/model/column.ts';
import { collectionForm } from '../../src/sheets/template/index.ts';
import { goodPerson } from '../checks/row-builder.ts';
import { shippedPack } from '../pack/shipped-pack.ts';

export type TypedRow = Partial<Record<ColumnKey, unknown>>;

/** What somebody types into the empty form for a person with whom nothing is wrong, but for the given cells. */
export function typedPerson(order: number, other: TypedRow = {}): TypedRow {
  return { ...goodPerson(order), ...other };
}

/** The empty form of the program, filled in as an operator of a unit would. */
export async function fillForm(
  path: string,
  unit: string,
  month: string,
  rows: readonly TypedRow[],
  extra: { header: string; values: string[] } | null = null,
): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await collectionForm(shippedPack, { unit, month, madeOn: '2024-03-01' });
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('the form has no sheet');
  rows.forEach((row, index) => {
    shippedPack.columns.forEach(({ key, kind }, column) => {
      const value = row[key];
      if (value === null || value === undefined) return;
      sheet.getCell(index + 4, column + 1).value = cellValue(kind, value);
    });
  });
  if (extra !== null) {
    const column = shippedPack.columns.length + 1;
    [extra.header, ...extra.values].forEach((text, index) => (sheet.getCell(index + 3, column).value = text));
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
  return path;
}

function cellValue(kind: string, value: unknown): ExcelJS.CellValue {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (kind === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(value)))
    return new Date(`${String(value)}T00:00:00Z`);
  return value as ExcelJS.CellValue;
}
