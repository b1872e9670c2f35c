import { firstTag, rootOf, tagTail } from './xml-text.ts';

/** A piece of a worksheet part: what stands before the rows, some whole rows, what stands behind them. */
export interface SheetSection {
  kind: 'head' | 'rows' | 'tail';
  text: string;
}

/** So much text without a whole row is searched tag by tag. */
const longestWait = 2 ** 20;

/**
 * Cuts a worksheet part into its head, runs of whole rows and its tail, without ever holding all of it. Joined, the pieces
 * are the part; only an empty `<sheetData/>` comes as an opening and a closing tag, so that rows can be put between them.
 */
export async function* sheetSections(pieces: AsyncIterable<string>): AsyncGenerator<SheetSection> {
  let rows: RowCutter | null = null;
  let isTail = false;
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (isTail) continue;
    if (rows === null) {
      const head = headOf(text);
      if (head === null) continue;
      yield { kind: 'head', text: head.text };
      text = head.rest;
      isTail = head.isEmpty;
      rows = new RowCutter(head.prefix);
      if (isTail) continue;
    }
    const { end, isLast } = rows.wholeRows(text);
    if (end > 0) yield { kind: 'rows', text: text.slice(0, end) };
    text = text.slice(end);
    isTail = isLast;
  }
  yield { kind: rows === null ? 'head' : 'tail', text };
}

/** Everything up to the first row; null while it has not come. */
function headOf(text: string): { text: string; rest: string; prefix: string; isEmpty: boolean } | null {
  if (!/<(?:[\w.-]+:)?worksheet[\s>][\s\S]*sheetData/.test(text)) return null;
  const { prefix } = rootOf(text, 'worksheet');
  const tag = firstTag(text, prefix, 'sheetData');
  if (tag === null) return null;
  const rest = text.slice(tag.end);
  if (!tag.empty) return { text: text.slice(0, tag.end), rest, prefix, isEmpty: false };
  return {
    text: `${text.slice(0, tag.start)}<${prefix}sheetData>`,
    rest: `</${prefix}sheetData>${rest}`,
    prefix,
    isEmpty: true,
  };
}

class RowCutter {
  readonly #closeRow: string;
  readonly #closeData: string;
  readonly #tags: RegExp;

  constructor(prefix: string) {
    this.#closeRow = `</${prefix}row>`;
    this.#closeData = `</${prefix}sheetData`;
    // An unfinished comment goes to the end of the text: nothing in it is a tag.
    this.#tags = new RegExp(
      `<!--[\\s\\S]*?(?:-->|$)|<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>|$)|<(/?)${prefix}(row|sheetData)(?=[\\s/>])${tagTail}>`,
      'g',
    );
  }

  /** Where the last whole row of the text ends, and whether it is the last of the sheet. */
  wholeRows(text: string): { end: number; isLast: boolean } {
    const last = text.lastIndexOf(this.#closeRow);
    const isPlain = text.length - last <= longestWait && !text.includes('<!');
    if (!isPlain || text.includes(this.#closeData)) return this.#byTags(text);
    return { end: last < 0 ? 0 : last + this.#closeRow.length, isLast: false };
  }

  #byTags(text: string): { end: number; isLast: boolean } {
    let end = 0;
    for (const match of text.matchAll(this.#tags)) {
      const [tag, slash, name] = match;
      if (name === 'sheetData' && slash === '/') return { end: match.index, isLast: true };
      if (name === 'row' && (slash === '/' || tag.endsWith('/>'))) end = match.index + tag.length;
    }
    return { end, isLast: false };
  }
}
