import type ExcelJS from 'exceljs';
import type { Column, ColumnKind } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { columnLetters } from '../column-letters.ts';
import { typingRule, wrongFormula } from './cell-rules.ts';
import { unitNames } from './choices.ts';
import {
  bytesOf,
  centre,
  fills,
  fonts,
  grid,
  leftward,
  newForm,
  printSetup,
  put,
  validate,
} from './form-look.ts';
import { drawInstructions } from './instructions.ts';
import { ListSheet } from './list-sheet.ts';

export interface CollectionForm {
  /** The pack's own name of the unit; null: the sheet asks for it. */
  unit: string | null;
  /** `YYYY-MM`; null: the form of any month. */
  month: string | null;
  /** `YYYY-MM-DD`. */
  madeOn: string;
}

const headerRow = 3;
const firstRow = headerRow + 1;
/** Rows that are ruled on an empty form: one printed page. */
const ruledRows = 16;
/** Rows that have drop-downs and checks; formats reach to the end of the sheet. */
const checkedRows = 2000;

/**
 * The empty collection sheet (附件5) of the pack as an .xlsx: every column of the pack, drop-downs, text formats, checks,
 * print set-up and instructions. Filled in as it says it passes `luru check`.
 */
export async function collectionForm(pack: PolicyPack, form: CollectionForm): Promise<Uint8Array> {
  const workbook = newForm(form.madeOn);
  const sheet = workbook.addWorksheet(form.month === null ? '采集表' : `${monthWords(form.month)}采集表`, {
    views: [{ state: 'frozen', xSplit: nameColumn(pack), ySplit: headerRow }],
  });
  drawInstructions(workbook.addWorksheet('填表说明'), pack, pack.columns);
  const lists = new ListSheet(workbook, '选项');
  sheet.columns = pack.columns.map((column) => ({
    width: widthOf(column),
    style: { numFmt: formatOf(column), font: fonts.body, alignment: bodyAlignment(column) },
  }));
  drawHead(sheet, pack, form, lists);
  drawBody(sheet, pack, lists);
  printSetup(sheet, {
    titleRows: headerRow,
    titleColumns: `A:${columnLetters(nameColumn(pack))}`,
    pagesWide: 3,
    signatures:
      '填表人：　　　　　　　审核人：　　　　　　　分管领导（签字、盖章）：　　　　　　　　填报日期：　　　年　　月　　日',
  });
  return bytesOf(workbook);
}

export function monthWords(month: string): string {
  return `${month.slice(0, 4)}年${String(Number(month.slice(5)))}月`;
}

function drawHead(sheet: ExcelJS.Worksheet, pack: PolicyPack, form: CollectionForm, lists: ListSheet): void {
  const last = pack.columns.length;
  // Over the columns that every page repeats; a title over all of them would be torn by the page breaks.
  put(sheet, 1, 1, pack.sheetTitle, { font: fonts.title, alignment: leftward, numFmt: 'General' });
  sheet.mergeCells(1, 1, 1, Math.max(3, nameColumn(pack)));
  sheet.getRow(1).height = 50;
  put(sheet, 2, 1, '填报单位（盖章）：', { font: fonts.label, alignment: leftward });
  sheet.mergeCells(2, 1, 2, 2);
  put(sheet, 2, 3, form.unit, { font: fonts.label, alignment: leftward, numFmt: '@' });
  sheet.mergeCells(2, 3, 2, Math.min(8, last));
  validate(sheet, 'C2:C2', {
    type: 'list',
    allowBlank: true,
    formulae: [lists.formula('填报单位', unitNames(pack))],
    showErrorMessage: true,
    errorTitle: '填报单位',
    error: '请从下拉列表中选择填报单位。',
  });
  if (form.month !== null && last > 12) {
    put(sheet, 2, 9, `采集月份：${monthWords(form.month)}`, { font: fonts.label, alignment: leftward });
    sheet.mergeCells(2, 9, 2, 12);
  }
  sheet.getRow(2).height = 24;
  pack.columns.forEach((column, index) =>
    put(sheet, headerRow, index + 1, column.required ? `*${column.header}` : column.header, {
      font: column.required ? fonts.required : fonts.head,
      fill: column.required ? fills.required : fills.head,
      alignment: centre,
      border: grid,
      numFmt: 'General',
    }),
  );
  const lines = pack.columns.map((column) =>
    Math.ceil((column.header.length + 1) / Math.floor(widthOf(column) / 2)),
  );
  sheet.getRow(headerRow).height = Math.max(3, ...lines) * 14 + 4;
}

