import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../src/sheets/formats/open-book.ts';
import { defaultLimits } from '../../src/sheets/index.ts';

const folder = join(import.meta.dirname, '../../fixtures/sheets');
const names = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));

/** Another reader, written by others, must see the same cells. */
describe('the cells of a workbook are what another reader sees', () => {
  it.each(names)('%s', async (name) => {
    const book = await openBook(join(folder, name), defaultLimits);
    const other = await readXlsx(new Uint8Array(readFileSync(join(folder, name))));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(other.sheets.map((sheet) => sheet.name));
    let cells = 0;
    for (const [index, sheet] of book.sheets.entries()) {
      const theirs = other.sheets[index]?.rows ?? [];
      await sheet.layout();
      for await (const rows of sheet.rows()) {
        for (const { row, cells: own } of rows) {
          const values = theirs[row - 1] ?? [];
          for (const { column, text, type } of own) {
            cells += 1;
            const value: unknown = values[column - 1];
            const where = `${name} ${String(row)}:${String(column)}`;
            if (type === 'text') expect(value, where).toBe(text);
            else if (type === 'number') expect(value, where).toBe(Number(text));
            else expect(value instanceof Date || value !== null, where).toBe(true);
          }
          const filled = values.filter((value) => value !== null && value !== '').length;
          expect(own.length, `${name} row ${String(row)}`).toBe(filled);
        }
      }
    }
    await book.close();
    expect(cells).toBeGreaterThan(100);
  });
});
