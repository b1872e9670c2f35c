import { columnNumber } from '../column-letters.ts';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import type { Finding, Severity } from '../../model/finding.ts';
import { maskNumbersIn } from '../../model/mask.ts';
import { FileTrouble } from '../file-trouble.ts';
import { ZipParts } from '../ooxml/zip-parts.ts';
import { defaultLimits } from '../sheet-event.ts';
import { openAnnotatable, type Book } from './book.ts';
import { cellName, parseCell, type CellPlace } from './cell-place.ts';
import { convertToXlsx } from './convert.ts';
import { findingListXml, severityWords, type ListLine } from './finding-list.ts';
import { isTextTable, textTableAsXlsx } from './grid-as-xlsx.ts';
import { addNotes, type Note } from './notes.ts';
import { appendChild } from './opc.ts';
import { restyled, type Restyle } from './restyle-rows.ts';
import { SheetFrame } from './sheet-frame.ts';
import { attributesOf, escapeXml, rootOf, tagsOf } from './xml-text.ts';
import { ZipWriter } from './zip-writer.ts';

export interface AnnotateOptions {
  /** Tables of the file, so that a finding about a column finds its header and the list names the columns. */
  tables?: readonly {
    name: string;
    headerRow: number;
    columns: readonly { header: string; column: string }[];
  }[];
  inflatedBytes?: number;
}

export interface AnnotatedCopy {
  path: string;
  /** `patched`: the original with additions; `converted`: the original's format cannot be edited, same content as .xlsx. */
  kind: 'patched' | 'converted';
  /** Cells that were coloured. */
  cells: number;
}

/**
 * Writes a copy of a workbook in which every finding colours its cell, adds a note to it and a line to an added sheet
 * 问题清单. Everything else stays as it is: of an .xlsx every other part is the same to the byte.
 *
 * @param outPath where to; its extension is mended when the copy is of another format than it says.
 * @returns null when the file is no workbook that anybody could open: nothing is written then.
 */
export async function annotateWorkbook(
  originalPath: string,
  findings: readonly Finding[],
  outPath: string,
  options: AnnotateOptions = {},
): Promise<AnnotatedCopy | null> {
  const limit = options.inflatedBytes ?? defaultLimits.inflatedBytes;
  const source: Source = { findings, options, limit, outPath };
  if (await isZip(originalPath)) {
    const patched = await annotated(originalPath, source, 'patched');
    if (patched !== 'no-workbook') return patched;
  }
  const original = new Uint8Array(await readFile(originalPath));
  const converted = isTextTable(original)
    ? await textTableAsXlsx(originalPath, { ...defaultLimits, inflatedBytes: limit })
    : await convertToXlsx(original);
  if (converted === null) return null;
  const copy = await annotated(Buffer.from(converted), source, 'converted');
  return copy === 'no-workbook' ? null : copy;
}

interface Source {
  findings: readonly Finding[];
  options: AnnotateOptions;
  limit: number;
  outPath: string;
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x50 && buffer[1] === 0x4b;
  } finally {
    await file.close();
  }
}

/**
 * Annotates a zip of XML parts. @returns null for a broken one and for one that inflates too far, `no-workbook` for a zip
 * that holds something else.
 */
async function annotated(
  zip: string | Buffer,
  source: Source,
  kind: AnnotatedCopy['kind'],
): Promise<AnnotatedCopy | null | 'no-workbook'> {
  let parts: ZipParts | null = null;
  try {
    parts = await ZipParts.open(zip, source.limit);
    if (parts.declaredBytes() > source.limit) return null;
    const book = await openAnnotatable(parts);
    if (book === null) return 'no-workbook';
    const path = withExtension(source.outPath, book.macros ? '.xlsm' : '.xlsx');
    const cells = await mark(book, source);
    await writeCopy(book, path);
    return { path, kind, cells };
  } catch (error) {
    if (error instanceof FileTrouble || error instanceof RangeError) return null;
    throw error;
  } finally {
    parts?.close();
  }
}

