import type { Severity } from '../../model/finding.ts';
import { appendChild } from './opc.ts';
import { attributesOf, elementEnd, firstTag, rootOf, siblings, tagsOf, withAttribute } from './xml-text.ts';

/** Background of a cell by its worst finding: red, orange, yellow, blue. */
export const severityColours: Record<Severity, string> = {
  error: 'FFFFC7CE',
  decision: 'FFFFD8A8',
  warning: 'FFFFF3A3',
  info: 'FFDDEBF7',
};

/** Styles of the added sheet. */
export type ListStyle = 'title' | 'note' | 'head' | 'text' | 'centre' | 'link' | Severity;

const order = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];
const least: Record<string, string> = {
  fonts: '<font><sz val="11"/><name val="宋体"/></font>',
  fills: '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  borders: '<border><left/><right/><top/><bottom/><diagonal/></border>',
  cellXfs: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
};

/** The style part: existing formats stay where they are, coloured ones are added as copies of them. */
export class StyleBook {
  #xml: string;
  readonly #prefix: string;
  readonly #formats: string[];
  readonly #fills = new Map<Severity, number>();
  readonly #coloured = new Map<string, number>();

  constructor(xml: string) {
    this.#xml = xml;
    this.#prefix = rootOf(xml, 'styleSheet').prefix;
    for (const section of Object.keys(least)) this.#require(section);
    this.#formats = this.#children('cellXfs', 'xf');
  }

  /** A new style part for a workbook that has none. */
  static readonly blank = (namespace: string): string =>
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${namespace}"></styleSheet>`;

  /** The format that differs from `format` only in its background. */
  coloured(format: number, severity: Severity): number {
    const key = `${String(format)} ${severity}`;
    const known = this.#coloured.get(key);
    if (known !== undefined) return known;
    const original = this.#formats[format] ?? this.#formats[0] ?? `<${this.#prefix}xf/>`;
    const open = /^<[^>]*>/.exec(original)?.[0] ?? original;
    const filled = withAttribute(
      withAttribute(open, 'fillId', String(this.#fill(severity))),
      'applyFill',
      '1',
    );
    const added = this.#addFormat(filled + original.slice(open.length));
    this.#coloured.set(key, added);
    return added;
  }

  /** Formats for the added sheet. */
  listStyles(): Record<ListStyle, number> {
    const p = this.#prefix;
    const font = (inner: string) =>
      this.#add('fonts', 'font', `<${p}font>${inner.replaceAll('<', `<${p}`)}</${p}font>`);
    const body = font('<sz val="10.5"/><name val="宋体"/>');
    const bold = font('<b/><sz val="11"/><name val="黑体"/>');
    const title = font('<b/><sz val="16"/><name val="宋体"/>');
    const link = font('<u/><sz val="10.5"/><color rgb="FF1F5FA8"/><name val="宋体"/>');
    const edges = ['left', 'right', 'top', 'bottom']
      .map((side) => `<${p}${side} style="thin"><${p}color rgb="FFB4BDC8"/></${p}${side}>`)
      .join('');
    const border = this.#add('borders', 'border', `<${p}border>${edges}<${p}diagonal/></${p}border>`);
    const head = this.#add('fills', 'fill', this.#solid('FFE8EDF3'));
    const format = (fontId: number, fillId: number, borderId: number, across: string) =>
      this.#addFormat(
        `<${p}xf numFmtId="49" fontId="${String(fontId)}" fillId="${String(fillId)}" borderId="${String(borderId)}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><${p}alignment horizontal="${across}" vertical="center" wrapText="1"/></${p}xf>`,
      );
    return {
      title: format(title, 0, 0, 'left'),
      note: format(body, 0, 0, 'left'),
      head: format(bold, head, border, 'center'),
      text: format(body, 0, border, 'left'),
      centre: format(body, 0, border, 'center'),
      link: format(link, 0, border, 'center'),
      error: format(body, this.#fill('error'), border, 'center'),
      decision: format(body, this.#fill('decision'), border, 'center'),
      warning: format(body, this.#fill('warning'), border, 'center'),
      info: format(body, this.#fill('info'), border, 'center'),
    };
  }

  get xml(): string {
    return this.#xml;
  }

  #fill(severity: Severity): number {
    const known = this.#fills.get(severity);
    if (known !== undefined) return known;
    const added = this.#add('fills', 'fill', this.#solid(severityColours[severity]));
    this.#fills.set(severity, added);
    return added;
  }

  #solid(argb: string): string {
    const p = this.#prefix;
    return `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${argb}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
  }

  #addFormat(format: string): number {
    this.#formats.push(format);
    return this.#add('cellXfs', 'xf', format);
  }

  /** @returns the index of the added child. */
  #add(section: string, child: string, text: string): number {
    const count = this.#children(section, child).length;
    const xml = appendChild(this.#xml, this.#prefix, section, text);
    const tag = firstTag(xml, this.#prefix, section);
    if (tag === null) throw new RangeError(`no ${section}`);
    const counted = attributesOf(tag.text).has('count')
      ? withAttribute(tag.text, 'count', String(count + 1))
      : tag.text;
    this.#xml = xml.slice(0, tag.start) + counted + xml.slice(tag.end);
    return count;
  }

  /** Children of a section as text, in order. */
  #children(section: string, child: string): string[] {
    const tag = firstTag(this.#xml, this.#prefix, section);
    if (tag === null || tag.empty) return [];
    const { inner } = elementEnd(this.#xml, this.#prefix, section, tag);
    return [...tagsOf(this.#xml, this.#prefix, child, tag.end, inner)].map((one) =>
      this.#xml.slice(one.start, elementEnd(this.#xml, this.#prefix, child, one).end),
    );
  }

  #require(section: string): void {
    if (firstTag(this.#xml, this.#prefix, section) !== null) return;
    const p = this.#prefix;
    const inner = (least[section] ?? '').replace(/<(\/?)/g, `<$1${p}`);
    const root = firstTag(this.#xml, p, 'styleSheet');
    if (root === null) throw new RangeError('no styleSheet');
    const later = new Set(order.slice(order.indexOf(section) + 1).map((name) => p + name));
    const end = this.#xml.lastIndexOf(`</${p}styleSheet`);
    let at = end;
    for (const { name, start } of siblings(this.#xml, root.end, end)) {
      if (!later.has(name)) continue;
      at = start;
      break;
    }
    this.#xml = `${this.#xml.slice(0, at)}<${p}${section}>${inner}</${p}${section}>${this.#xml.slice(at)}`;
  }
}
