import { decodeXml } from './decode-xml.ts';
import { decodeEscapes } from './escapes.ts';
import { StringStore } from './string-store.ts';
import { XmlReader } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

/** Reads the table of shared strings: plain and rich text, never the phonetic guide beside it. */
export async function readSharedStrings(parts: ZipParts, part: string | null): Promise<StringStore> {
  const store = new StringStore();
  if (part === null || !parts.has(part)) return store;
  let text = '';
  let inText = false;
  let phonetic = 0;
  const reader = new XmlReader({
    open(name) {
      if (name === 't') inText = phonetic === 0;
      else if (name === 'si') text = '';
      else if (name === 'rPh') phonetic += 1;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') store.add(decodeEscapes(text));
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  for await (const piece of decodeXml(parts.read(part))) reader.write(piece);
  reader.end();
  return store;
}
