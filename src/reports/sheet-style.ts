import type ExcelJS from 'exceljs';
import { displayWidth } from './display-width.ts';

/** One look for every workbook that goes to people. */
export const fonts = {
  title: { name: '宋体', size: 18, bold: true },
  subtitle: { name: '宋体', size: 11, color: { argb: 'FF404A57' } },
  head: { name: '黑体', size: 11 },
  body: { name: '宋体', size: 11 },
  strong: { name: '宋体', size: 11, bold: true },
  note: { name: '宋体', size: 10, color: { argb: 'FF59636F' } },
} as const satisfies Record<string, Partial<ExcelJS.Font>>;

const line = { style: 'thin', color: { argb: 'FF9AA5B1' } } as const;
export const grid: Partial<ExcelJS.Borders> = { top: line, left: line, bottom: line, right: line };

export const fills = {
  head: solid('FFE8EDF3'),
  block: solid('FFF5F7FA'),
  total: solid('FFEFF3F8'),
  error: solid('FFFBE3E1'),
  decision: solid('FFFFEFD6'),
  warning: solid('FFFFF9D9'),
  good: solid('FFE5F3E8'),
} as const;

export const inks = { bad: { argb: 'FFB3261E' }, good: { argb: 'FF1B6E3A' } } as const;

export const centre: Partial<ExcelJS.Alignment> = {
  horizontal: 'center',
  vertical: 'middle',
  wrapText: true,
};
export const leftward: Partial<ExcelJS.Alignment> = {
  horizontal: 'left',
  vertical: 'middle',
  wrapText: true,
};
export const rightward: Partial<ExcelJS.Alignment> = { horizontal: 'right', vertical: 'middle' };

function solid(argb: string): ExcelJS.FillPattern {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** A4, landscape, as wide as the paper; `pages` high, 0: as many as it takes. */
export function printSetup(sheet: ExcelJS.Worksheet, titleRows: string, pages: number): void {
  // Assigned, because exceljs declares paper sizes as a const enum, which type stripping cannot see. 9: A4.
  Object.assign(sheet.pageSetup, {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: pages,
    horizontalCentered: true,
    printTitlesRow: titleRows,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  });
  sheet.headerFooter.oddFooter = '&C第 &P 页，共 &N 页';
}

/** Writes one cell with its look. */
export function put(
  row: ExcelJS.Row,
  column: number,
  value: ExcelJS.CellValue,
  look: Partial<ExcelJS.Style> = {},
): ExcelJS.Cell {
  const cell = row.getCell(column);
  cell.value = value;
  Object.assign(cell, { font: fonts.body, alignment: centre, border: grid, ...look });
  return cell;
}

/** The title over `columns` columns in row 1, and a line of two texts in row 2. */
export function drawTitle(
  sheet: ExcelJS.Worksheet,
  columns: number,
  title: string,
  left: string,
  right: string,
): void {
  const split = Math.max(1, Math.ceil(columns / 2));
  const first = sheet.getRow(1);
  put(first, 1, title, { font: fonts.title, border: {} });
  first.height = 34;
  const second = sheet.getRow(2);
  put(second, 1, left, { font: fonts.subtitle, alignment: leftward, border: {} });
  if (columns > split)
    put(second, split + 1, right, { font: fonts.subtitle, alignment: rightward, border: {} });
  second.height = 20;
  sheet.mergeCells(1, 1, 1, columns);
  if (split > 1) sheet.mergeCells(2, 1, 2, split);
  if (columns > split + 1) sheet.mergeCells(2, split + 1, 2, columns);
}

/** Header cells in one row. */
export function drawHead(sheet: ExcelJS.Worksheet, at: number, titles: readonly string[]): void {
  const row = sheet.getRow(at);
  titles.forEach((title, index) => put(row, index + 1, title, { font: fonts.head, fill: fills.head }));
  row.height = 34;
}

/** Height for texts that wrap: not every office program fits rows by itself when it opens a file. */
export function heightFor(texts: readonly string[], widths: readonly number[], lineHeight = 15): number {
  const lines = texts.map((text, at) =>
    text
      .split('\n')
      .reduce(
        (sum, part) => sum + Math.max(1, Math.ceil((displayWidth(part) + 1) / ((widths[at] ?? 10) - 2))),
        0,
      ),
  );
  return Math.max(1, ...lines) * lineHeight + 4;
}
