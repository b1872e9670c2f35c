import type ExcelJS from 'exceljs';
import {
  statementHeads,
  statementHeadTitles,
  type ClosingStatement,
  type StatementLine,
} from '../entry/closing-statement.ts';
import { conclusion } from './statement-conclusion.ts';
import { officeText } from '../platform/office-text.ts';
import { monthTitle, type ProgressReportModel } from './progress-model.ts';
import { drawHead, drawTitle, fills, fonts, leftward, printSetup, put } from './sheet-style.ts';

const heads = [
  '序号',
  '填报单位',
  '采集表\n行数',
  ...statementHeads.map((head) => statementHeadTitles[head]),
  '合计',
  '相差',
  '是否相符',
];
const widths = [6, 24, 10, ...statementHeads.map(() => 11), 10, 8, 11];
/** Columns of the heads: D on. */
const firstHead = 4;
const lastHead = firstHead + statementHeads.length - 1;

/** Sheet rows against what became of them, unit by unit, with live sums: it adds up or says where not. */
export function drawStatementSheet(sheet: ExcelJS.Worksheet, model: ProgressReportModel): void {
  const { statement } = model;
  sheet.columns = widths.map((width) => ({ width }));
  printSetup(sheet, '1:3', 0);
  drawTitle(
    sheet,
    heads.length,
    '收尾清单',
    `每一行采集表都在下面，一人一处 · 截至${monthTitle(model.month)}`,
    `制表日期：${model.madeOn}`,
  );
  drawHead(sheet, 3, heads);
  statement.lines.forEach((line, index) => {
    const row = sheet.getRow(4 + index);
    put(row, 1, index + 1);
    drawLine(row, line, line.unit ?? '（未指明单位）', null);
    row.height = 18;
  });
  const at = 4 + statement.lines.length;
  drawTotal(sheet, at, statement);
  const verdict = sheet.getRow(at + 1);
  put(verdict, 1, conclusion(statement), { font: fonts.strong, alignment: leftward, border: {} });
  sheet.mergeCells(at + 1, 1, at + 1, heads.length);
  verdict.height = 26;
}

function drawTotal(sheet: ExcelJS.Worksheet, at: number, statement: ClosingStatement): void {
  const row = sheet.getRow(at);
  put(row, 1, null);
  const sum = (letter: string) =>
    statement.lines.length === 0 ? '0' : `SUM(${letter}4:${letter}${String(at - 1)})`;
  drawLine(row, statement.total, '合计', sum);
  row.height = 22;
  for (let column = 1; column <= heads.length; column += 1)
    Object.assign(row.getCell(column), { font: fonts.strong, fill: fills.total });
}

function drawLine(
  row: ExcelJS.Row,
  line: StatementLine,
  title: string,
  sum: ((letter: string) => string) | null,
): void {
  const at = String(row.number);
  put(row, 2, officeText(title), { alignment: leftward });
  const count = (column: number, value: number) =>
    put(row, column, sum === null ? value : { formula: sum(letterOf(column)), result: value }, {
      numFmt: '0;-0;-',
    });
  count(3, line.sheetRows);
  statementHeads.forEach((head, index) => count(firstHead + index, line[head]));
  const entries = statementHeads.reduce((total, head) => total + line[head], 0);
  const all = letterOf(lastHead + 1);
  const apart = letterOf(lastHead + 2);
  put(
    row,
    lastHead + 1,
    { formula: `SUM(${letterOf(firstHead)}${at}:${letterOf(lastHead)}${at})`, result: entries },
    { numFmt: '0' },
  );
  put(
    row,
    lastHead + 2,
    { formula: `C${at}-${all}${at}`, result: line.sheetRows - entries },
    { numFmt: '0;[Red]-0;0' },
  );
  const equal = line.sheetRows === entries;
  put(
    row,
    lastHead + 3,
    { formula: `IF(${apart}${at}=0,"相符","不符")`, result: equal ? '相符' : '不符' },
    { fill: equal ? fills.good : fills.error },
  );
}

const letterOf = (column: number) => String.fromCharCode(64 + column);