async function writeCopy({ opc, styles, stylesPart }: Book, path: string): Promise<void> {
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w', 0o600);
    try {
      // Which formats the sheets need is known only when they have been written.
      await opc.write(new ZipWriter(file), { part: stylesPart, text: () => styles.xml });
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error: unknown) {
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

function withExtension(path: string, extension: string): string {
  return path.toLowerCase().endsWith(extension)
    ? path
    : `${path.replace(/\.[A-Za-z]{2,5}$/, '')}${extension}`;
}

/** Marks all findings and adds the list of them; @returns how many cells are coloured. */
async function mark(book: Book, { findings, options }: Source): Promise<number> {
  const lines: ListLine[] = [];
  let cells = 0;
  for (const sheet of book.sheets) {
    const own = findings.filter((finding) => finding.sheet === sheet.name);
    if (own.length === 0) continue;
    const marked = await markSheet(book, sheet, own, options);
    lines.push(...marked.lines);
    cells += marked.cells;
  }
  const names = new Set(book.sheets.map((sheet) => sheet.name));
  const rest = findings.filter((finding) => finding.sheet === null || !names.has(finding.sheet));
  lines.unshift(...rest.map((finding): ListLine => ({ finding, cell: null, header: null })));
  await addListSheet(book, lines);
  return cells;
}

const gravity: readonly Severity[] = ['error', 'decision', 'warning', 'info'];

interface Mark {
  place: CellPlace;
  findings: Finding[];
}

/** Colours and notes of one sheet. */
async function markSheet(
  book: Book,
  sheet: Book['sheets'][number],
  findings: readonly Finding[],
  options: AnnotateOptions,
): Promise<{ lines: ListLine[]; cells: number }> {
  const frame = await SheetFrame.read(book.opc.pieces(sheet.part));
  const tables = (options.tables ?? []).filter((table) => table.name === sheet.name);
  const marks = new Map<string, Mark>();
  const lines: ListLine[] = [];
  for (const finding of findings) {
    const place = targetOf(finding, tables);
    const shown = place === null ? null : frame.visible(place);
    lines.push({ finding, cell: shown === null ? null : cellName(shown), header: headerOf(finding, tables) });
    if (shown === null) continue;
    const mark = marks.get(cellName(shown));
    if (mark === undefined) marks.set(cellName(shown), { place: shown, findings: [finding] });
    else mark.findings.push(finding);
  }
  const wanted = new Map<number, Map<number, Restyle>>();
  for (const { place, findings: here } of marks.values()) {
    const worst = gravity.find((severity) => here.some((finding) => finding.severity === severity)) ?? 'info';
    const row = wanted.get(place.row) ?? new Map<number, Restyle>();
    row.set(place.column, (format) => book.styles.coloured(format, worst));
    wanted.set(place.row, row);
  }
  const notes = [...marks.values()].map(({ place, findings: here }): Note => ({
    place,
    text: noteText(here),
  }));
  await addNotes(book.opc, frame, sheet.part, notes, book);
  book.opc.setText(sheet.part, () => restyled(book.opc.pieces(sheet.part), frame, wanted));
  return { lines: lines.sort(byPlace), cells: marks.size };
}

type Tables = readonly NonNullable<AnnotateOptions['tables']>[number][];

/** The cell that a finding is about; for a whole row its first cell, for a whole column its header. */
function targetOf(finding: Finding, tables: Tables): CellPlace | null {
  const cell = finding.cell === null ? null : parseCell(finding.cell);
  if (cell !== null) return cell;
  if (finding.row !== null)
    return { row: finding.row, column: finding.column === null ? 1 : columnNumber(finding.column) };
  const table = tables.find(({ columns }) => columns.some(({ column }) => column === finding.column));
  return finding.column === null || table === undefined
    ? null
    : { row: table.headerRow, column: columnNumber(finding.column) };
}

function headerOf(finding: Finding, tables: Tables): string | null {
  if (finding.column === null) return null;
  // Of several tables on one sheet the one that the row stands below.
  const above = tables.filter(({ headerRow }) => finding.row === null || headerRow < finding.row);
  return (
    above
      .findLast(({ columns }) => columns.some(({ column }) => column === finding.column))
      ?.columns.find(({ column }) => column === finding.column)?.header ?? null
  );
}

function noteText(findings: readonly Finding[]): string {
  return findings
    .map((finding) => `【${severityWords[finding.severity]}】${maskNumbersIn(finding.message)}`)
    .join('\n');
}

function byPlace(a: ListLine, b: ListLine): number {
  return (a.finding.row ?? 0) - (b.finding.row ?? 0) || columnOf(a) - columnOf(b);
}

const columnOf = ({ finding }: ListLine) => (finding.column === null ? 0 : columnNumber(finding.column));

async function addListSheet(book: Book, lines: readonly ListLine[]): Promise<void> {
  const { opc, workbook, namespace, relations, styles } = book;
  const part = opc.freeName('xl/worksheets/sheet', '.xml');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
  // Made when the coloured sheets have been written: their formats come first.
  await opc.addPart(part, type, () => [findingListXml(lines, styles.listStyles(), namespace)]);
  const id = await opc.addRelationship(workbook, `${relations}/worksheet`, part);
  const xml = await opc.text(workbook);
  const { prefix } = rootOf(xml, 'workbook');
  const taken = [...tagsOf(xml, prefix, 'sheet')].map((tag) => attributesOf(tag.text));
  const sheetId = Math.max(0, ...taken.map((attributes) => Number(attributes.get('sheetId') ?? 0))) + 1;
  const name = freeSheetName(
    new Set(taken.map((attributes) => (attributes.get('name') ?? '').toLowerCase())),
  );
  const entry = `<${prefix}sheet xmlns:r="${relations}" name="${escapeXml(name)}" sheetId="${String(sheetId)}" r:id="${id}"/>`;
  opc.setText(workbook, appendChild(xml, prefix, 'sheets', entry));
}

function freeSheetName(taken: ReadonlySet<string>): string {
  const base = '问题清单';
  let number = 1;
  let name = base;
  while (taken.has(name.toLowerCase())) {
    number += 1;
    name = `${base}(${String(number)})`;
  }
  return name;
}
