import { createReadStream } from 'node:fs';
import type { GridBook, GridCell, GridCellType } from '../grid/grid.ts';
import { MemorySheet } from '../grid/memory-sheet.ts';
import { decodeXml } from '../ooxml/decode-xml.ts';
import { kindOfCode, type NumberKind } from '../ooxml/number-format.ts';
import { attributeOf, isSet, XmlReader, type Attributes } from '../ooxml/xml-reader.ts';

/** Reads "XML 电子表格 2003" (SpreadsheetML), which many programs save under the name .xls. */
export async function openSpreadsheetXml(path: string): Promise<GridBook> {
  const reader = new BookReader();
  const xml = new XmlReader(reader);
  for await (const text of decodeXml(createReadStream(path) as AsyncIterable<Buffer>)) xml.write(text);
  xml.end();
  return { date1904: reader.date1904, sheets: reader.sheets, close: () => undefined };
}

const namedFormats: Readonly<Record<string, NumberKind>> = {
  'general date': 'date',
  'long date': 'date',
  'medium date': 'date',
  'short date': 'date',
};

class BookReader {
  readonly sheets: MemorySheet[] = [];
  date1904 = false;
  readonly #kinds = new Map<string, NumberKind>();
  #style = '';
  #sheet: MemorySheet | null = null;
  #row = 0;
  #isRowHidden = false;
  #cells: GridCell[] = [];
  #column = 0;
  #nextColumn = 1;
  #cell: Attributes = {};
  #dataType: string | null = null;
  #text = '';
  #inData = false;
  #inOptions: string | null = null;
  #columnSetting = 0;

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'Style':
        this.#style = attributeOf(attributes, 'ID') ?? '';
        break;
      case 'NumberFormat':
        this.#kinds.set(this.#style, kindOfFormat(attributeOf(attributes, 'Format') ?? ''));
        break;
      case 'Worksheet':
        this.#startSheet(attributeOf(attributes, 'Name') ?? '');
        break;
      case 'Column':
        this.#openColumn(attributes);
        break;
      case 'Row':
        this.#openRow(attributes);
        break;
      case 'Cell':
        this.#openCell(attributes);
        break;
      case 'Data':
        this.#dataType = attributeOf(attributes, 'Type');
        this.#text = '';
        this.#inData = true;
        break;
      case 'Date1904':
        this.date1904 = true;
        break;
      case 'Visible':
        this.#inOptions = '';
        break;
    }
  }

  close(name: string): void {
    switch (name) {
      case 'Data':
        this.#inData = false;
        break;
      case 'Cell':
        this.#endCell();
        break;
      case 'Row':
        this.#sheet?.add(this.#row, this.#isRowHidden, this.#cells);
        this.#cells = [];
        break;
      case 'Visible':
        this.#endVisible();
        break;
    }
  }

  text(text: string): void {
    if (this.#inData) this.#text += text;
    else if (this.#inOptions !== null) this.#inOptions += text;
  }

  #startSheet(name: string): void {
    this.#sheet = new MemorySheet(name, false);
    this.sheets.push(this.#sheet);
    this.#row = 0;
    this.#columnSetting = 0;
  }

  /** Stands after the rows, so that the sheet is known by then. */
  #endVisible(): void {
    if (/hidden/i.test(this.#inOptions ?? '')) this.#sheet?.hide();
    this.#inOptions = null;
  }

  #openColumn(attributes: Attributes): void {
    const given = Number(attributeOf(attributes, 'Index') ?? 0);
    const first = given > 0 ? given : this.#columnSetting + 1;
    const last = first + Math.min(16_384, Number(attributeOf(attributes, 'Span') ?? 0));
    this.#columnSetting = last;
    if (!isSet(attributeOf(attributes, 'Hidden'))) return;
    for (let column = first; column <= last; column += 1) this.#sheet?.hideColumn(column);
  }

  #openRow(attributes: Attributes): void {
    const given = Number(attributeOf(attributes, 'Index') ?? 0);
    this.#row = given > 0 ? given : this.#row + 1;
    this.#isRowHidden = isSet(attributeOf(attributes, 'Hidden'));
    this.#nextColumn = 1;
    this.#cells = [];
  }

  #openCell(attributes: Attributes): void {
    const given = Number(attributeOf(attributes, 'Index') ?? 0);
    const across = Number(attributeOf(attributes, 'MergeAcross') ?? 0);
    const down = Number(attributeOf(attributes, 'MergeDown') ?? 0);
    this.#column = given > 0 ? given : this.#nextColumn;
    this.#nextColumn = this.#column + across + 1;
    this.#cell = attributes;
    this.#dataType = null;
    this.#text = '';
    if (across === 0 && down === 0) return;
    const [top, left] = [this.#row, this.#column];
    this.#sheet?.merge({ top, left, bottom: top + down, right: left + across });
  }

  #endCell(): void {
    const formula = attributeOf(this.#cell, 'Formula') !== null;
    const type = this.#cellType();
    const text = type === 'boolean' ? (isSet(this.#text.trim()) ? 'TRUE' : 'FALSE') : this.#text;
    if (this.#dataType === null || text === '') {
      if (formula) this.#cells.push({ column: this.#column, type: 'blank', text: '', formula });
    } else this.#cells.push({ column: this.#column, type, text, formula });
  }

  #cellType(): GridCellType {
    switch (this.#dataType) {
      case 'Number':
        return this.#kinds.get(attributeOf(this.#cell, 'StyleID') ?? '') ?? 'number';
      case 'DateTime':
        return this.#kinds.get(attributeOf(this.#cell, 'StyleID') ?? '') === 'month' ? 'month' : 'date';
      case 'Boolean':
        return 'boolean';
      case 'Error':
        return 'error';
      case null:
      default:
        return 'text';
    }
  }
}

function kindOfFormat(format: string): NumberKind {
  return namedFormats[format.toLowerCase()] ?? kindOfCode(format);
}
