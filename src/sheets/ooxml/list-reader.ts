import type { XmlReader } from './xml-reader.ts';

/**
 * Reads one item of the plainest shape that begins at a position, white space before it included.
 * @returns where it ends, or −1 when anything about it is unusual.
 */
export type ReadPlain = (text: string, at: number) => number;

/** More than this without a closing tag is left to the XML parser and its limits. */
const longestItem = 2 ** 20;

/**
 * Reads a part that is one long list of like elements: rows, shared strings. Nearly all of them have the plainest shape that
 * XML allows, and looking at the characters of those takes a fraction of the time of a whole parser. Everything else goes
 * through the parser: the frame of the list, unusual items, and whatever may be wrong. A plain item is taken only where
 * the parser stands between two items of the list, never inside a comment or the like.
 */
export class ListReader {
  readonly #xml: XmlReader;
  readonly #readPlain: ReadPlain;
  readonly #close: string;
  readonly #item: string;
  readonly #depth: number;
  #isBetween = false;
  #rest = '';

  /** @param depth of the list's own element in the document. */
  constructor(item: string, depth: number, xml: XmlReader, readPlain: ReadPlain) {
    this.#item = item;
    this.#close = `</${item}>`;
    this.#depth = depth;
    this.#xml = xml;
    this.#readPlain = readPlain;
  }

  write(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk;
    let at = 0;
    for (let end = this.#readItem(text, at); end > at; end = this.#readItem(text, at)) at = end;
    const rest = text.slice(at);
    this.#rest = this.#isBetween && rest.length <= longestItem ? rest : '';
    if (this.#rest === '') this.#parse(rest);
  }

  /** Hands on what waits for its end. */
  flush(): void {
    const rest = this.#rest;
    this.#rest = '';
    this.#parse(rest);
  }

  /** Where the item ends that begins at a position; the same position while its end has not come. */
  #readItem(text: string, at: number): number {
    const end = this.#isBetween ? this.#readPlain(text, at) : -1;
    if (end >= 0) return end;
    const close = text.indexOf(this.#close, at);
    if (close < 0) return at;
    this.#parse(text.slice(at, close + this.#close.length));
    // The tag itself must be what the parser saw last: the same letters in a comment are no end of anything.
    this.#isBetween = this.#xml.endedWith(this.#item) && this.#xml.depth === this.#depth;
    return close + this.#close.length;
  }

  #parse(text: string): void {
    if (text === '') return;
    this.#isBetween = false;
    this.#xml.write(text);
  }
}
