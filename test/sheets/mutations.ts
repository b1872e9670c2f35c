import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A small generator of its own, so that a failing mutation can be made again from its number. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

/** Bytes flipped, cut out, doubled or cut off anywhere. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = random(bytes.length);
  const length = 1 + random(Math.min(200, bytes.length));
  switch (random(5)) {
    case 0:
      for (let count = 1 + random(8); count > 0; count -= 1) changed[random(changed.length)] = random(256);
      return changed;
    case 1:
      return new Uint8Array([...changed.subarray(0, at), ...changed.subarray(at + length)]);
    case 2:
      return new Uint8Array([
        ...changed.subarray(0, at),
        ...changed.subarray(at, at + length),
        ...changed.subarray(at),
      ]);
    case 3:
      return changed.subarray(0, at);
    default:
      changed.fill(random(256), at, at + length);
      return changed;
  }
}

const snippets = [
  '<',
  '>',
  '"',
  '&',
  '</c>',
  '<row>',
  '</sheetData>',
  '<c t="s"><v>',
  ' r="A1"',
  '<mergeCell ref="A1:C9"/>',
  '99999999',
  '-1',
  '<is><t>',
  ']]>',
  '<!--',
  '\u0000',
  't="e"',
  ' s="7"',
];

/** One XML part of a workbook changed, in a container that is sound again. */
export function mutateXml(bytes: Uint8Array, random: Random): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name));
  const name =
    random(3) > 0
      ? (names.find((one) => /sheet1\.xml$|^content/.test(one)) ?? '')
      : (names[random(names.length)] ?? '');
  let text = strFromU8(parts[name] ?? new Uint8Array());
  for (let count = 1 + random(4); count > 0; count -= 1) {
    const at = random(text.length + 1);
    const length = random(3) === 0 ? random(400) : random(6);
    const piece = random(2) === 0 ? (snippets[random(snippets.length)] ?? '') : '';
    text =
      random(3) === 0
        ? text.slice(0, at) + text.slice(at, at + length) + text.slice(at)
        : text.slice(0, at) + piece + text.slice(at + length);
  }
  parts[name] = strToU8(text);
  return zipSync(parts, { level: 1 });
}

/** Every text that a workbook's parts hold, tags and entities undone: what may be read must be in here. */
export function textsOf(bytes: Uint8Array): string {
  const parts = unzipSync(bytes);
  return Object.values(parts)
    .map((part) => strFromU8(part))
    .map((xml) => `${xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1').replace(/<[^<>]*>/g, '')}\n${xml}`)
    .join('\n')
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
    .replace(/\r\n?/g, '\n');
} // prettier-ignore
