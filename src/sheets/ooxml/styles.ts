import { decodeXml } from './decode-xml.ts';
import { numberKind, type NumberKind } from './number-format.ts';
import { attributeOf, XmlReader } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

/** For each cell style (`s` of a cell), what a number in it is. */
export async function readNumberKinds(parts: ZipParts, part: string | null): Promise<NumberKind[]> {
  if (part === null || !parts.has(part)) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  const reader = new XmlReader({
    open(name, attributes) {
      if (name === 'numFmt') {
        const id = Number(attributeOf(attributes, 'numFmtId'));
        codes.set(id, attributeOf(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  for await (const text of decodeXml(parts.read(part))) reader.write(text);
  reader.end();
  return formats.map((id) => numberKind(id, codes.get(id)));
}
