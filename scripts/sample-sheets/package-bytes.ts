import { unzipSync, zipSync, type Zippable } from 'fflate';
import type ExcelJS from 'exceljs';

/** Office's own "no date": zip entries then do not depend on when the sheets were made. */
const zipDate = new Date(1980, 0, 1);

/** The workbook as bytes that are the same on every run and machine. */
export async function workbookBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  const buffer = await workbook.xlsx.writeBuffer();
  const entries = unzipSync(new Uint8Array(buffer));
  const fixed: Zippable = {};
  for (const name of Object.keys(entries).sort(partOrder)) {
    const bytes = entries[name];
    if (bytes !== undefined && !name.endsWith('/'))
      fixed[name] = [bytes, { mtime: zipDate, level: 6, os: 0 }];
  }
  return zipSync(fixed);
}

/** The type list first, as every office writes it. */
function partOrder(a: string, b: string): number {
  const first = (name: string) => (name === '[Content_Types].xml' ? 0 : 1);
  return first(a) - first(b) || (a < b ? -1 : 1);
}
