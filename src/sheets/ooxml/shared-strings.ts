import { decodeXml } from './decode-xml.ts';
import { decodeEscapes } from './escapes.ts';
import { ListReader } from './list-reader.ts';
import { readPlainString } from './plain-string.ts';
import { StringStore } from './string-store.ts';
import { XmlReader } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

/** Reads the table of shared strings: plain and rich text, never the phonetic guide beside it. */
export async function readSharedStrings(parts: ZipParts, part: string | null): Promise<StringStore> {
  const store = new StringStore();
  if (part === null || !parts.has(part)) return store;
  const add = (string: string) => store.add(decodeEscapes(string));
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
      else if (name === 'si') add(text);
    },
    text(piece) {
      if (inText) text += piece;
    },
  });
  const list = new ListReader('si', 1, reader, (piece, at) => readPlainString(piece, at, add));
  for await (const piece of decodeXml(parts.read(part))) list.write(piece);
  list.flush();
  reader.end();
  return store;
}
