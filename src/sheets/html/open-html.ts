import { open, readFile } from 'node:fs/promises';
import { textEncoding } from '../csv/text-encoding.ts';
import { unreadable } from '../file-trouble.ts';
import { notASheet } from '../formats/detect-format.ts';
import { sheetNameOf } from '../formats/sheet-name.ts';
import type { GridBook, GridCell } from '../grid/grid.ts';
import { MemorySheet } from '../grid/memory-sheet.ts';
import { htmlAttribute, htmlTokens, type HtmlToken } from './html-tokens.ts';

/** Reads the tables of a web page, which many systems export under the name .xls. Every cell is the text that it shows. */
export async function openHtml(path: string): Promise<GridBook> {
  const encoding = await textEncoding(path, await headOf(path));
  const html = new TextDecoder(encoding).decode(await readFile(path));
  const name = /<x:Name>([^<]{1,60})<\/x:Name>/i.exec(html)?.[1] ?? sheetNameOf(path);
  const reader = new TableReader(name);
  for (const token of htmlTokens(html)) reader.add(token);
  // A page that ends inside its table was cut off: nobody would miss the people behind the cut.
  if (reader.isInTable && !/<\/(?:html|body)\s*>\s*$/i.test(html)) throw unreadable('没有复制完整');
  reader.end();
  if (!reader.hasTable) throw notASheet('网页');
  return { date1904: false, sheets: [reader.sheet], close: () => undefined };
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const hiddenStyle = /display\s*:\s*none/i;
const blocks = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'caption']);
const widest = 1000;

/**
 * All tables of a page below each other on one sheet, texts between them in rows of their own: so Excel shows such a file,
 * and so rows are counted.
 */
class TableReader {
  readonly sheet: MemorySheet;
  hasTable = false;
  #row = 0;
  #depth = 0;
  #cells: GridCell[] = [];
  #isRowHidden = false;
  #column = 0;
  #text: string | null = null;
  /** Last row that a cell above reaches down to, by column. */
  readonly #taken = new Map<number, number>();

  constructor(name: string) {
    this.sheet = new MemorySheet(name, false);
  }

  get isInTable(): boolean {
    return this.#depth > 0;
  }

  add(token: HtmlToken): void {
    if (token.kind === 'text') this.#addText(token.text);
    else if (token.kind === 'open') this.#open(token.name, token.attributes);
    else this.#close(token.name);
  }

  end(): void {
    this.#endRow();
    this.#endLooseText();
  }

  #addText(text: string): void {
    if (this.#depth > 0 && this.#text === null) return;
    this.#text = (this.#text ?? '') + text.replace(/[\t\n\r\f ]+/g, ' ');
  }

  #open(name: string, attributes: string): void {
    if (name === 'br') this.#addText('');
    if (name === 'br' && this.#text !== null) this.#text += '\n';
    if (blocks.has(name)) this.#startBlock();
    if (name === 'table') this.#openTable();
    if (this.#depth === 0) return;
    if (name === 'tr') this.#openRow(attributes);
    else if (name === 'td' || name === 'th') this.#openCell(attributes);
  }

  #close(name: string): void {
    if (name === 'table') this.#closeTable();
    else if (blocks.has(name) && this.#depth === 0) this.#endLooseText();
    if (this.#depth === 0) return;
    if (name === 'td' || name === 'th') this.#endCell();
    else if (name === 'tr') this.#endRow();
  }

  #startBlock(): void {
    if (this.#depth === 0) this.#endLooseText();
    else if (this.#text !== null && this.#text.trim() !== '') this.#text += '\n';
  }

  #openTable(): void {
    if (this.#depth === 0) this.#endLooseText();
    // A table inside a cell of another, as pages are laid out: its rows follow as rows of the sheet.
    else this.#endRow();
    this.#depth += 1;
    this.hasTable = true;
  }

  #closeTable(): void {
    if (this.#depth > 0) this.#endRow();
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth === 0) this.#taken.clear();
  }

  #openRow(attributes: string): void {
    this.#endRow();
    this.#row += 1;
    this.#isRowHidden = hiddenStyle.test(attributes);
    this.#column = 1;
  }

  #openCell(attributes: string): void {
    this.#endCell();
    if (this.#column === 0) this.#openRow('');
    while ((this.#taken.get(this.#column) ?? 0) >= this.#row) this.#column += 1;
    const across = span(attributes, 'colspan');
    const down = span(attributes, 'rowspan');
    const [top, left] = [this.#row, this.#column];
    this.sheet.merge({ top, left, bottom: top + down - 1, right: left + across - 1 });
    for (let offset = 0; down > 1 && offset < across; offset += 1)
      this.#taken.set(left + offset, top + down - 1);
    this.#text = '';
    this.#cells.push({ column: left, type: 'text', text: '', formula: false });
    this.#column += across;
  }

  #endCell(): void {
    const cell = this.#cells.at(-1);
    if (this.#text === null || cell === undefined || this.#depth === 0) return;
    cell.text = this.#text.replace(/ *\n */g, '\n').replace(/^[ \n]+|[ \n]+$/g, '');
    this.#text = null;
  }

  #endRow(): void {
    if (this.#depth === 0) return;
    this.#endCell();
    const filled = this.#cells.filter(({ text }) => text !== '');
    this.sheet.add(this.#row, this.#isRowHidden, filled);
    this.#cells = [];
    this.#column = 0;
  }

  /** A title or note outside the tables. */
  #endLooseText(): void {
    const text = (this.#text ?? '').trim();
    this.#text = null;
    if (text === '' || this.#depth > 0) return;
    this.#row += 1;
    this.sheet.add(this.#row, false, [{ column: 1, type: 'text', text, formula: false }]);
  }
}

function span(attributes: string, name: string): number {
  const value = Number(htmlAttribute(attributes, name) ?? 1);
  return Number.isInteger(value) && value > 0 ? Math.min(value, widest) : 1;
}
