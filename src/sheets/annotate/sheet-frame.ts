import { isInside, parseRange, type CellPlace, type CellRange } from './cell-place.ts';
import { sheetSections } from './sheet-sections.ts';
import { attributesOf, firstTag, rootOf, siblings, tagsOf } from './xml-text.ts';

/** The format of whole columns. */
export interface ColumnFormat {
  from: number;
  to: number;
  format: number;
}

/** What stands around the rows of a worksheet part, as text. */
export class SheetFrame {
  readonly prefix: string;
  readonly #head: string;
  #tail: string;
  readonly #merged: CellRange[];

  private constructor(head: string, tail: string) {
    this.#head = head;
    this.#tail = tail;
    this.prefix = rootOf(head, 'worksheet').prefix;
    this.#merged = [...tagsOf(tail, this.prefix, 'mergeCell')].flatMap(
      (tag) => parseRange(attributesOf(tag.text).get('ref') ?? '') ?? [],
    );
  }

  static async read(pieces: AsyncIterable<string>): Promise<SheetFrame> {
    let [head, tail] = ['', ''];
    for await (const { kind, text } of sheetSections(pieces)) {
      if (kind === 'head') head = text;
      else if (kind === 'tail') tail = text;
    }
    return new SheetFrame(head, tail);
  }

  /** What stands behind the rows, additions included. */
  get tail(): string {
    return this.#tail;
  }

  /** The cell that shows: of a merged range its first one. */
  visible(place: CellPlace): CellPlace {
    return this.#merged.find((range) => isInside(range, place))?.from ?? place;
  }

  /** Formats of whole columns, which cells that are not there yet take over. */
  columnFormats(): ColumnFormat[] {
    return [...tagsOf(this.#head, this.prefix, 'col')].map((tag) => {
      const attributes = attributesOf(tag.text);
      const number = (name: string) => Number(attributes.get(name) ?? 0);
      return { from: number('min'), to: number('max'), format: number('style') };
    });
  }

  /** Adds `<legacyDrawing>` where the schema wants it; there is at most one. */
  addLegacyDrawing(element: string): void {
    const p = this.prefix;
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
    const tail = this.#tail;
    const end = tail.lastIndexOf(`</${p}worksheet`);
    let at = end;
    for (const { name, start } of siblings(tail, tail.indexOf('>') + 1, end)) {
      if (!later.has(name) && !(name.endsWith(':AlternateContent') && wrapsLate(tail, start))) continue;
      at = start;
      break;
    }
    this.#tail = tail.slice(0, at) + element.replace('<', `<${p}`) + tail.slice(at);
  }

  /** Relationship id of the drawing that holds the notes, or null. */
  legacyDrawing(): string | null {
    const tag = firstTag(this.#tail, this.prefix, 'legacyDrawing');
    if (tag === null) return null;
    const id = [...attributesOf(tag.text)].find(([name]) => name.endsWith(':id'));
    return id?.[1] ?? null;
  }
}

/** Old controls and embedded objects come wrapped; notes stand before them. */
function wrapsLate(xml: string, start: number): boolean {
  return /<(?:[\w.-]+:)?(?:oleObjects|controls|picture|tableParts)[\s>]/.test(xml.slice(start, start + 2000));
}
