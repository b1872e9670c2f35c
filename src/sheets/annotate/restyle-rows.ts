import { columnNumber } from '../column-letters.ts';
import { cellName, type CellPlace } from './cell-place.ts';
import type { ColumnFormat, SheetFrame } from './sheet-frame.ts';
import { sheetSections } from './sheet-sections.ts';
import { attributesOf, elementEnd, tagsOf, withAttribute, type Tag } from './xml-text.ts';

/** From the format that a cell has to the one it shall have. */
export type Restyle = (format: number) => number;

/** Cells by row, then by column. */
export type Wanted = ReadonlyMap<number, ReadonlyMap<number, Restyle>>;

/**
 * A worksheet part whose cells have got other formats, piece by piece. Rows and cells that are missing are made in their
 * right place; the frame gives what stands behind the rows; every other character stays.
 */
export async function* restyled(
  pieces: AsyncIterable<string>,
  frame: SheetFrame,
  wanted: Wanted,
): AsyncGenerator<string> {
  const rows = new RowStyler(frame.prefix, frame.columnFormats(), wanted);
  for await (const { kind, text } of sheetSections(pieces)) {
    if (kind === 'rows') yield rows.patch(text);
    else if (kind === 'head') yield text;
    else yield rows.rest() + frame.tail;
  }
}

class RowStyler {
  readonly #prefix: string;
  readonly #columns: readonly ColumnFormat[];
  readonly #wanted: Wanted;
  /** Wanted rows that have not come, in order. */
  readonly #left: number[];
  #number = 0;

  constructor(prefix: string, columns: readonly ColumnFormat[], wanted: Wanted) {
    this.#prefix = prefix;
    this.#columns = columns;
    this.#wanted = wanted;
    this.#left = [...wanted.keys()].sort((a, b) => a - b);
  }

  /** Some whole rows, with what is wanted of them and before them. */
  patch(text: string): string {
    const last = this.#left.length === 0 ? null : this.#lastNumber(text);
    if (this.#left[0] === undefined || (last !== null && last < this.#left[0])) {
      this.#number = last ?? this.#number;
      return text;
    }
    const pieces: string[] = [];
    let copied = 0;
    for (const tag of tagsOf(text, this.#prefix, 'row')) {
      this.#number = numberOf(tag) ?? this.#number + 1;
      pieces.push(text.slice(copied, tag.start), this.#missing(this.#number));
      copied = tag.start;
      const cells = this.#left[0] === this.#number ? this.#wanted.get(this.#number) : undefined;
      if (cells === undefined) continue;
      this.#left.shift();
      const whole = elementEnd(text, this.#prefix, 'row', tag);
      pieces.push(this.#patchedRow(tag, text.slice(tag.end, whole.inner), cells));
      copied = whole.end;
    }
    return pieces.join('') + text.slice(copied);
  }

  /** Wanted rows below the last one. */
  rest(): string {
    return this.#missing(Infinity);
  }

  #missing(before: number): string {
    let made = '';
    while (this.#left[0] !== undefined && this.#left[0] < before) {
      const row = this.#left.shift() ?? 0;
      made += this.#newRow(row, this.#wanted.get(row) ?? new Map<number, Restyle>());
    }
    return made;
  }

  /** Number of the last row of a text; null when only counting tells. */
  #lastNumber(text: string): number | null {
    if (text.includes('<!')) return null;
    let tag: Tag | null = null;
    // Longer names that begin alike are passed over by looking for tags.
    for (const one of tagsOf(text, this.#prefix, 'row', text.lastIndexOf(`<${this.#prefix}row`))) tag = one;
    return tag === null ? null : numberOf(tag);
  }

  #newRow(row: number, cells: ReadonlyMap<number, Restyle>): string {
    const p = this.#prefix;
    const inner = [...cells]
      .sort(([a], [b]) => a - b)
      .map(([column, restyle]) => this.#newCell({ row, column }, restyle(this.#formatOf(column, null))));
    return `<${p}row r="${String(row)}">${inner.join('')}</${p}row>`;
  }

  #newCell(place: CellPlace, format: number): string {
    return `<${this.#prefix}c r="${cellName(place)}" s="${String(format)}"/>`;
  }

  #patchedRow(tag: Tag, inner: string, cells: ReadonlyMap<number, Restyle>): string {
    const p = this.#prefix;
    const row = this.#number;
    const open = tag.empty ? `${tag.text.slice(0, -2).trimEnd()}>` : tag.text;
    const attributes = attributesOf(tag.text);
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
          this.#newCell({ row, column: missing }, restyle(this.#formatOf(missing, own))),
        );
        copied = at;
      }
    };
    for (const cell of tagsOf(inner, p, 'c')) {
      const name = /\sr\s*=\s*["']([A-Za-z]+)\d+["']/.exec(cell.text)?.[1];
      column = name === undefined ? column + 1 : columnNumber(name);
      insertBefore(column, cell.start);
      if (left[0]?.[0] !== column) continue;
      const [, restyle] = left.shift() ?? [0, same];
      const format = Number(attributesOf(cell.text).get('s') ?? 0);
      pieces.push(inner.slice(copied, cell.start), withAttribute(cell.text, 's', String(restyle(format))));
      copied = cell.end;
    }
    insertBefore(Infinity, inner.length);
    return `${open}${pieces.join('')}${inner.slice(copied)}</${p}row>`;
  }

  #formatOf(column: number, row: number | null): number {
    return row ?? this.#columns.find(({ from, to }) => column >= from && column <= to)?.format ?? 0;
  }
}

function numberOf(row: Tag): number | null {
  const own = /\sr\s*=\s*["'](\d+)["']/.exec(row.text)?.[1];
  return own === undefined ? null : Number(own);
}

const same: Restyle = (format) => format;
const isTrue = (text: string | undefined) => text === '1' || text === 'true';
