import { unreadable } from '../file-trouble.ts';

/**
 * Bytes of an XML part as text, in pieces that never cut a character in two: a decoder that starts anew with every
 * piece turns some Chinese characters into �.
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      const text = decoder.decode(chunk, { stream: true });
      if (text !== '') yield text;
    }
    const rest = decoder?.decode() ?? '';
    if (rest !== '') yield rest;
  } catch (error) {
    // The decoder's own complaint; everything else comes from the source of the bytes.
    if (error instanceof TypeError) throw unreadable('文字编码有误', error);
    throw error;
  }
}

const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/;

/** Encoding of a part that begins like this: by its mark, its declaration, or else UTF-8. */
export function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le';
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be';
  const label = declared.exec(Buffer.from(start.subarray(0, 200)).toString('latin1'))?.[1]?.toLowerCase();
  // GB2312 and GBK are subsets of GB18030; a Chinese writer that says Latin means the default.
  if (label === undefined || /^(?:utf-?8|us-ascii|iso-8859-1|utf-16)$/.test(label)) return 'utf-8';
  if (/^gb/.test(label)) return 'gb18030';
  return label === 'big5' ? 'big5' : 'utf-8';
}
