import { basename } from 'node:path';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import { FileTrouble, unreadable } from './file-trouble.ts';
import { openBook } from './formats/open-book.ts';
import type { GridBook, GridRow, GridSheet } from './grid/grid.ts';
import { HeaderIndex } from './layout/header-index.ts';
import { layoutFinding } from './layout/layout-finding.ts';
import { RowTexts } from './layout/row-texts.ts';
import { SheetReader } from './layout/sheet-reader.ts';
import type { TablePlace } from './layout/table-head.ts';
import { defaultLimits, type ReadLimits, type SheetEvent } from './sheet-event.ts';

export interface ReadOptions {
  limits?: ReadLimits;
  /** `YYYY-MM` that the operator gave; it goes before what title, worksheet and file name say. */
  month?: string | null;
  signal?: AbortSignal;
}

/**
 * Reads a collection sheet of any format: every table of people in it, row by row, in the order of the file. What is
 * wrong with the file or its layout comes as findings; nothing is thrown for what an operator may hand in.
 *
 * A `birthDate` of which only year and month are written has a value of the form `YYYY-MM`: comparable, but no date. Blank
 * cells are left out of a row's `cells`.
 */
export async function* readSheets(
  path: string,
  pack: PolicyPack,
  options: ReadOptions = {},
): AsyncGenerator<SheetEvent> {
  const limits = options.limits ?? defaultLimits;
  let book: GridBook | null = null;
  try {
    book = await openBook(path, limits).catch(asTrouble);
    yield* readBook(book, path, pack, options, limits);
  } catch (error) {
    if (!(error instanceof FileTrouble)) throw error;
    yield layoutFinding(error.rule, { file: path, sheet: null }, error.message);
  } finally {
    await book?.close();
  }
}

async function* readBook(
  book: GridBook,
  path: string,
  pack: PolicyPack,
  { month = null, signal }: ReadOptions,
  limits: ReadLimits,
): AsyncGenerator<SheetEvent> {
  const index = new HeaderIndex(pack);
  const texts = new RowTexts(pack);
  const seen: { sheet: GridSheet; reader: SheetReader }[] = [];
  let people = 0;
  let hasTable = false;
  if (book.sheets.length === 0) throw unreadable('没有工作表');
  for (const sheet of book.sheets) {
    const place: TablePlace = { file: path, fileName: basename(path), sheet: sheet.name, pack, month };
    const layout = await sheet.layout().catch(asTrouble);
    const { date1904 } = book;
    const reader = new SheetReader({ place, pack, index, texts, layout, date1904, hidden: sheet.hidden });
    seen.push({ sheet, reader });
    for await (const rows of readable(sheet.rows())) {
      signal?.throwIfAborted();
      for (const event of reader.feed(rows)) {
        if (event.type === 'row' && (people += 1) > limits.people) throw tooManyPeople(limits.people);
        hasTable ||= event.type === 'table';
        yield event;
      }
    }
    for (const event of reader.end()) {
      if (event.type === 'row' && (people += 1) > limits.people) throw tooManyPeople(limits.people);
      hasTable ||= event.type === 'table';
      yield event;
    }
  }
  if (!hasTable) yield* withoutPeople(seen, path);
}

/** A book in which nobody is: forms that nobody filled in, else sheets in which no header could be found. */
function* withoutPeople(
  seen: readonly { sheet: GridSheet; reader: SheetReader }[],
  path: string,
): Generator<SheetEvent> {
  const empty = seen.flatMap(({ reader }) => reader.emptyTables);
  if (empty.length > 0) {
    yield* empty;
    return;
  }
  const filled = seen.filter(({ reader }) => reader.hasContent);
  const withPeople = filled.filter(({ reader }) => reader.hasIdLike);
  const shown =
    withPeople.length > 0 ? withPeople : filled.length > 0 ? filled.slice(0, 1) : seen.slice(0, 1);
  for (const { sheet, reader } of shown) {
    const message = reader.hasContent
      ? `工作表“${sheet.name}”里找不到采集表的表头（至少要有身份证号码和姓名两列）；请保留原表头后重新报送`
      : `工作表“${sheet.name}”是空的；请确认交来的是填好的采集表`;
    yield layoutFinding('header-not-found', { file: path, sheet: sheet.name }, message);
  }
}

function tooManyPeople(limit: number): FileTrouble {
  return new FileTrouble(
    'file-too-large',
    `人员超过 ${limit} 人，只读取了前 ${limit} 人；请分成几个文件报送`,
  );
}

/** Whatever goes wrong inside a file's own structure is trouble with the file. */
function asTrouble(error: unknown): never {
  throw error instanceof FileTrouble ? error : unreadable('内部结构有误', error);
}

async function* readable(rows: AsyncIterable<GridRow[]>): AsyncGenerator<GridRow[]> {
  const iterator = rows[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(asTrouble);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
