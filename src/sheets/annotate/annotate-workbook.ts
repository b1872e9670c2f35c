import { columnNumber } from '../column-letters.ts';
import { readFile, rename, unlink, writeFile } from 'node:fs/promises';
import type { Finding, Severity } from '../../model/finding.ts';
import { defaultLimits } from '../sheet-event.ts';
import { cellName, type CellPlace } from './cell-place.ts';
import { convertToXlsx } from './convert.ts';
import { findingListXml, severityWords, type ListLine } from './finding-list.ts';
import { isTextTable, textTableAsXlsx } from './grid-as-xlsx.ts';
import { addNotes, type Note } from './notes.ts';
import { appendChild, OpcPackage } from './opc.ts';
import { placeOf, SheetPart, type Restyle } from './sheet-part.ts';
import { StyleBook } from './style-book.ts';
import { attributesOf, escapeXml, rootOf, tagsOf } from './xml-text.ts';
import { maskNumbersIn } from '../../model/mask.ts';

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
  const original = new Uint8Array(await readFile(originalPath));
  const limit = options.inflatedBytes ?? defaultLimits.inflatedBytes;
  const isZip = original[0] === 0x50 && original[1] === 0x4b;
  const opc = isZip ? openPackage(original, limit) : null;
  if (isZip && opc === null) return null;
  const patched = opc === null ? null : annotated(opc, findings, options);
  if (patched !== null)
    return writeCopy(patched, withExtension(outPath, patched.macros ? '.xlsm' : '.xlsx'), 'patched');
  const converted = isTextTable(original)
    ? await textTableAsXlsx(originalPath, { ...defaultLimits, inflatedBytes: limit })
    : await convertToXlsx(original);
  const second = converted === null ? null : openPackage(converted, limit);
  const copy = second === null ? null : annotated(second, findings, options);
  return copy === null ? null : writeCopy(copy, withExtension(outPath, '.xlsx'), 'converted');
}

/** @returns null for a broken package and for one that inflates too far. */
function openPackage(zip: Uint8Array, limit: number): OpcPackage | null {
  try {
    return new OpcPackage(zip, limit);
  } catch {
    return null;
  }
}

interface Annotated {
  bytes: Uint8Array;
  cells: number;
  macros: boolean;
}

async function writeCopy(
  { bytes, cells }: Annotated,
  path: string,
  kind: AnnotatedCopy['kind'],
): Promise<AnnotatedCopy> {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes, { mode: 0o600 });
    await rename(part, path);
  } catch (error: unknown) {
    await unlink(part).catch(() => undefined);
    throw error;
  }
  return { path, kind, cells };
}

function withExtension(path: string, extension: string): string {
  return path.toLowerCase().endsWith(extension)
    ? path
    : `${path.replace(/\.[A-Za-z]{2,5}$/, '')}${extension}`;
}

/** @returns null for what is no workbook in XML parts. */
function annotated(
  opc: OpcPackage,
  findings: readonly Finding[],
  options: AnnotateOptions,
): Annotated | null {
  const book = openBook(opc);
  if (book === null) return null;
  const lines: ListLine[] = [];
  let cells = 0;
  for (const sheet of book.sheets) {
    const own = findings.filter((finding) => finding.sheet === sheet.name);
    if (own.length === 0) continue;
    const marked = markSheet(book, sheet, own, options);
    lines.push(...marked.lines);
    cells += marked.cells;
  }
  const names = new Set(book.sheets.map((sheet) => sheet.name));
  const rest = findings.filter((finding) => finding.sheet === null || !names.has(finding.sheet));
  lines.unshift(...rest.map((finding): ListLine => ({ finding, cell: null, header: null })));
  addListSheet(book, lines);
  opc.setText(book.stylesPart, book.styles.xml);
  return { bytes: opc.bytes(), cells, macros: book.macros };
}

interface Book {
  opc: OpcPackage;
  workbook: string;
  namespace: string;
  /** Base of relationship types; differs between transitional and strict workbooks. */
  relations: string;
  sheets: { name: string; part: string }[];
  styles: StyleBook;
  stylesPart: string;
  macros: boolean;
}

function openBook(opc: OpcPackage): Book | null {
  const main = opc.relationships('').find(({ type }) => type.endsWith('/officeDocument'));
  if (main === undefined || !main.part.endsWith('.xml') || !opc.has(main.part)) return null;
  const workbook = main.part;
  const xml = opc.text(workbook);
  if (!/<(?:[\w.-]+:)?workbook[\s>]/.test(xml)) return null;
  const { prefix, namespace } = rootOf(xml, 'workbook');
  const relations = main.type.replace(/\/officeDocument$/, '');
  const parts = new Map(opc.relationships(workbook).map((relation) => [relation.id, relation]));
  const sheets = [...tagsOf(xml, prefix, 'sheet')].flatMap((tag) => {
    const attributes = attributesOf(tag.text);
    const id = [...attributes].find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    const relation = parts.get(id);
    const isSheet = relation?.type.endsWith('/worksheet') === true && opc.has(relation.part);
    return isSheet ? [{ name: attributes.get('name') ?? '', part: relation.part }] : [];
  });
  const known = [...parts.values()].find(({ type }) => type.endsWith('/styles'))?.part;
  const stylesPart = known ?? opc.freeName('xl/styles', '.xml');
  if (known === undefined) {
    opc.addPart(
      stylesPart,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
      StyleBook.blank(namespace),
    );
    opc.addRelationship(workbook, `${relations}/styles`, stylesPart);
  }
  // Of the workbook itself: some writers list the types of every kind of file there is.
  const macros = opc.contentType(workbook).includes('macroEnabled');
  return {
    opc,
    workbook,
    namespace,
    relations,
    sheets,
    styles: new StyleBook(opc.text(stylesPart)),
    stylesPart,
    macros,
  };
}

const gravity: readonly Severity[] = ['error', 'decision', 'warning', 'info'];

interface Mark {
  place: CellPlace;
  findings: Finding[];
}

/** Colours and notes of one sheet. */
function markSheet(
  book: Book,
  sheet: Book['sheets'][number],
  findings: readonly Finding[],
  options: AnnotateOptions,
): { lines: ListLine[]; cells: number } {
  const part = new SheetPart(book.opc.text(sheet.part));
  const tables = (options.tables ?? []).filter((table) => table.name === sheet.name);
  const marks = new Map<string, Mark>();
  const lines: ListLine[] = [];
  for (const finding of findings) {
    const place = targetOf(finding, tables);
    const shown = place === null ? null : part.visible(place);
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
  part.restyle(wanted);
  const notes = [...marks.values()].map(({ place, findings: here }): Note => ({
    place,
    text: noteText(here),
  }));
  addNotes(book.opc, part, sheet.part, notes, book);
  book.opc.setText(sheet.part, part.xml);
  return { lines: lines.sort(byPlace), cells: marks.size };
}

type Tables = readonly NonNullable<AnnotateOptions['tables']>[number][];

/** The cell that a finding is about; for a whole row its first cell, for a whole column its header. */
function targetOf(finding: Finding, tables: Tables): CellPlace | null {
  const cell = placeOf(finding.cell);
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

function addListSheet(book: Book, lines: readonly ListLine[]): void {
  const { opc, workbook, namespace, relations } = book;
  const part = opc.freeName('xl/worksheets/sheet', '.xml');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
  opc.addPart(part, type, findingListXml(lines, book.styles.listStyles(), namespace));
  const id = opc.addRelationship(workbook, `${relations}/worksheet`, part);
  const xml = opc.text(workbook);
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
