/**
 * Just enough XML to patch office parts as text, so that everything that is not patched stays as it was, byte for byte.
 * Works with any namespace prefix; comments and CDATA are stepped over.
 */
const attributes = /([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g;
export const tagTail = `(?:[^>"']|"[^"]*"|'[^']*')*`;

/** One tag as it stands in the text. */
export interface Tag {
  start: number;
  end: number;
  text: string;
  /** `<name/>`: no content follows. */
  empty: boolean;
}

export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')
    .replace(/[\r\n\t]/g, (c) => `&#${String(c.charCodeAt(0))};`);
}

export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (typeof hex === 'string') return String.fromCodePoint(parseInt(hex, 16));
    if (typeof decimal === 'string') return String.fromCodePoint(Number(decimal));
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[String(name).toLowerCase()] ?? '';
  });
}

export function attributesOf(tag: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted = ''] of tag.matchAll(attributes))
    found.set(name, unescapeXml(quoted.slice(1, -1)));
  return found;
}

/** The tag with the attribute set; any earlier value is replaced. */
export function withAttribute(tag: string, name: string, value: string): string {
  const own = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`);
  if (own.test(tag)) return tag.replace(own, (_, head: string) => `${head}"${escapeXml(value)}"`);
  return tag.replace(/\s*(\/?)>$/, (_, slash: string) => ` ${name}="${escapeXml(value)}"${slash}>`);
}

/** Opening tags of elements with this local name between two positions, in order. */
export function* tagsOf(
  xml: string,
  prefix: string,
  name: string,
  from = 0,
  to = xml.length,
): Generator<Tag> {
  const pattern = new RegExp(
    `<!--[\\s\\S]*?-->|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<${prefix}${name}(?=[\\s/>])${tagTail}>`,
    'g',
  );
  pattern.lastIndex = from;
  for (let match = pattern.exec(xml); match !== null && match.index < to; match = pattern.exec(xml)) {
    const [text] = match;
    if (text.startsWith('<!')) continue;
    yield { start: match.index, end: pattern.lastIndex, text, empty: text.endsWith('/>') };
  }
}

export function firstTag(xml: string, prefix: string, name: string, from = 0): Tag | null {
  for (const tag of tagsOf(xml, prefix, name, from)) return tag;
  return null;
}

/** Where the element of the tag ends: after its closing tag, or after itself when it is empty. */
export function elementEnd(
  xml: string,
  prefix: string,
  name: string,
  tag: Tag,
): { inner: number; end: number } {
  if (tag.empty) return { inner: tag.end, end: tag.end };
  const closing = `</${prefix}${name}`;
  const inner = xml.indexOf(closing, tag.end);
  if (inner < 0) throw new RangeError(`no ${closing}>`);
  return { inner, end: xml.indexOf('>', inner) + 1 };
}

/** Prefix (with its colon, or empty) and namespace of the root element. */
export function rootOf(xml: string, name: string): { prefix: string; namespace: string } {
  const match = new RegExp(`<(?:([\\w.-]+):)?${name}(?=[\\s/>])${tagTail}>`).exec(xml);
  if (match === null) throw new RangeError(`no ${name}`);
  const prefix = match[1] === undefined ? '' : `${match[1]}:`;
  const declared = attributesOf(match[0]).get(prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
  return { prefix, namespace: declared ?? '' };
}

/** Start positions of the elements that stand directly at the level of `from`, by qualified name. */
export function* siblings(xml: string, from: number, to: number): Generator<{ name: string; start: number }> {
  const pattern = new RegExp(
    `<!--[\\s\\S]*?-->|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<(/?)([\\w:.-]+)${tagTail}>`,
    'g',
  );
  pattern.lastIndex = from;
  let depth = 0;
  for (let match = pattern.exec(xml); match !== null && match.index < to; match = pattern.exec(xml)) {
    const [text, closing, name] = match;
    if (name === undefined) continue;
    if (closing === '/') {
      depth -= 1;
      continue;
    }
    if (depth === 0) yield { name, start: match.index };
    if (!text.endsWith('/>')) depth += 1;
  }
}
