import type ExcelJS from 'exceljs';
import { officeText } from '../platform/office-text.ts';
import { maskedNumber, maskedText } from './masked.ts';
import { monthTitle } from './progress-model.ts';
import type { ReturnSlipModel, ReturnSlipRow } from './return-slip-model.ts';
import { centre, drawHead, drawTitle, fonts, heightFor, leftward, printSetup, put } from './sheet-style.ts';
import { writeWorkbook } from './write-workbook.ts';

const heads = [
  '序号',
  '采集表',
  '工作表',
  '行号',
  '姓名',
  '身份证号码',
  '要改的格',
  '问题和改法',
  '更正情况\n（单位填写）',
  '条目',
];
const widths = [6, 26, 14, 7, 10, 21, 12, 58, 18, 10];
const leftAligned = new Set([1, 7]);

/** Writes the return slip (退回单) of one unit: only the rows to mend, each with its reasons. */
export async function writeReturnSlip(model: ReturnSlipModel, path: string): Promise<void> {
  await writeWorkbook(path, {
    rows: model.rows.length,
    creator: model.madeBy,
    madeOn: model.madeOn,
    draw: (addSheet) => drawSlip(addSheet('退回单', 4, 0), model),
  });
}

function drawSlip(sheet: ExcelJS.Worksheet, model: ReturnSlipModel): void {
  sheet.columns = widths.map((width) => ({ width }));
  printSetup(sheet, '1:4', 0);
  const scope = `填报单位：${model.unit}　　${monthTitle(model.month)}　　共 ${String(model.rows.length)} 行`;
  drawTitle(
    sheet,
    heads.length,
    officeText(`${model.title}采集表退回单`),
    officeText(scope),
    `退回日期：${model.madeOn}`,
  );
  const wanted = model.replyBy === null ? '' : `请于 ${model.replyBy} 前`;
  put(
    sheet.getRow(3),
    1,
    officeText(
      `下列各行未录入门户。${wanted || '请'}在原采集表中更正后重新报送（只改列出的格，其余保持不变）；对退回有疑问的，在“更正情况”中说明。`,
    ),
    { font: fonts.subtitle, alignment: leftward, border: {} },
  );
  sheet.mergeCells(3, 1, 3, heads.length);
  sheet.getRow(3).height = 22;
  drawHead(sheet, 4, heads);
  sheet.getRow(4).commit();
  model.rows.forEach((slip, index) => drawRow(sheet.getRow(5 + index), slip, index + 1));
  const foot = sheet.getRow(5 + model.rows.length);
  put(
    foot,
    1,
    officeText(`经办人：${model.madeBy}　　　　　　　　　　单位签收：　　　　　　　　　　日期：`),
    {
      font: fonts.body,
      alignment: leftward,
      border: {},
    },
  );
  sheet.mergeCells(5 + model.rows.length, 1, 5 + model.rows.length, heads.length);
  foot.height = 34;
}

function drawRow(row: ExcelJS.Row, slip: ReturnSlipRow, at: number): void {
  const reasons = slip.reasons.map(
    (reason, index) => (slip.reasons.length > 1 ? `${String(index + 1)}. ` : '') + maskedText(reason),
  );
  const texts = [
    String(at),
    maskedText(slip.file),
    maskedText(slip.sheet),
    String(slip.row),
    maskedText(slip.name),
    maskedNumber(slip.idNumber, 'id'),
    slip.cells.join(' '),
    reasons.join('\n'),
    '',
    slip.entryId,
  ];
  texts.forEach((text, index) => {
    const value = index === 0 || index === 3 ? Number(text) : officeText(text);
    put(row, index + 1, value, { alignment: leftAligned.has(index) ? leftward : centre });
  });
  row.height = heightFor(texts, widths);
  row.commit();
}
