import { strToU8, zipSync, type Zippable } from 'fflate';
import { columnLetters } from '../../src/sheets/column-letters.ts';

/** A cell as it is to stand in the file: text, a number's digits, or the whole element by hand. */
export type RawCell =
  | string
  | number
  | null
  | { xml: string }
  | { number: string; style?: number }
  | { formula: string; value?: string; type?: string };

export interface RawSheet {
  name: string;
  state?: 'hidden' | 'veryHidden';
  /** Row number → cells by position, or attributes and cells. */
  rows: Record<number, readonly RawCell[] | { attributes: string; cells: readonly RawCell[] }>;
  merges?: readonly string[];
  /** `<cols>` and whatever else stands before the rows. */
  before?: string;
  /** Elements after the merged cells. */
  after?: string;
}

export interface RawBook {
  sheets: readonly RawSheet[];
  date1904?: boolean;
  /** Number format codes by style index (0 is General); a number is a built-in format. */
  formats?: readonly (string | number)[];
  /** Inline strings by default, else through the shared table. */
  shared?: boolean;
  /** More or other parts. */
  parts?: Record<string, string>;
  strict?: boolean;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictMain = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const strictOffice = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

/** Writes a workbook with exactly the given XML, so that a test says what a foreign program wrote. */
export function rawWorkbook(book: RawBook): Uint8Array {
  return zipSync(rawParts(book), { level: 1 });
}

export function rawParts(book: RawBook): Zippable {
  const [ns, rel] = book.strict === true ? [strictMain, strictOffice] : [main, office];
  const strings: string[] = [];
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relationships([['rId1', `${rel}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(book, ns, rel),
    'xl/_rels/workbook.xml.rels': relationships([
      ...book.sheets.map((_, index): [string, string, string] => [
        `rId${index + 1}`,
        `${rel}/worksheet`,
        `worksheets/sheet${index + 1}.xml`,
      ]),
      ['rIdS', `${rel}/sharedStrings`, 'sharedStrings.xml'],
      ['rIdF', `${rel}/styles`, '/xl/styles.xml'],
    ]),
    'xl/styles.xml': stylesXml(book.formats ?? [], ns),
  };
  for (const [index, sheet] of book.sheets.entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, ns, book.shared === true ? strings : null);
  }
  parts['xl/sharedStrings.xml'] =
    `<?xml version="1.0" encoding="UTF-8"?><sst xmlns="${ns}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`;
  const all = { ...parts, ...book.parts };
  return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)]));
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const contentTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;

function relationships(list: readonly [id: string, type: string, target: string][]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

function workbookXml({ sheets, date1904 }: RawBook, ns: string, rel: string): string {
  const list = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${ns}" xmlns:r="${rel}"><workbookPr${date1904 === true ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`;
}

function stylesXml(formats: readonly (string | number)[], ns: string): string {
  const codes = formats.flatMap((format, index) =>
    typeof format === 'string'
      ? [`<numFmt numFmtId="${164 + index}" formatCode="${escapeXml(format)}"/>`]
      : [],
  );
  const ids = formats.map((format, index) => (typeof format === 'number' ? format : 164 + index));
  return `<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="${ns}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`;
}

function sheetXml(
  { rows, merges = [], before = '', after = '' }: RawSheet,
  ns: string,
  strings: string[] | null,
): string {
  const body = Object.entries(rows).map(([number, row]) => {
    const { attributes, cells } = 'cells' in row ? row : { attributes: '', cells: row };
    const inner = cells
      .map((cell, index) => cellXml(cell, columnLetters(index + 1) + number, strings))
      .join('');
    return `<row r="${number}" ${attributes}>${inner}</row>`;
  });
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${ns}">${before}<sheetData>${body.join('')}</sheetData>${merged}${after}</worksheet>`;
}

function cellXml(cell: RawCell, ref: string, strings: string[] | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    if (strings === null)
      return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
    let index = strings.indexOf(cell);
    if (index < 0) index = strings.push(cell) - 1;
    return `<c r="${ref}" t="s"><v>${index}</v></c>`;
  }
  if ('xml' in cell) return cell.xml.replaceAll('REF', ref);
  if ('number' in cell)
    return `<c r="${ref}"${cell.style === undefined ? '' : ` s="${cell.style}"`}><v>${cell.number}</v></c>`;
  const type = cell.type === undefined ? '' : ` t="${cell.type}"`;
  return `<c r="${ref}"${type}><f>${escapeXml(cell.formula)}</f>${cell.value === undefined ? '' : `<v>${escapeXml(cell.value)}</v>`}</c>`;
}
