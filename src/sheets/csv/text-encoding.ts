import { createReadStream } from 'node:fs';
import { FileTrouble } from '../file-trouble.ts';
import { notASheet } from '../formats/detect-format.ts';

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * Encoding of a text file, proved by decoding all of it: strict UTF-8 first, then GB18030, of which GBK and GB2312 are
 * parts. Text of one hardly ever passes as the other.
 */
export async function textEncoding(path: string, head: Buffer): Promise<TextEncoding> {
  const wide = wideEncoding(head);
  const candidates: TextEncoding[] = wide === null ? ['utf-8', 'gb18030'] : [wide];
  for (const encoding of candidates) if (await decodes(path, encoding)) return encoding;
  if (hasControls(head)) throw notASheet('其他程序的文件');
  throw new FileTrouble(
    'file-unreadable',
    '文件里有无法识别的文字编码，可能已经损坏，也可能不是表格；请用 Excel 或 WPS 打开后另存为 .xlsx 再报送',
  );
}

/** UTF-16 by its mark, or by every second byte of the first ASCII characters being zero. */
function wideEncoding(head: Buffer): TextEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros: [even: number, odd: number] = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = zeros;
  // 一 is 4E 00, so that a few zeros stand on the other side too.
  if (odd > 0 && odd > even * 8) return 'utf-16le';
  if (even > 0 && even > odd * 8) return 'utf-16be';
  if (even + odd > 0) throw notASheet('其他程序的文件');
  return null;
}

/** Bytes that no text has: tab, line feed, form feed and return are the only controls in one. */
function hasControls(head: Buffer): boolean {
  return head.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13);
}

async function decodes(path: string, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
      decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
