import { needsPerson, verdictTitles, type Verdict } from '../reconcile/index.ts';
import { maskedNumber, maskedText } from './masked.ts';
import type { ProgressReportModel } from './progress-model.ts';

/** The report for machines: the same figures as the workbook, ID numbers masked as there. */
export function reportJson(model: ProgressReportModel): Record<string, unknown> {
  const { statement, reconciliation } = model;
  return {
    title: model.title,
    month: model.month,
    madeOn: model.madeOn,
    readBackAt: model.readBackAt,
    progress: { byEmployment: model.byEmployment, byEntry: model.byEntry },
    statement: { addsUp: statement.addsUp, ...statement.total, lines: statement.lines },
    reconciliation: reconciliationJson(reconciliation),
  };
}

/** The verdicts for machines. */
export function reconciliationJson({
  readBack,
  counts,
  verdicts,
}: ProgressReportModel['reconciliation']): Record<string, unknown> {
  return {
    readBack,
    counts,
    needPerson: verdicts.filter((verdict) => needsPerson(verdict.kind)).length,
    verdicts: verdicts.map(verdictJson),
  };
}

function verdictJson(verdict: Verdict): Record<string, unknown> {
  return {
    ...verdict,
    title: verdictTitles[verdict.kind],
    name: verdict.name === null ? null : maskedText(verdict.name),
    idNumber: verdict.idNumber === null ? null : maskedNumber(verdict.idNumber, 'id'),
  };
}
