import { open, readFile, stat } from 'node:fs/promises';
import { openCsv } from '../csv/open-csv.ts';
import { FileTrouble, unreadable } from '../file-trouble.ts';
import type { GridBook } from '../grid/grid.ts';
import { openHtml } from '../html/open-html.ts';
import { openLegacy } from '../legacy/open-legacy.ts';
import { openFlatDocument, openOpenDocument } from '../ods/open-document.ts';
import { openWorkbook } from '../ooxml/open-workbook.ts';
import { encryptedFile, tooLarge, ZipParts } from '../ooxml/zip-parts.ts';
import type { ReadLimits } from '../sheet-event.ts';
import { openSpreadsheetXml } from '../spreadsheetml/open-spreadsheet-xml.ts';
import { detectFormat, notASheet } from './detect-format.ts';
import { OleContainer } from './ole-container.ts';

const headBytes = 8192;

/**
 * Opens a file of any format that holds tables, told by its content: .xlsx and .xlsm, .xls and .et, .xlsb, .ods, .csv and
 * .tsv, and the HTML and XML tables that other programs save under the name .xls.
 * @throws FileTrouble
 */
export async function openBook(path: string, limits: ReadLimits): Promise<GridBook> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new FileTrouble('file-unreadable', '找不到文件或没有权限读取；请检查文件名和所在的文件夹', cause);
  });
  if (!found.isFile()) {
    throw new FileTrouble('file-not-a-sheet', '这是文件夹，不是采集表；请指明里面的文件');
  }
  if (found.size === 0) {
    throw new FileTrouble('file-unreadable', '文件是空的（0 字节），可能没有复制完整；请对方重新发送');
  }
  if (found.size > limits.fileBytes) {
    const megabytes = Math.floor(limits.fileBytes / 2 ** 20);
    throw new FileTrouble(
      'file-too-large',
      `文件超过 ${megabytes} MB，不像采集表；请删去图片和多余的工作表，另存为新的 .xlsx 后重新报送`,
    );
  }
  const head = await readHead(path);
  switch (detectFormat(head)) {
    case 'zip':
      return openZip(path, limits);
    case 'ole':
      return openOle(path);
    case 'old-binary':
      return openLegacy(path);
    case 'spreadsheet-xml':
      return openSpreadsheetXml(path);
    case 'open-document-xml':
      return openFlatDocument(path);
    case 'html':
      return openHtml(path);
    case 'text':
      return openCsv(path);
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable('打不开', cause);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openOle(path: string): Promise<GridBook> {
  const container = new OleContainer(await readFile(path));
  if (container.has('EncryptedPackage')) throw encryptedFile();
  const stream = ['Workbook', 'Book'].find((name) => container.has(name));
  if (stream !== undefined) {
    // The library reads what is there of a file that was cut off, and nobody would miss the people behind it.
    if (!container.isWhole(stream)) throw unreadable('没有复制完整');
    return openLegacy(path);
  }
  if (container.has('WordDocument')) throw notASheet(' Word 文档');
  if (container.has('PowerPoint Document')) throw notASheet('演示文稿');
  // A directory without any stream is one of which the rest is missing: nobody can say what it was.
  if (!container.holdsStreams) throw unreadable('目录缺失');
  throw notASheet('其他程序的文件');
}

async function openZip(path: string, limits: ReadLimits): Promise<GridBook> {
  const parts = await ZipParts.open(path, limits.inflatedBytes);
  try {
    // Held against what all parts declare, also those that nothing refers to: no sheet needs them.
    if (parts.declaredBytes() > limits.inflatedBytes) throw tooLarge();
    return await openParts(parts, path);
  } catch (error) {
    parts.close();
    throw error;
  }
}

async function openParts(parts: ZipParts, path: string): Promise<GridBook> {
  const kind = await zipKind(parts);
  if (kind === 'workbook') return openWorkbook(parts);
  if (kind === 'open-document') return openOpenDocument(parts);
  parts.close();
  return openLegacy(path);
}

async function zipKind(parts: ZipParts): Promise<'workbook' | 'binary-workbook' | 'open-document'> {
  if (parts.has('[Content_Types].xml')) {
    const types = (await parts.bytes('[Content_Types].xml')).toString('utf8');
    if (parts.has('xl/workbook.bin')) return 'binary-workbook';
    if (/wordprocessingml|ms-word/.test(types)) throw notASheet(' Word 文档');
    if (/presentationml|ms-powerpoint/.test(types)) throw notASheet('演示文稿');
    if (/spreadsheetml|ms-excel/.test(types) || parts.has('xl/workbook.xml')) return 'workbook';
    throw notASheet('其他程序的文件');
  }
  if (parts.has('xl/workbook.xml')) return 'workbook';
  if (parts.has('mimetype') && parts.has('content.xml')) {
    const type = (await parts.bytes('mimetype')).toString('latin1');
    if (type.includes('spreadsheet')) return 'open-document';
    throw notASheet('文字或演示文档');
  }
  if (parts.names().some((name) => /\.(?:xlsx?|et|csv)$/.test(name))) {
    throw new FileTrouble('file-not-a-sheet', '这是压缩包；请先解压，再把里面的表格逐个报送');
  }
  if (parts.names().some((name) => name.startsWith('word/'))) throw notASheet(' Word 文档');
  if (parts.names().some((name) => name.startsWith('ppt/'))) throw notASheet('演示文稿');
  throw notASheet('压缩包');
}
