import { columnLetters } from '../column-letters.ts';
import { FileTrouble } from '../file-trouble.ts';
import { openBook } from '../formats/open-book.ts';
import type { GridRow } from '../grid/grid.ts';
import { cleanText } from '../normalise/clean-text.ts';
import type { ReadLimits } from '../sheet-event.ts';

/** A row of a small form: column number from 1 → text, blank ones left out. */
export interface FormRow {
  sheet: string;
  row: number;
  texts: Map<number, string>;
  /** Cells in which nothing can be read, by column: why. */
  unreadable: Map<number, string>;
}

/** Far above any form of this kind. */
const mostRows = 5000;

/**
 * All rows of the visible worksheets of a small form, in any format that collection sheets may have.
 * @returns the rows, or why the file cannot be read.
 */
export async function formRows(
  path: string,
  limits: ReadLimits,
): Promise<{ kind: 'rows'; rows: FormRow[] } | { kind: 'trouble'; message: string }> {
  try {
    const book = await openBook(path, limits);
    try {
      const rows: FormRow[] = [];
      for (const sheet of book.sheets) {
        if (sheet.hidden) continue;
        await sheet.layout();
        for await (const part of sheet.rows()) {
          rows.push(...part.map((row) => formRow(sheet.name, row)));
          if (rows.length > mostRows) return { kind: 'trouble', message: '行数太多，不像这种表；请检查文件' };
        }
      }
      return { kind: 'rows', rows };
    } finally {
      await book.close();
    }
  } catch (error) {
    if (error instanceof FileTrouble) return { kind: 'trouble', message: error.message };
    throw error;
  }
}

function formRow(sheet: string, { row, cells }: GridRow): FormRow {
  const texts = new Map<number, string>();
  const unreadable = new Map<number, string>();
  for (const { column, text, type } of cells) {
    const clean = cleanText(text);
    const cell = `${columnLetters(column)}${String(row)}`;
    if (type === 'error') unreadable.set(column, `${cell} 是错误值 ${clean}`);
    // Of what is left out as blank only a formula without its result remains.
    else if (type === 'blank')
      unreadable.set(column, `${cell} 是公式，文件里没有它的结果；请用 Excel 或 WPS 打开，重新保存后再导入`);
    else if (clean !== '') texts.set(column, clean);
  }
  return { sheet, row, texts, unreadable };
}
