import { columnNumber } from '../column-letters.ts';
import { cellName, isInside, parseCell, parseRange, type CellPlace, type CellRange } from './cell-place.ts';
import {
  attributesOf,
  elementEnd,
  firstTag,
  rootOf,
  siblings,
  tagsOf,
  withAttribute,
  type Tag,
} from './xml-text.ts';

/** From the format that a cell has to the one it shall have. */
export type Restyle = (format: number) => number;

/** The format of whole columns. */
interface ColumnFormat {
  from: number;
  to: number;
  format: number;
}

interface RowAt {
  number: number;
  tag: Tag;
}

/**
 * One worksheet part as text. Cells get another format, rows and cells that are missing are made in their right place;
 * every other character stays.
 */
export class SheetPart {
  #xml: string;
  readonly #prefix: string;
  readonly #merged: CellRange[];

  constructor(xml: string) {
    this.#prefix = rootOf(xml, 'worksheet').prefix;
    this.#xml = this.#withOpenData(xml);
    this.#merged = [...tagsOf(this.#xml, this.#prefix, 'mergeCell', this.#dataEnd())].flatMap(
      (tag) => parseRange(attributesOf(tag.text).get('ref') ?? '') ?? [],
    );
  }

  get xml(): string {
    return this.#xml;
  }

  /** The cell that shows: of a merged range its first one. */
  visible(place: CellPlace): CellPlace {
    return this.#merged.find((range) => isInside(range, place))?.from ?? place;
  }

  /** Gives cells another format. Cells by row, then by column. */
  restyle(wanted: ReadonlyMap<number, ReadonlyMap<number, Restyle>>): void {
    const columns = this.#columnFormats();
    const data = firstTag(this.#xml, this.#prefix, 'sheetData');
    if (data === null || wanted.size === 0) return;
    const end = this.#dataEnd();
    const rows = this.#rows(data.end, end);
    const there = new Set(rows.map((row) => row.number));
    const missing = [...wanted.keys()].filter((row) => !there.has(row)).sort((a, b) => a - b);
    const pieces: string[] = [];
    let copied = 0;
    const copyTo = (at: number) => {
      pieces.push(this.#xml.slice(copied, at));
      copied = at;
    };
    const insertBefore = (row: number, at: number) => {
      while (missing[0] !== undefined && missing[0] < row) {
        const number = missing.shift() ?? 0;
        copyTo(at);
        pieces.push(this.#newRow(number, wanted.get(number) ?? new Map<number, Restyle>(), columns));
      }
    };
    for (const row of rows) {
      insertBefore(row.number, row.tag.start);
      const cells = wanted.get(row.number);
      if (cells === undefined) continue;
      copyTo(row.tag.start);
      const whole = elementEnd(this.#xml, this.#prefix, 'row', row.tag);
      pieces.push(this.#patchedRow(row, this.#xml.slice(row.tag.end, whole.inner), cells, columns));
      copied = whole.end;
    }
    insertBefore(Infinity, end);
    copyTo(this.#xml.length);
    this.#xml = pieces.join('');
  }

  /** Adds `<legacyDrawing>` where the schema wants it; there is at most one. */
  addLegacyDrawing(element: string): void {
    const p = this.#prefix;
    const later = new Set(
      [
        'legacyDrawingHF',
        'drawingHF',
        'picture',
        'oleObjects',
        'controls',
        'webPublishItems',
        'tableParts',
        'extLst',
      ].map((name) => p + name),
    );
    const end = this.#xml.lastIndexOf(`</${p}worksheet`);
    let at = end;
    for (const { name, start } of siblings(this.#xml, this.#afterData(), end)) {
      if (!later.has(name) && !(name.endsWith(':AlternateContent') && wrapsLate(this.#xml, start))) continue;
      at = start;
      break;
    }
    this.#xml = this.#xml.slice(0, at) + element.replace('<', `<${p}`) + this.#xml.slice(at);
  }

  /** Relationship id of the drawing that holds the notes, or null. */
  legacyDrawing(): string | null {
    const tag = firstTag(this.#xml, this.#prefix, 'legacyDrawing', this.#dataEnd());
    if (tag === null) return null;
    const id = [...attributesOf(tag.text)].find(([name]) => name.endsWith(':id'));
    return id?.[1] ?? null;
  }

  #withOpenData(xml: string): string {
    const tag = firstTag(xml, this.#prefix, 'sheetData');
    if (tag?.empty !== true) return xml;
    return `${xml.slice(0, tag.start)}<${this.#prefix}sheetData></${this.#prefix}sheetData>${xml.slice(tag.end)}`;
  }

  #dataEnd(): number {
    const at = this.#xml.lastIndexOf(`</${this.#prefix}sheetData`);
    return at < 0 ? this.#xml.length : at;
  }

  #afterData(): number {
    return this.#xml.indexOf('>', this.#dataEnd()) + 1;
  }

  #rows(from: number, to: number): RowAt[] {
    const rows: RowAt[] = [];
    let number = 0;
    for (const tag of tagsOf(this.#xml, this.#prefix, 'row', from, to)) {
      const own = /\sr\s*=\s*["'](\d+)["']/.exec(tag.text)?.[1];
      number = own === undefined ? number + 1 : Number(own);
      rows.push({ number, tag });
    }
    return rows;
  }

  /** Formats of whole columns, which cells that are not there yet take over. */
  #columnFormats(): ColumnFormat[] {
    const data = firstTag(this.#xml, this.#prefix, 'sheetData');
    return [...tagsOf(this.#xml, this.#prefix, 'col', 0, data?.start ?? 0)].map((tag) => {
      const attributes = attributesOf(tag.text);
      const number = (name: string) => Number(attributes.get(name) ?? 0);
      return { from: number('min'), to: number('max'), format: number('style') };
    });
  }

  #newRow(row: number, cells: ReadonlyMap<number, Restyle>, columns: readonly ColumnFormat[]): string {
    const p = this.#prefix;
    const inner = [...cells]
      .sort(([a], [b]) => a - b)
      .map(([column, restyle]) => this.#newCell({ row, column }, restyle(formatOf(column, null, columns))));
    return `<${p}row r="${String(row)}">${inner.join('')}</${p}row>`;
  }

  #newCell(place: CellPlace, format: number): string {
    return `<${this.#prefix}c r="${cellName(place)}" s="${String(format)}"/>`;
  }

  #patchedRow(
    row: RowAt,
    inner: string,
    cells: ReadonlyMap<number, Restyle>,
    columns: readonly ColumnFormat[],
  ): string {
    const p = this.#prefix;
    const open = row.tag.empty ? `${row.tag.text.slice(0, -2).trimEnd()}>` : row.tag.text;
    const attributes = attributesOf(row.tag.text);
    const own = isTrue(attributes.get('customFormat')) ? Number(attributes.get('s') ?? 0) : null;
    const left = [...cells].sort(([a], [b]) => a - b);
    const pieces: string[] = [];
    let copied = 0;
    let column = 0;
    const insertBefore = (limit: number, at: number) => {
      while (left[0] !== undefined && left[0][0] < limit) {
        const [missing, restyle] = left.shift() ?? [0, same];
        pieces.push(
          inner.slice(copied, at),
          this.#newCell({ row: row.number, column: missing }, restyle(formatOf(missing, own, columns))),
        );
        copied = at;
      }
    };
    for (const tag of tagsOf(inner, p, 'c')) {
      const name = /\sr\s*=\s*["']([A-Za-z]+)\d+["']/.exec(tag.text)?.[1];
      column = name === undefined ? column + 1 : columnNumber(name);
      insertBefore(column, tag.start);
      if (left[0]?.[0] !== column) continue;
      const [, restyle] = left.shift() ?? [0, same];
      const format = Number(attributesOf(tag.text).get('s') ?? 0);
      pieces.push(inner.slice(copied, tag.start), withAttribute(tag.text, 's', String(restyle(format))));
      copied = tag.end;
    }
    insertBefore(Infinity, inner.length);
    return `${open}${pieces.join('')}${inner.slice(copied)}</${p}row>`;
  }
}

const same: Restyle = (format) => format;
const isTrue = (text: string | undefined) => text === '1' || text === 'true';

function formatOf(column: number, row: number | null, columns: readonly ColumnFormat[]): number {
  return row ?? columns.find(({ from, to }) => column >= from && column <= to)?.format ?? 0;
}

/** Old controls and embedded objects come wrapped; notes stand before them. */
function wrapsLate(xml: string, start: number): boolean {
  return /<(?:[\w.-]+:)?(?:oleObjects|controls|picture|tableParts)[\s>]/.test(xml.slice(start, start + 2000));
}

/** @returns the place, or null for what is no cell address. */
export function placeOf(address: string | null): CellPlace | null {
  return address === null ? null : parseCell(address);
}
