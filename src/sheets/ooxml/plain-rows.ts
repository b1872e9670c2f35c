import type { GridCell, GridRow } from '../grid/grid.ts';
import type { CellMaker } from './cell-maker.ts';
import { afterBlanks, endOfPlainText } from './plain-text.ts';
import { lastColumn, rowOf } from './row-of.ts';
import type { Attributes } from './xml-reader.ts';

const A = 65;
const Z = 90;
const zero = 48;
const nine = 57;
const lowerC = 99;
const lowerR = 114;
const lowerS = 115;
const lowerT = 116;
const lowerV = 118;
const lowerI = 105;
const lowerF = 102;
const blank = 32;
const quote = 34;
const slash = 47;
const less = 60;
const equals = 61;
const greater = 62;

/** Attributes of printable characters that need no decoding. */
const rowTag = /<row((?: [A-Za-z][\w:.-]*="[ !#-%'-;=-~]*")*) ?(\/?)>/y;
const attribute = / ([A-Za-z][\w:.-]*)="([^"]*)"/g;

/**
 * Reads rows of the shape that Excel, WPS and nearly every library write: cells with a reference, a style and a type, and
 * in them a value, a plain formula or one plain text. Every unusual character makes a row unusual, so that whatever is
 * wrong with it is found by the XML parser.
 */
export class PlainRows {
  readonly #maker: CellMaker;
  #row: GridRow | null = null;
  /** What the cell at hand says of itself; −1 and '' where it says nothing. */
  #column = -1;
  #style = -1;
  #type = '';

  constructor(maker: CellMaker) {
    this.#maker = maker;
  }

  /** The row that was read last. */
  get row(): GridRow | null {
    return this.#row;
  }

  /** Where the row ends, or −1 when it is no plain one. */
  read(text: string, from: number): number {
    rowTag.lastIndex = afterBlanks(text, from);
    const match = rowTag.exec(text);
    if (match === null) return -1;
    const attributes = attributesOf(match[1] ?? '');
    // A row without its number follows the one before it, which only the parser knows.
    if (attributes?.r === undefined) return -1;
    const row = rowOf(attributes, 0);
    const end = match[2] === '/' ? rowTag.lastIndex : this.#readCells(text, rowTag.lastIndex, row.cells);
    if (end >= 0) this.#row = row;
    return end;
  }

