/** A piece of an HTML file: a tag or the text between two. */
export type HtmlToken =
  { kind: 'open' | 'close'; name: string; attributes: string } | { kind: 'text'; text: string };

const tag = /<(\/?)([a-zA-Z][\w:.-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*)>/g;
const start = /<(?:!--|!\[|!|\?|(script|style|xml|head)\b)/gi;

/** Splits HTML as programs write it into tags and texts; comments, scripts and styles are left out. */
export function* htmlTokens(source: string): Generator<HtmlToken> {
  const html = withoutUnread(source);
  let end = 0;
  for (const match of html.matchAll(tag)) {
    if (match.index > end) yield { kind: 'text', text: decodeEntities(html.slice(end, match.index)) };
    end = match.index + match[0].length;
    const [, slash, name = '', attributes = ''] = match;
    yield { kind: slash === '/' ? 'close' : 'open', name: name.toLowerCase(), attributes };
  }
  if (end < html.length) yield { kind: 'text', text: decodeEntities(html.slice(end)) };
}

/**
 * The page without comments, declarations, scripts and styles. Searched from one to the next, so that a page full of
 * beginnings without an end takes no longer than any other.
 */
function withoutUnread(source: string): string {
  const lower = source.toLowerCase();
  const kept: string[] = [];
  const missing = new Set<string>();
  let from = 0;
  start.lastIndex = 0;
  for (let match = start.exec(source); match !== null; match = start.exec(source)) {
    const end = endOf(match[0], match[1]?.toLowerCase());
    const at = missing.has(end) ? -1 : lower.indexOf(end, match.index + match[0].length);
    if (at < 0) {
      missing.add(end);
      continue;
    }
    kept.push(source.slice(from, match.index));
    from = at + end.length;
    start.lastIndex = from;
  }
  kept.push(source.slice(from));
  return kept.join('');
}

function endOf(beginning: string, element: string | undefined): string {
  if (element !== undefined) return `</${element}>`;
  if (beginning === '<!--') return '-->';
  if (beginning === '<![') return ']>';
  return beginning === '<?' ? '?>' : '>';
}

/** The value of an attribute in a tag's text, or null. */
export function htmlAttribute(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|[\\s"'])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
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