function drawBody(sheet: ExcelJS.Worksheet, pack: PolicyPack, lists: ListSheet): void {
  const lastRow = firstRow + checkedRows - 1;
  pack.columns.forEach((column, index) => {
    const letters = columnLetters(index + 1);
    const range = `${letters}${String(firstRow)}:${letters}${String(lastRow)}`;
    const cell = `${letters}${String(firstRow)}`;
    for (let row = firstRow; row < firstRow + ruledRows; row += 1) {
      put(sheet, row, index + 1, null, {
        font: fonts.body,
        border: grid,
        alignment: bodyAlignment(column),
        numFmt: formatOf(column),
      });
      sheet.getRow(row).height = 24;
    }
    const rule = typingRule(column, pack, lists);
    if (rule !== null) validate(sheet, range, rule);
    const wrong = wrongFormula(column, cell);
    if (wrong !== null) colour(sheet, range, wrong, { fill: fills.wrong });
    if (column.required) {
      // Only in rows that somebody has begun.
      const from = `$A${String(firstRow)}:$${columnLetters(pack.columns.length)}${String(firstRow)}`;
      colour(sheet, range, `AND(LEN(${cell})=0,COUNTA(${from})>1)`, { fill: fills.missing });
    }
  });
  const below = firstRow + ruledRows;
  const lastLetters = columnLetters(pack.columns.length);
  // Further rows are ruled as they are filled in, so that an empty form prints on one page.
  colour(
    sheet,
    `A${String(below)}:${lastLetters}${String(lastRow)}`,
    `COUNTA($A${String(below)}:$${lastLetters}${String(below)})>0`,
    { border: grid },
  );
}

/** Excel wants every conditional format of a sheet to have a rank of its own. */
function nextRank(sheet: ExcelJS.Worksheet): number {
  const { conditionalFormattings } = sheet as unknown as { conditionalFormattings: unknown[] };
  return conditionalFormattings.length + 1;
}

function colour(sheet: ExcelJS.Worksheet, ref: string, formula: string, style: Partial<ExcelJS.Style>): void {
  sheet.addConditionalFormatting({
    ref,
    rules: [{ type: 'expression', formulae: [formula], style, priority: nextRank(sheet) }],
  });
}

/** Numbers that are no amounts are text, so that no office program rounds or shortens them. */
function formatOf({ kind }: Column): string {
  if (kind === 'date') return 'yyyy-mm-dd';
  if (kind === 'money') return '0.##';
  return kind === 'serial' ? '0' : '@';
}

const widths: Record<ColumnKind, number> = {
  serial: 5,
  text: 14,
  'id-number': 21,
  'person-name': 10,
  date: 12,
  vocabulary: 10,
  'yes-no': 6,
  phone: 14,
  'credit-code': 21,
  region: 24,
  money: 9,
};

function widthOf(column: Column): number {
  if (column.key === 'sex' || column.key === 'urbanRuralClass') return 6;
  if (column.key === 'householdPlace' || column.key === 'employer') return 22;
  return column.kind === 'yes-no' && column.vocabulary !== null ? 14 : widths[column.kind];
}

function bodyAlignment({ kind }: Column): Partial<ExcelJS.Alignment> {
  return kind === 'text' || kind === 'region' ? leftward : centre;
}

/** Columns up to the name stay in sight. */
function nameColumn(pack: PolicyPack): number {
  return pack.columns.findIndex(({ key }) => key === 'name') + 1;
}
