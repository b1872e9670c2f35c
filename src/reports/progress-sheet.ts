import type ExcelJS from 'exceljs';
import type { ProgressBlock, ProgressFigures, ProgressLine } from '../reconcile/index.ts';
import { officeText } from '../platform/office-text.ts';
import {
  basisTitles,
  monthTitle,
  progressNotes,
  unitRemarks,
  type ProgressReportModel,
} from './progress-model.ts';
import {
  drawHead,
  drawTitle,
  fills,
  fonts,
  heightFor,
  inks,
  leftward,
  printSetup,
  put,
} from './sheet-style.ts';

const heads = [
  '序号',
  '单位',
  '全年\n目标',
  '本期\n目标',
  '本期\n完成',
  '累计\n目标',
  '累计\n完成',
  '累计\n完成率',
  '占全年\n目标',
  '时序差\n（±人）',
  '排名',
  '备注',
];
const widths = [6, 22, 9, 9, 9, 9, 9, 10.5, 10.5, 10.5, 7, 40];
const percent = '0.0%';
const signed = '+0;[Red]-0;0';

/** Draws the table of one basis: both blocks, their sums and the whole, with live sums and rates. */
export function drawProgressSheet(
  sheet: ExcelJS.Worksheet,
  model: ProgressReportModel,
  figures: ProgressFigures,
): void {
  sheet.columns = widths.map((width) => ({ width }));
  printSetup(sheet, '1:3', 1);
  const scope = `截至${monthTitle(figures.month)}（本期：${figures.period.title}） · ${basisTitles[figures.basis]}`;
  drawTitle(sheet, heads.length, officeText(model.title), scope, `制表日期：${model.madeOn}`);
  drawHead(sheet, 3, heads);
  const remarks = unitRemarks(model.statement);
  let at = 4;
  const totals: number[] = [];
  figures.blocks.forEach((block, index) => {
    at = drawBlock(sheet, at, `${'一二'.charAt(index)}、${blockTitles[block.kind]}`, block, remarks);
    totals.push(at - 1);
  });
  drawSum(
    sheet,
    at,
    figures.total,
    (letter) => totals.map((row) => `${letter}${String(row)}`).join('+'),
    fonts.strong,
  );
  drawNotes(sheet, at + 1, [
    ...progressNotes(model, figures),
    `制表人：${model.madeBy}　　　　　　审核人：　　　　　　　　　　负责人：`,
  ]);
}

const blockTitles = { town: '乡镇（街道）', department: '市直部门' } as const;

/** @returns the row after the block; its sum is the row before. */
function drawBlock(
  sheet: ExcelJS.Worksheet,
  start: number,
  title: string,
  block: ProgressBlock,
  remarks: Map<string, string>,
): number {
  const head = sheet.getRow(start);
  for (let column = 1; column <= heads.length; column += 1) {
    put(head, column, column === 1 ? title : null, {
      font: fonts.strong,
      fill: fills.block,
      alignment: leftward,
    });
  }
  sheet.mergeCells(start, 1, start, heads.length);
  head.height = 19;
  block.lines.forEach((line, index) => {
    const row = sheet.getRow(start + 1 + index);
    put(row, 1, index + 1);
    drawLine(row, line, null);
    const remark = remarks.get(line.unit) ?? '';
    put(row, 12, officeText(remark), { font: fonts.note, alignment: leftward });
    row.height = Math.max(17.5, heightFor([remark], [44], 13));
  });
  const last = start + block.lines.length;
  drawSum(
    sheet,
    last + 1,
    block.total,
    (letter) => `SUM(${letter}${String(start + 1)}:${letter}${String(last)})`,
    fonts.strong,
  );
  return last + 2;
}

function drawSum(
  sheet: ExcelJS.Worksheet,
  at: number,
  line: ProgressLine,
  formula: (letter: string) => string,
  font: Partial<ExcelJS.Font>,
): void {
  const row = sheet.getRow(at);
  put(row, 1, null);
  drawLine(row, line, formula);
  put(row, 12, null);
  row.height = 20;
  for (let column = 1; column <= heads.length; column += 1) {
    const cell = row.getCell(column);
    Object.assign(cell, {
      font: { ...font, ...(cell.font.color === undefined ? {} : { color: cell.font.color }) },
      fill: fills.total,
    });
  }
}

/** Figures are numbers; rates and differences are formulas over them, so that the table can be checked by anyone. */
function drawLine(row: ExcelJS.Row, line: ProgressLine, sum: ((letter: string) => string) | null): void {
  const at = String(row.number);
  const count = (column: number, letter: string, value: number) =>
    put(row, column, sum === null ? value : { formula: sum(letter), result: value }, { numFmt: '0' });
  put(row, 2, officeText(line.unit), { alignment: leftward });
  count(3, 'C', line.annual);
  count(4, 'D', line.periodTarget);
  count(5, 'E', line.periodDone);
  count(6, 'F', line.cumulativeTarget);
  count(7, 'G', line.cumulativeDone);
  const behind = line.cumulativeRate !== null && line.cumulativeRate < 1;
  const rateFont =
    line.cumulativeRate === null ? fonts.body : { ...fonts.body, color: behind ? inks.bad : inks.good };
  put(row, 8, rate('G', 'F', at, line.cumulativeRate), { numFmt: percent, font: rateFont });
  put(row, 9, rate('G', 'C', at, line.annualRate), { numFmt: percent });
  put(row, 10, { formula: `G${at}-F${at}`, result: line.pace }, { numFmt: signed });
  put(row, 11, line.rank, { numFmt: '0' });
}

function rate(done: string, target: string, at: string, result: number | null): ExcelJS.CellFormulaValue {
  return { formula: `IF(${target}${at}=0,"",${done}${at}/${target}${at})`, result: result ?? '' };
}

function drawNotes(sheet: ExcelJS.Worksheet, start: number, notes: readonly string[]): void {
  notes.forEach((note, index) => {
    const row = sheet.getRow(start + index);
    put(row, 1, officeText(note), { font: fonts.note, alignment: leftward, border: {} });
    sheet.mergeCells(start + index, 1, start + index, heads.length);
    row.height = index === notes.length - 1 ? 30 : 16;
  });
}
