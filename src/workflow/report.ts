import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import {
  renderProgressText,
  renderStatementText,
  reportJson,
  writeReport,
  type ProgressReportModel,
} from '../reports/index.ts';
import { chinaTime } from '../platform/china-time.ts';
import type { Run } from './open-run.ts';
import { reconcileLedger } from './reconcile.ts';

export interface ReportRequest {
  /** Last month that counts, `YYYY-MM`; null: the current one. */
  month: string | null;
}

export interface ReportResult {
  data: Record<string, unknown>;
  text: string;
  /** The workbook in the outbox. */
  path: string;
}

/** Writes the progress report of the year up to a month, with the reconciliation and the closing statement behind it. */
export async function report(run: Run, request: ReportRequest): Promise<ReportResult> {
  const found = await reconcileLedger(run, request);
  const model: ProgressReportModel = {
    title: `${run.pack.title}进度通报表`,
    month: found.month,
    madeOn: run.around.clock.today(),
    madeBy: run.actor.operator,
    readBackAt: found.readBackAt === null ? null : chinaTime(found.readBackAt),
    byEmployment: found.byEmployment,
    byEntry: found.byEntry,
    reconciliation: found.reconciliation,
    statement: found.statement,
  };
  const path = join(run.workspace.outbox, `进度通报表-${found.month}.xlsx`);
  await writeReport(model, path);
  await chmod(path, 0o600);
  await run.ledger.note(run.actor, 'report-written', { month: found.month, addsUp: found.statement.addsUp });
  const statementText = renderStatementText(found.statement);
  return {
    data: { ...reportJson(model), path, statementText },
    text: `${renderProgressText(model.title, model.byEmployment)}\n\n${statementText}`,
    path,
  };
}
