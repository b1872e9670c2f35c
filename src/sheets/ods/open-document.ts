import { createReadStream } from 'node:fs';
import { encryptedFile, type ZipParts } from '../ooxml/zip-parts.ts';
import type { GridBook, GridCell, GridCellType } from '../grid/grid.ts';
import { MemorySheet } from '../grid/memory-sheet.ts';
import { decodeXml } from '../ooxml/decode-xml.ts';
import { attributeOf, XmlReader, type Attributes } from '../ooxml/xml-reader.ts';

/** Reads an OpenDocument spreadsheet (.ods), whose dates are written out and so can't shift. */
export async function openOpenDocument(parts: ZipParts): Promise<GridBook> {
  if (parts.has('META-INF/manifest.xml')) {
    const manifest = (await parts.bytes('META-INF/manifest.xml')).toString('utf8');
    if (manifest.includes('encryption-data')) throw encryptedFile();
  }
  const sheets = await readContent(parts.read('content.xml'));
  return { date1904: false, sheets, close: () => parts.close() };
}

/** Reads the same in one XML file (.fods). */
export async function openFlatDocument(path: string): Promise<GridBook> {
  const sheets = await readContent(createReadStream(path) as AsyncIterable<Buffer>);
  return { date1904: false, sheets, close: () => undefined };
}

async function readContent(bytes: AsyncIterable<Uint8Array>): Promise<MemorySheet[]> {
  const reader = new ContentReader();
  const xml = new XmlReader(reader);
  for await (const text of decodeXml(bytes)) xml.write(text);
  xml.end();
  return reader.sheets;
}

const lastRow = 2 ** 20;
/** A filled cell or row is repeated for runs of equal ones; whole columns of them are only formatting. */
const mostCells = 1024;
const mostRows = 200_000;

class ContentReader {
  readonly sheets: MemorySheet[] = [];
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #sheet: MemorySheet | null = null;
  #row = 1;
  #rowRepeat = 1;
  #isRowHidden = false;
  #cells: GridCell[] = [];
  #column = 1;
  #columnSetting = 1;
  #cell: Attributes = {};
  #text = '';
  #paragraphs = 0;
  #depthOfText = 0;
  #annotations = 0;

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'style':
        this.#style = attributeOf(attributes, 'name') ?? '';
        break;
      case 'table-properties':
        if (attributeOf(attributes, 'display') === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        this.#openTable(attributes);
        break;
      case 'table-column':
        this.#openColumn(attributes);
        break;
      case 'table-row':
        this.#openRow(attributes);
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#openCell(attributes);
        break;
      case 'annotation':
        this.#annotations += 1;
        break;
      case 'p':
        if (this.#paragraphs > 0) this.#write('\n');
        if (this.#annotations === 0) this.#paragraphs += 1;
        this.#depthOfText += 1;
        break;
      case 's':
        this.#write(' '.repeat(Math.min(1000, Number(attributeOf(attributes, 'c') ?? 1))));
        break;
      case 'tab':
        this.#write('\t');
        break;
      case 'line-break':
        this.#write('\n');
        break;
    }
  }

  close(name: string): void {
    switch (name) {
      case 'annotation':
        this.#annotations -= 1;
        break;
      case 'p':
        this.#depthOfText -= 1;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#endCell();
        break;
      case 'table-row':
        this.#endRow();
        break;
    }
  }

  text(text: string): void {
    if (this.#depthOfText > 0) this.#write(text);
  }

  #write(text: string): void {
    if (this.#annotations === 0) this.#text += text;
  }

  #openTable(attributes: Attributes): void {
    const hidden = this.#hiddenStyles.has(attributeOf(attributes, 'style-name') ?? '');
    this.#sheet = new MemorySheet(attributeOf(attributes, 'name') ?? '', hidden);
    this.sheets.push(this.#sheet);
    this.#row = 1;
    this.#columnSetting = 1;
  }

  #openColumn(attributes: Attributes): void {
    const repeat = repeated(attributes, 'number-columns-repeated');
    const isHidden = isInvisible(attributes);
    for (let offset = 0; isHidden && offset < Math.min(repeat, mostCells); offset += 1) {
      this.#sheet?.hideColumn(this.#columnSetting + offset);
    }
    this.#columnSetting += repeat;
  }

  #openRow(attributes: Attributes): void {
    this.#rowRepeat = repeated(attributes, 'number-rows-repeated');
    this.#isRowHidden = isInvisible(attributes);
    this.#cells = [];
    this.#column = 1;
  }

  #endRow(): void {
    if (this.#cells.length > 0) {
      const count = Math.min(this.#rowRepeat, mostRows, lastRow - this.#row + 1);
      for (let offset = 0; offset < count; offset += 1) {
        this.#sheet?.add(this.#row + offset, this.#isRowHidden, this.#cells);
      }
    }
    this.#row += this.#rowRepeat;
  }

  #openCell(attributes: Attributes): void {
    this.#cell = attributes;
    this.#text = '';
    this.#paragraphs = 0;
    const down = repeated(attributes, 'number-rows-spanned');
    const across = repeated(attributes, 'number-columns-spanned');
    const [top, left] = [this.#row, this.#column];
    this.#sheet?.merge({ top, left, bottom: top + down - 1, right: left + across - 1 });
  }

  #endCell(): void {
    const repeat = repeated(this.#cell, 'number-columns-repeated');
    const cell = this.#gridCell();
    for (let offset = 0; cell !== null && offset < Math.min(repeat, mostCells); offset += 1) {
      this.#cells.push({ ...cell, column: this.#column + offset });
    }
    this.#column += repeat;
  }

  #gridCell(): GridCell | null {
    const formula = attributeOf(this.#cell, 'formula') !== null;
    const [type, text] = this.#content();
    const column = this.#column;
    if (text === '') return formula ? { column, type: 'blank', text, formula } : null;
    return { column, type, text, formula };
  }

  #content(): [GridCellType, string] {
    const value = (name: string) => attributeOf(this.#cell, name);
    switch (value('value-type')) {
      case 'float':
      case 'percentage':
      case 'currency':
        return ['number', value('value') ?? ''];
      case 'date':
        return ['date', value('date-value') ?? ''];
      case 'boolean':
        return ['boolean', value('boolean-value') === 'true' ? 'TRUE' : 'FALSE'];
      case null:
      default:
        return /^(?:#N\/A|#REF!|#VALUE!|#DIV\/0!|#NAME\?|#NUM!|#NULL!|Err:\d+)$/.test(this.#text)
          ? ['error', this.#text]
          : ['text', this.#text];
    }
  }
}

function repeated(attributes: Attributes, name: string): number {
  const count = Number(attributeOf(attributes, name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

function isInvisible(attributes: Attributes): boolean {
  const visibility = attributeOf(attributes, 'visibility');
  return visibility === 'collapse' || visibility === 'filter';
}
