import { columnNumber } from '../column-letters.ts';
import { unreadable } from '../file-trouble.ts';
import type { GridRow } from '../grid/grid.ts';
import { CellMaker } from './cell-maker.ts';
import { decodeXml } from './decode-xml.ts';
import { ListReader } from './list-reader.ts';
import type { NumberKind } from './number-format.ts';
import { PlainRows } from './plain-rows.ts';
import { lastColumn, rowOf } from './row-of.ts';
import type { StringStore } from './string-store.ts';
import { attributeOf, XmlReader, type Attributes } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

export interface WorksheetSource {
  parts: Pick<ZipParts, 'read'>;
  part: string;
  strings: StringStore;
  kinds: readonly NumberKind[];
  /** Characters after which nothing but empty rows follows. */
  contentEnd: number;
}

/** Second pass over a worksheet: its rows, some at a time, blank cells and blank rows left out. */
export async function* readWorksheetRows(source: WorksheetSource): AsyncGenerator<GridRow[]> {
  const parser = new WorksheetParser(new CellMaker(source.strings, source.kinds));
  let offset = 0;
  for await (const chunk of decodeXml(source.parts.read(source.part))) {
    parser.write(chunk);
    offset += chunk.length;
    const rows = parser.take();
    if (rows.length > 0) yield rows;
    if (offset >= source.contentEnd) break;
  }
  const rows = parser.takeLast();
  if (rows.length > 0) yield rows;
}

/** Where the parser is inside a cell. */
type Inside = 'nothing' | 'value' | 'inline' | 'formula';

class WorksheetParser {
  readonly #maker: CellMaker;
  readonly #plain: PlainRows;
  readonly #list: ListReader;
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

  constructor(maker: CellMaker) {
    this.#maker = maker;
    this.#plain = new PlainRows(maker);
    const xml = new XmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      close: (name) => this.#close(name),
      text: (text) => {
        if (this.#inside === 'value' || this.#inside === 'inline') this.#value += text;
      },
    });
    this.#list = new ListReader('row', 2, xml, (text, at) => this.#readPlain(text, at));
  }

  write(text: string): void {
    this.#list.write(text);
  }

  /** Rows finished so far. */
  take(): GridRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  /** The rest, when nothing but empty rows can follow. */
  takeLast(): GridRow[] {
    this.#list.flush();
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

  #readPlain(text: string, at: number): number {
    const end = this.#plain.read(text, at);
    const { row } = this.#plain;
    if (end < 0 || row === null) return -1;
    this.#rowNumber = row.row;
    if (row.cells.length > 0) this.#rows.push(row);
    return end;
  }

  #openRow(attributes: Attributes): void {
    this.#row = rowOf(attributes, this.#rowNumber);
    this.#rowNumber = this.#row.row;
    this.#column = 0;
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
    const cell = this.#maker.make(this.#column, this.#type, this.#style, this.#value, this.#formula);
    if (cell !== null) row.cells.push(cell);
  }
}