  #readCells(text: string, from: number, cells: GridCell[]): number {
    let at = from;
    for (;;) {
      at = afterBlanks(text, at);
      if (text.charCodeAt(at) !== less) return -1;
      if (text.charCodeAt(at + 1) === slash) return text.startsWith('</row>', at) ? at + 6 : -1;
      if (text.charCodeAt(at + 1) !== lowerC) return -1;
      at = this.#readTag(text, at + 2);
      if (at < 0) return -1;
      if (text.charCodeAt(at) === slash) {
        if (text.charCodeAt(at + 1) !== greater) return -1;
        at += 2;
      } else {
        at = this.#readContent(text, at + 1, cells);
        if (at < 0) return -1;
      }
    }
  }

  /** Reads the attributes r, s and t in any order; returns where `/` or `>` stands. */
  #readTag(text: string, from: number): number {
    this.#column = -1;
    this.#style = -1;
    this.#type = '';
    let at = from;
    while (text.charCodeAt(at) === blank) {
      const name = text.charCodeAt(at + 1);
      if (text.charCodeAt(at + 2) !== equals || text.charCodeAt(at + 3) !== quote) return -1;
      at += 4;
      if (name === lowerR && this.#column < 0) at = this.#readReference(text, at);
      else if (name === lowerS && this.#style < 0) at = this.#readStyle(text, at);
      else if (name === lowerT && this.#type === '') at = this.#readType(text, at);
      else return -1;
      if (at < 0) return -1;
    }
    const isTag = text.charCodeAt(at) === greater || text.charCodeAt(at) === slash;
    return isTag && this.#column > 0 ? at : -1;
  }

  #readReference(text: string, from: number): number {
    let at = from;
    let column = 0;
    let code = text.charCodeAt(at);
    for (; code >= A && code <= Z; code = text.charCodeAt((at += 1))) column = column * 26 + code - A + 1;
    const digits = at;
    while (code >= zero && code <= nine) code = text.charCodeAt((at += 1));
    if (code !== quote || at === digits || column < 1 || column > lastColumn) return -1;
    this.#column = column;
    return at + 1;
  }

  #readStyle(text: string, from: number): number {
    const at = endOfDigits(text, from);
    if (text.charCodeAt(at) !== quote || at === from || at - from > 6) return -1;
    this.#style = Number(text.slice(from, at));
    return at + 1;
  }

  #readType(text: string, from: number): number {
    let at = from;
    while (isLetter(text.charCodeAt(at))) at += 1;
    if (text.charCodeAt(at) !== quote || at === from) return -1;
    this.#type = at - from === 1 && text.charCodeAt(from) === lowerS ? 's' : text.slice(from, at);
    return at + 1;
  }

  /** What stands between the tags of a cell; returns where the cell ends. */
  #readContent(text: string, from: number, cells: GridCell[]): number {
    if (text.charCodeAt(from) !== less) return -1;
    const formulaEnd = endOfFormula(text, from);
    if (formulaEnd < 0) return -1;
    const formula = formulaEnd > from;
    const second = text.charCodeAt(formulaEnd + 1);
    let end = -1;
    let cell: GridCell | null = null;
    if (second === slash) {
      end = formulaEnd;
      if (formula) cell = this.#make('', true);
    } else if (second === lowerV && text.charCodeAt(formulaEnd + 2) === greater) {
      const start = formulaEnd + 3;
      const close = endOfPlainText(text, start);
      if (close < 0 || !text.startsWith('</v>', close)) return -1;
      end = close + 4;
      cell = this.#value(text, start, close, formula);
    } else if (second === lowerI && this.#type === 'inlineStr') {
      const start = startOfInline(text, formulaEnd);
      const close = start < 0 ? -1 : endOfPlainText(text, start);
      if (close < 0 || !text.startsWith('</t></is>', close)) return -1;
      end = close + 9;
      cell = this.#make(text.slice(start, close), formula);
    }
    if (end < 0 || !text.startsWith('</c>', end)) return -1;
    if (cell !== null) cells.push(cell);
    return end + 4;
  }

  #value(text: string, from: number, to: number, formula: boolean): GridCell | null {
    if (this.#type === 's' && to > from && to - from < 10 && endOfDigits(text, from) === to) {
      let index = 0;
      for (let at = from; at < to; at += 1) index = index * 10 + text.charCodeAt(at) - zero;
      return this.#maker.shared(this.#column, index, formula);
    }
    return this.#make(text.slice(from, to), formula);
  }

  #make(value: string, formula: boolean): GridCell | null {
    return this.#maker.make(this.#column, this.#type, Math.max(0, this.#style), value, formula);
  }
}

function attributesOf(text: string): Attributes | null {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(attribute)) {
    if (name in attributes) return null;
    attributes[name] = value;
  }
  return attributes;
}

/** Where a formula without attributes ends; the same position when there is none, −1 for an unusual one. */
function endOfFormula(text: string, from: number): number {
  if (text.charCodeAt(from + 1) !== lowerF) return from;
  if (text.charCodeAt(from + 2) !== greater) return -1;
  const close = endOfPlainText(text, from + 3);
  return close >= 0 && text.startsWith('</f><', close) ? close + 4 : -1;
}

const inlineStarts = ['<is><t>', '<is><t xml:space="preserve">'];

function startOfInline(text: string, from: number): number {
  const start = inlineStarts.find((one) => text.startsWith(one, from));
  return start === undefined ? -1 : from + start.length;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= zero && code <= nine;) code = text.charCodeAt((at += 1));
  return at;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}
