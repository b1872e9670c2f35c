import { FileTrouble } from '../file-trouble.ts';

/** What a file is by its first bytes; its name is never asked. */
export type FileFormat =
  'zip' | 'ole' | 'old-binary' | 'spreadsheet-xml' | 'open-document-xml' | 'html' | 'text';

const zip = [0x50, 0x4b];
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Files that are sometimes handed in under the name of a sheet. */
const others: readonly [magic: string | readonly number[], what: string][] = [
  ['%PDF', 'PDF 文件'],
  [[0xff, 0xd8, 0xff], '图片'],
  [[0x89, 0x50, 0x4e, 0x47], '图片'],
  ['GIF8', '图片'],
  ['RIFF', '图片或音像文件'],
  [[0x49, 0x49, 0x2a, 0], '图片'],
  [[0x4d, 0x4d, 0, 0x2a], '图片'],
  ['Rar!', '压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '压缩包'],
  [[0x1f, 0x8b], '压缩包'],
  ['{\\rtf', 'Word 文档'],
  ['MIME-Version:', '网页存档（.mht）'],
  ['SQLite format 3', '数据库文件'],
  [[0x4d, 0x5a], '程序文件'],
];

/** @throws FileTrouble `file-not-a-sheet` for what is certainly something else. */
export function detectFormat(head: Buffer): FileFormat {
  if (startsWith(head, ole)) return 'ole';
  if (startsWith(head, zip) && [1, 3, 5, 7].includes(head[2] ?? 0)) return 'zip';
  // The first record of a sheet of Excel 2 to 4, which had no container yet.
  if (head[0] === 9 && [0, 2, 4].includes(head[1] ?? 9) && [4, 6, 8].includes(head[2] ?? 0))
    return 'old-binary';
  for (const [magic, what] of others) if (startsWith(head, magic)) throw notASheet(what);
  const text = asText(head).trimStart();
  if (text.startsWith('<')) return markup(text);
  return 'text';
}

export function notASheet(what: string): FileTrouble {
  return new FileTrouble(
    'file-not-a-sheet',
    `这是${what}，不是 Excel 表格；请把填好的采集表另存为 .xlsx 后重新报送`,
  );
}

function markup(text: string): FileFormat {
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return /<(?:\w+:)?Workbook[\s>]/.test(text) || !/<html/i.test(text) ? 'spreadsheet-xml' : 'html';
  }
  if (text.includes('vnd.oasis.opendocument.spreadsheet')) return 'open-document-xml';
  if (/<(?:html|table|body|head|meta|style|div|tr|!doctype html)[\s>]/i.test(text)) return 'html';
  throw notASheet(/progid="Word/.test(text) ? 'Word 文档' : 'XML 或网页文件');
}

function startsWith(head: Buffer, magic: string | readonly number[]): boolean {
  const bytes = typeof magic === 'string' ? Buffer.from(magic, 'latin1') : Buffer.from(magic);
  return head.subarray(0, bytes.length).equals(bytes);
}

/** The beginning as text, good enough to recognise mark-up. */
function asText(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2);
  if (head[0] === 0x3c && head[1] === 0) return head.toString('utf16le');
  const start = head[0] === 0xef && head[1] === 0xbb ? 3 : 0;
  return head.toString('latin1', start);
}
