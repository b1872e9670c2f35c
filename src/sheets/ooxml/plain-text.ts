const tab = 9;
const lineFeed = 10;
const blank = 32;
const ampersand = 38;
const less = 60;
const greater = 62;
const firstSurrogate = 0xd800;

/**
 * Where the tag behind a plain text begins, or −1 when there is anything in it that XML decodes, joins or forbids:
 * references, carriage returns, control characters, `]]>`, and characters of two code units.
 */
export function endOfPlainText(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === less) return at;
    const isPlain = code >= blank && code < firstSurrogate && code !== ampersand && code !== greater;
    // NaN, behind the end of the text, is no plain character either.
    if (!isPlain && code !== tab && code !== lineFeed) return -1;
    at += 1;
  }
}

export function afterBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === blank || code === lineFeed || code === tab;) {
    code = text.charCodeAt((at += 1));
  }
  return at;
}
