import type { ProgressReportModel } from './progress-model.ts';
import { drawProgressSheet } from './progress-sheet.ts';
import { drawStatementSheet } from './statement-sheet.ts';
import { drawVerdictSheet, verdictHeadRow } from './verdict-sheet.ts';
import { writeWorkbook } from './write-workbook.ts';

/**
 * Writes the progress report: 进度通报表 by employment and by entry, 收尾清单, 对账. ID numbers are masked, text from
 * sheets and portal cannot become a formula, figures are numbers with live sums.
 */
export async function writeReport(model: ProgressReportModel, path: string): Promise<void> {
  await writeWorkbook(path, {
    rows: model.reconciliation.verdicts.length + model.statement.lines.length,
    creator: model.madeBy,
    madeOn: model.madeOn,
    draw: (addSheet) => {
      drawProgressSheet(addSheet('进度通报表', 3, 2), model, model.byEmployment);
      drawProgressSheet(addSheet('进度（按录入时间）', 3, 2), model, model.byEntry);
      drawStatementSheet(addSheet('收尾清单', 3, 2), model);
      drawVerdictSheet(addSheet('对账', verdictHeadRow, 3), model);
    },
  });
}
