import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { sheetNameOf } from '../formats/sheet-name.ts';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileTrouble } from '../file-trouble.ts';
import { noLayout, type GridBook, type GridCell, type GridRow } from '../grid/grid.ts';
import { delimiterOf } from './delimiter.ts';
import { textEncoding, type TextEncoding } from './text-encoding.ts';

const headBytes = 65_536;
const rowsAtOnce = 500;
/** One field of this size is no cell but a quote that was never closed. */
const longestRecord = 4 * 2 ** 20;

/** Opens a text table (.csv, .tsv): one sheet named like the file, every cell a text. */
export async function openCsv(path: string): Promise<GridBook> {
  const head = await readHead(path);
  const encoding = await textEncoding(path, head);
  const start = new TextDecoder(encoding).decode(head, { stream: true });
  const hint = /^\uFEFF?sep=(.)\r?\n/i.exec(start);
  const delimiter = hint?.[1] ?? delimiterOf(start);
  return {
    date1904: false,
    sheets: [
      {
        name: sheetNameOf(path),
        hidden: false,
        layout: () => Promise.resolve(noLayout),
        // Excel does not count the line that only names the separator.
        rows: () => rowsOf(path, encoding, delimiter, hint === null ? 0 : 1),
      },
    ],
    close: () => undefined,
  };
}

async function* rowsOf(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  skipped: number,
): AsyncGenerator<GridRow[]> {
  const source = Readable.from(decoded(path, encoding), { objectMode: false });
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRecord,
  });
  source.on('error', (error) => parser.destroy(error));
  let rows: GridRow[] = [];
  let row = -skipped;
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<string[]>) {
      row += 1;
      const cells = row < 1 ? [] : cellsOf(record);
      if (cells.length > 0) rows.push({ row, hidden: false, cells });
      if (rows.length < rowsAtOnce) continue;
      yield rows;
      rows = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (rows.length > 0) yield rows;
    throw new FileTrouble(
      'file-unreadable',
      `第 ${row + 1} 行起有没有配对的引号，后面的内容无法读取；请用 Excel 或 WPS 打开后另存为 .xlsx 再报送`,
      error,
    );
  } finally {
    source.destroy();
  }
  if (rows.length > 0) yield rows;
}

async function* decoded(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

function cellsOf(record: readonly string[]): GridCell[] {
  const cells: GridCell[] = [];
  for (const [index, text] of record.entries()) {
    if (text !== '') cells.push({ column: index + 1, type: 'text', text, formula: false });
  }
  return cells;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
