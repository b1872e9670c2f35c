/** A piece of an HTML file: a tag or the text between two. */
export type HtmlToken =
  { kind: 'open' | 'close'; name: string; attributes: string } | { kind: 'text'; text: string };

const tag = /<(\/?)([a-zA-Z][\w:.-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/g;
const unread = /<!--[\s\S]*?-->|<!\[[\s\S]*?\]>|<(script|style|xml|head)\b[\s\S]*?<\/\1\s*>|<!doctype[^>]*>|<\?[\s\S]*?\?>/gi;

/** Splits HTML as programs write it into tags and texts; comments, scripts and styles are left out. */
export function* htmlTokens(source: string): Generator<HtmlToken> {
  const html = source.replace(unread, '');
  let end = 0;
  for (const match of html.matchAll(tag)) {
    if (match.index > end) yield { kind: 'text', text: decodeEntities(html.slice(end, match.index)) };
    end = match.index + match[0].length;
    const [, slash, name = '', attributes = ''] = match;
    yield { kind: slash === '/' ? 'close' : 'open', name: name.toLowerCase(), attributes };
  }
  if (end < html.length) yield { kind: 'text', text: decodeEntities(html.slice(end)) };
}

/** The value of an attribute in a tag's text, or null. */
export function htmlAttribute(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? null);
}

const named: Readonly<Record<string, string>> = {
  nbsp: '\u00A0',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  middot: '·',
  times: '×',
  yen: '¥',
  ensp: ' ',
  emsp: ' ',
  radic: '√',
  mdash: '—',
  ndash: '–',
};
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi;

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
