import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { read, set_cptable, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { GridCell, GridCellType, GridRow } from '../grid/grid.ts';
import { kindOfCode } from '../ooxml/number-format.ts';
import type { LegacyReply, LegacyRequest, LegacySheet } from './legacy-messages.ts';

// Runs in a thread of its own: the library reads a damaged file for ever or until no memory is left, and only a thread
// can be stopped from outside.

const rowsAtOnce = 1000;
const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

set_cptable(codePages);
let book: WorkBook | null = null;

parentPort?.on('message', (request: LegacyRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: LegacyRequest): LegacyReply {
  try {
    return request.type === 'open' ? openBook(request.path) : readRows(request.sheet, request.from);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'failed', isEncrypted: /password|encrypt/i.test(message), message };
  }
}

function openBook(path: string): LegacyReply {
  book = read(readFileSync(path), { type: 'buffer', dense: true, cellNF: true, cellStyles: true, raw: true });
  const { SheetNames, Workbook } = book;
  const sheets = SheetNames.map((name, index): LegacySheet => {
    const sheet = book?.Sheets[name];
    const columns = sheet?.['!cols'] ?? [];
    return {
      name,
      hidden: (Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      merges: (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
        top: s.r + 1,
        left: s.c + 1,
        bottom: e.r + 1,
        right: e.c + 1,
      })),
      hiddenColumns: [...columns.entries()].flatMap(([column, info]) =>
        (info as typeof info | undefined)?.hidden === true ? [column + 1] : [],
      ),
    };
  });
  return { type: 'book', date1904: Workbook?.WBProps?.date1904 === true, sheets };
}

function readRows(index: number, from: number): LegacyReply {
  const sheet = book?.Sheets[book.SheetNames[index] ?? ''];
  const data = denseRows(sheet);
  const rows: GridRow[] = [];
  const end = Math.min(data.length, from + rowsAtOnce);
  for (let position = from; position < end; position += 1) {
    const cells = (data[position] ?? []).flatMap((cell, column) => gridCell(cell, column + 1));
    if (cells.length === 0) continue;
    const info = sheet?.['!rows']?.[position];
    rows.push({ row: position + 1, hidden: info?.hidden === true, cells });
  }
  return { type: 'rows', rows, next: end < data.length ? end : null };
}

function denseRows(sheet: WorkSheet | undefined): (CellObject | undefined)[][] {
  const data: unknown = sheet?.['!data'];
  return Array.isArray(data) ? (data as (CellObject | undefined)[][]) : [];
}

function gridCell(cell: CellObject | undefined, column: number): GridCell[] {
  if (cell === undefined) return [];
  const formula = typeof cell.f === 'string' || typeof cell.F === 'string';
  const [type, text] = content(cell);
  if (text === '') return formula ? [{ column, type: 'blank', text, formula }] : [];
  return [{ column, type, text, formula }];
}

function content({ t, v, w, z }: CellObject): [GridCellType, string] {
  switch (t) {
    case 'n':
      return [numberKindOf(z, w), plainNumber(Number(v))];
    case 'b':
      return ['boolean', v === true ? 'TRUE' : 'FALSE'];
    case 'e':
      return ['error', errors[Number(v)] ?? w ?? '#N/A'];
    case 's':
      return ['text', String(v)];
    case 'd':
    case 'z':
      return ['text', ''];
  }
}

/** Formats 27–58 of Chinese editions have no code in the file; the text that the library makes for them shows a date. */
function numberKindOf(format: string | number | undefined, shown: string | undefined): GridCellType {
  if (typeof format === 'string') return kindOfCode(format);
  return shown !== undefined && /^\d{1,4}[/年-]\d{1,2}[/月-]\d{1,4}/.test(shown) ? 'date' : 'number';
}

/** Digits of a number without exponent, as far as a double has them. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') && Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : text;
}
