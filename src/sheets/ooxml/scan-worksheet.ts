import { tooLarge, type ZipParts } from './zip-parts.ts';
import type { MergedRange } from '../grid/grid.ts';
import { parseRange } from './cell-range.ts';
import { decodeXml } from './decode-xml.ts';
import { attributeOf, isSet, XmlReader } from './xml-reader.ts';

/** What a worksheet part says outside its rows. */
export interface WorksheetScan {
  merges: MergedRange[];
  hiddenColumns: [first: number, last: number][];
  /** Characters of the part up to which there may be cells with content; what follows are empty formatted rows. */
  contentEnd: number;
}

const openingTag = /<((?:[\w.-]+:)?)sheetData(?:\s[^<>]*?)?(\/?)>/;
const mergeCell = /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Longer than any tag that is looked for, so that none is lost between two pieces. */
const carried = 128;
const longestTail = 64 * 2 ** 20;
/** Settings of every column there can be take less. */
const longestHead = 8 * 2 ** 20;

/**
 * First pass over a worksheet: merged ranges stand after the rows, yet the rows can't be understood without them. The
 * pass costs little more than inflating: it looks for the end of the rows in plain text and parses only what is around
 * them. It also proves the check sum before any row is believed.
 */
export async function scanWorksheet(parts: ZipParts, part: string): Promise<WorksheetScan> {
  const scanner = new Scanner();
  for await (const chunk of decodeXml(parts.read(part))) scanner.add(chunk);
  return scanner.result();
}

class Scanner {
  #head = '';
  #tail = '';
  #carry = '';
  #offset = 0;
  #contentEnd = 0;
  /** Closing tags as this file spells them, known once the rows have begun. */
  #closers: { rows: string; cell: string } | null = null;
  #hasRowsEnded = false;

  add(chunk: string): void {
    if (this.#closers === null) this.#addHead(chunk);
    else this.#addRows(chunk);
    if (this.#tail.length > longestTail) throw tooLarge();
  }

  result(): WorksheetScan {
    return {
      merges: mergesIn(this.#tail),
      hiddenColumns: hiddenColumnsIn(this.#head),
      contentEnd: this.#contentEnd,
    };
  }

  #addHead(chunk: string): void {
    const from = Math.max(0, this.#head.length - carried);
    this.#head += chunk;
    if (this.#head.length > longestHead) throw tooLarge();
    const match = openingTag.exec(this.#head.slice(from));
    if (match === null) return;
    const [tag, prefix = '', selfClosing] = match;
    this.#closers = { rows: `</${prefix}sheetData`, cell: `</${prefix}c>` };
    const end = from + match.index + tag.length;
    const rest = this.#head.slice(end);
    this.#head = this.#head.slice(0, end);
    this.#offset = this.#head.length;
    if (selfClosing === '/') this.#hasRowsEnded = true;
    this.#addRows(rest);
  }

  #addRows(chunk: string): void {
    const text = this.#carry + chunk;
    const { rows, cell } = this.#closers ?? { rows: '', cell: '' };
    const lastCell = text.lastIndexOf(cell);
    if (lastCell >= 0) this.#contentEnd = this.#offset - this.#carry.length + lastCell + cell.length;
    const end = text.lastIndexOf(rows);
    if (end >= 0 && end + rows.length > this.#carry.length) {
      this.#hasRowsEnded = true;
      this.#tail = text.slice(end);
    } else if (this.#hasRowsEnded) this.#tail += chunk;
    this.#carry = text.slice(-carried);
    this.#offset += chunk.length;
  }
}

function mergesIn(tail: string): MergedRange[] {
  const merges: MergedRange[] = [];
  for (const [, double, single] of tail.matchAll(mergeCell)) {
    const range = parseRange(double ?? single ?? '');
    if (range !== null && (range.top !== range.bottom || range.left !== range.right)) merges.push(range);
  }
  return merges.sort((a, b) => a.top - b.top || a.left - b.left);
}

/** Column settings stand before the rows. */
function hiddenColumnsIn(head: string): [number, number][] {
  const hidden: [number, number][] = [];
  const reader = new XmlReader({
    open(name, attributes) {
      if (name !== 'col') return;
      const width = attributeOf(attributes, 'width');
      const isNarrow = width !== null && Number(width) === 0;
      if (!isSet(attributeOf(attributes, 'hidden')) && !isNarrow) return;
      hidden.push([Number(attributeOf(attributes, 'min')), Number(attributeOf(attributes, 'max'))]);
    },
  });
  reader.write(head);
  return hidden;
}
