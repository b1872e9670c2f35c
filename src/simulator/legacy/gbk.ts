// The legacy skin speaks GBK on the wire, as servers of its time do. Node decodes GBK but does not encode it.

let bytesByCharacter: Map<string, readonly [number, number]> | null = null;

/** Text as GBK bytes; a character outside GBK becomes a numeric reference, as browsers do in a form of such a page. */
export function encodeGbk(text: string): Uint8Array<ArrayBuffer> {
  bytesByCharacter ??= invertDecoder();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = bytesByCharacter.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(...pair);
    else bytes.push(...Buffer.from(`&#${code};`, 'latin1'));
  }
  return Uint8Array.from(bytes);
}

/** The fields of a form or query posted by a GBK page. */
export function decodeGbkForm(encoded: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const part of encoded.split('&')) {
    const at = part.indexOf('=');
    if (part !== '')
      fields[decodePart(at < 0 ? part : part.slice(0, at))] = at < 0 ? '' : decodePart(part.slice(at + 1));
  }
  return fields;
}

function decodePart(encoded: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < encoded.length; at += 1) {
    const escaped = /^%[0-9a-f]{2}/i.exec(encoded.slice(at, at + 3));
    if (escaped !== null) {
      bytes.push(Number.parseInt(encoded.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(encoded.charAt(at) === '+' ? 0x20 : encoded.charCodeAt(at) & 0xff);
  }
  const text = new TextDecoder('gbk').decode(Uint8Array.from(bytes));
  return text.replace(/&#(\d{1,7});/g, (reference, code: string) => {
    const point = Number(code);
    return point <= 0x10ffff ? String.fromCodePoint(point) : reference;
  });
}

function invertDecoder(): Map<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk', { fatal: true });
  const found = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue;
      try {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        if (!found.has(character)) found.set(character, [lead, trail]);
      } catch {
        // A gap in the code table.
      }
    }
  }
  return found;
}
