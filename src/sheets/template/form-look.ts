import ExcelJS from 'exceljs';

/** One look for the empty forms; the typefaces are those that WPS and Excel have on every office machine. */
export const fonts = {
  title: { name: '宋体', size: 16, bold: true },
  label: { name: '宋体', size: 12 },
  head: { name: '黑体', size: 10 },
  required: { name: '黑体', size: 10, color: { argb: 'FFB3261E' } },
  body: { name: '宋体', size: 10 },
  note: { name: '宋体', size: 11 },
  strong: { name: '宋体', size: 11, bold: true },
} as const satisfies Record<string, Partial<ExcelJS.Font>>;

const line = { style: 'thin', color: { argb: 'FF7F8A96' } } as const;
export const grid: Partial<ExcelJS.Borders> = { top: line, left: line, bottom: line, right: line };

export const fills = {
  head: solid('FFEFF3F8'),
  required: solid('FFFFF4D6'),
  wrong: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFBD5D1' } },
  missing: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFF4D6' } },
} as const satisfies Record<string, ExcelJS.FillPattern>;

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

function solid(argb: string): ExcelJS.FillPattern {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** A workbook that says who made it and on which day (`YYYY-MM-DD`), and nothing of the machine. */
export function newForm(madeOn: string): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  const day = new Date(`${madeOn}T00:00:00Z`);
  Object.assign(workbook, { creator: '录入助手', lastModifiedBy: '录入助手', created: day, modified: day });
  return workbook;
}

export async function bytesOf(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

export interface PrintForm {
  /** Rows from the first that come again on every page. */
  titleRows: number;
  /** Columns that come again where a table is several pages wide, e.g. `A:C`. */
  titleColumns?: string;
  pagesWide?: number;
  orientation?: 'portrait';
  /** The line to sign below every page. */
  signatures: string;
}

/** A4, landscape, as wide as its pages, with titles again on every page and a line to sign below each. */
export function printSetup(sheet: ExcelJS.Worksheet, form: PrintForm): void {
  // Assigned, because exceljs declares paper sizes as a const enum, which type stripping cannot see. 9: A4.
  Object.assign(sheet.pageSetup, {
    paperSize: 9,
    orientation: form.orientation ?? 'landscape',
    fitToPage: true,
    fitToWidth: form.pagesWide ?? 1,
    fitToHeight: 0,
    horizontalCentered: true,
    printTitlesRow: `1:${String(form.titleRows)}`,
    ...(form.titleColumns === undefined ? {} : { printTitlesColumn: form.titleColumns }),
    pageOrder: 'overThenDown',
    margins: { left: 0.3, right: 0.3, top: 0.5, bottom: 0.9, header: 0.3, footer: 0.3 },
  });
  // In the page footer and not in a row: people may need any number of rows, and no line of the grid is in their way.
  sheet.headerFooter.oddFooter = `&L${form.signatures}&R第 &P 页，共 &N 页`;
}

/** Writes a cell with its look. */
export function put(
  sheet: ExcelJS.Worksheet,
  row: number,
  column: number,
  value: ExcelJS.CellValue,
  look: Partial<ExcelJS.Style>,
): void {
  const cell = sheet.getCell(row, column);
  cell.value = value;
  Object.assign(cell, look);
}

/** A validation for a whole range; exceljs has it, its types have only the one of a single cell. */
export function validate(sheet: ExcelJS.Worksheet, range: string, rule: ExcelJS.DataValidation): void {
  (
    sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
  ).dataValidations.add(range, rule);
}
