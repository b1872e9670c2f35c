import { utils, write, type RowInfo, type WorkSheet } from '@e965/xlsx';
import { FileTrouble } from '../file-trouble.ts';
import { detectFormat } from '../formats/detect-format.ts';
import { openBook } from '../formats/open-book.ts';
import type { GridSheet } from '../grid/grid.ts';
import type { ReadLimits } from '../sheet-event.ts';
import { cellName } from './cell-place.ts';

const columnWidth = 18;

/** True for what is nothing but text: CSV and web pages, of which the program's own reader says which cell holds what. */
export function isTextTable(bytes: Uint8Array): boolean {
  try {
    const format = detectFormat(Buffer.from(bytes.subarray(0, 8192)));
    return format === 'text' || format === 'html';
  } catch (error) {
    if (error instanceof FileTrouble) return false;
    throw error;
  }
}

/**
 * A text table as an .xlsx, from the same reading that the findings come from: another parser would set the cells
 * elsewhere. Every cell is a text, so that nothing in it can become a formula or another number.
 *
 * @returns null when the file can't be read.
 */
export async function textTableAsXlsx(path: string, limits: ReadLimits): Promise<Uint8Array | null> {
  try {
    const book = await openBook(path, limits);
    const workbook = utils.book_new();
    for (const sheet of book.sheets) utils.book_append_sheet(workbook, await worksheetOf(sheet), sheet.name);
    await book.close();
    return new Uint8Array(
      write(workbook, { bookType: 'xlsx', type: 'array', compression: true }) as ArrayBuffer,
    );
  } catch (error) {
    if (error instanceof FileTrouble) return null;
    throw error;
  }
}

async function worksheetOf(sheet: GridSheet): Promise<WorkSheet> {
  const { merges } = await sheet.layout();
  const made: WorkSheet = {};
  const rowInfos: RowInfo[] = [];
  let [rows, columns] = [1, 1];
  for await (const some of sheet.rows()) {
    for (const { row, hidden, cells } of some) {
      rows = Math.max(rows, row);
      if (hidden) rowInfos[row - 1] = { hidden };
      for (const { column, text } of cells) {
        columns = Math.max(columns, column);
        made[cellName({ row, column })] = { t: 's', v: text, z: '@' };
      }
    }
  }
  made['!ref'] = `A1:${cellName({ row: rows, column: columns })}`;
  made['!rows'] = rowInfos;
  made['!cols'] = Array.from({ length: columns }, () => ({ wch: columnWidth }));
  made['!merges'] = merges.map(({ top, left, bottom, right }) => ({
    s: { r: top - 1, c: left - 1 },
    e: { r: bottom - 1, c: right - 1 },
  }));
  return made;
}
