import { columnNumber } from '../column-letters.ts';
import { unreadable } from '../file-trouble.ts';
import type { GridCell, GridCellType, GridRow } from '../grid/grid.ts';
import { decodeXml } from './decode-xml.ts';
import { decodeEscapes } from './escapes.ts';
import type { NumberKind } from './number-format.ts';
import type { StringStore } from './string-store.ts';
import { attributeOf, isSet, XmlReader, type Attributes } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

export interface WorksheetSource {
  parts: ZipParts;
  part: string;
  strings: StringStore;
  kinds: readonly NumberKind[];
  /** Characters after which nothing but empty rows follows. */
  contentEnd: number;
}

const lastRow = 2 ** 20;
const lastColumn = 2 ** 14;

/** Second pass over a worksheet: its rows, some at a time, blank cells and blank rows left out. */
export async function* readWorksheetRows(source: WorksheetSource): AsyncGenerator<GridRow[]> {
  const parser = new WorksheetParser(source);
  let offset = 0;
  for await (const chunk of decodeXml(source.parts.read(source.part))) {
    parser.write(withoutEmpties(chunk));
    offset += chunk.length;
    const rows = parser.take();
    if (rows.length > 0) yield rows;
    if (offset >= source.contentEnd) break;
  }
  const rows = parser.takeLast();
  if (rows.length > 0) yield rows;
}

/** Formatted cells and rows without content, as whole columns of formatting leave them behind in millions. */
const emptyCell = /<c r="[A-Z]{1,3}\d{1,7}"[^<>]*\/>/g;
const emptyRow = /<row r="\d{1,7}"[^<>]*(?:\/>|>\s*<\/row>)/g;

function withoutEmpties(chunk: string): string {
  return chunk.replace(emptyCell, '').replace(emptyRow, '');
}

/** Where the parser is inside a cell. */
type Inside = 'nothing' | 'value' | 'inline' | 'formula';

class WorksheetParser {
  readonly #source: WorksheetSource;
  readonly #xml: XmlReader;
  #rows: GridRow[] = [];
  #row: GridRow | null = null;
  #rowNumber = 0;
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #hasValue = false;
  #formula = false;
  #inside: Inside = 'nothing';
  #phonetic = 0;

  constructor(source: WorksheetSource) {
    this.#source = source;
    this.#xml = new XmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => {
        if (this.#inside === 'value' || this.#inside === 'inline') this.#value += text;
      },
    });
  }

  write(text: string): void {
    this.#xml.write(text);
  }

  /** Rows finished so far. */
  take(): GridRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The rest, when nothing but empty rows can follow. */
  takeLast(): GridRow[] {
    if (this.#row !== null) this.#endRow();
    return this.take();
  }

  #open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        // Two values would have to be chosen from, or worse, joined.
        if (this.#hasValue) throw unreadable('单元格内容有误');
        this.#inside = 'value';
        this.#hasValue = true;
        break;
      case 'f':
        this.#inside = 'formula';
        this.#formula = true;
        break;
      case 't':
        if (this.#type === 'inlineStr' && this.#phonetic === 0 && this.#row !== null) {
          this.#inside = 'inline';
          this.#hasValue = true;
        }
        break;
      case 'rPh':
        this.#phonetic += 1;
        break;
      case 'row':
        this.#openRow(attributes);
        break;
    }
  }

  #close(name: string): void {
    switch (name) {
      case 'c':
        this.#endCell();
        break;
      case 'v':
      case 'f':
      case 't':
        this.#inside = 'nothing';
        break;
      case 'rPh':
        this.#phonetic -= 1;
        break;
      case 'row':
        this.#endRow();
        break;
    }
  }

  #openRow(attributes: Attributes): void {
    const given = attributes.r;
    const row = given === undefined ? this.#rowNumber + 1 : Number(given);
    if (!Number.isInteger(row) || row < 1 || row > lastRow) throw unreadable('行号有误');
    this.#rowNumber = row;
    this.#column = 0;
    const hidden = isSet(attributes.hidden) || attributes.ht === '0';
    this.#row = { row, hidden, cells: [] };
  }

  #endRow(): void {
    if (this.#row !== null && this.#row.cells.length > 0) this.#rows.push(this.#row);
    this.#row = null;
  }

  #openCell(attributes: Attributes): void {
    const given = attributes.r;
    this.#column = given === undefined ? this.#column + 1 : columnNumber(given);
    if (this.#column < 1 || this.#column > lastColumn) throw unreadable('列号有误');
    this.#type = attributes.t ?? attributeOf(attributes, 't') ?? 'n';
    const style = attributes.s;
    this.#style = style === undefined ? 0 : Number(style);
    this.#value = '';
    this.#hasValue = false;
    this.#formula = false;
  }

  #endCell(): void {
    const row = this.#row;
    if (row === null || (!this.#hasValue && !this.#formula)) return;
    const cell = this.#cell();
    if (cell !== null) row.cells.push(cell);
  }

  #cell(): GridCell | null {
    const formula = this.#formula;
    const type = this.#cellType();
    const text = this.#text();
    if (text === '') return formula ? { column: this.#column, type: 'blank', text: '', formula } : null;
    return { column: this.#column, type, text, formula };
  }

  #cellType(): GridCellType {
    switch (this.#type) {
      case 's':
      case 'str':
      case 'inlineStr':
        return 'text';
      case 'b':
        return 'boolean';
      case 'e':
        return 'error';
      case 'd':
        return 'date';
      default:
        return this.#source.kinds[this.#style] ?? 'number';
    }
  }

  #text(): string {
    switch (this.#type) {
      case 's':
        return this.#shared();
      case 'str':
      case 'inlineStr':
        return decodeEscapes(this.#value);
      case 'b':
        return isSet(this.#value.trim()) ? 'TRUE' : 'FALSE';
      default:
        return this.#value.trim();
    }
  }

  #shared(): string {
    const value = this.#value.trim();
    if (value === '') return '';
    const text = this.#source.strings.at(Number(value));
    // A number without a text would have to be guessed.
    if (text === null) throw unreadable('文字表不完整');
    return text;
  }
}
