export { renderProgressText } from './progress-text.ts';
export type { ProgressReportModel } from './progress-model.ts';
export { reportJson } from './report-json.ts';
export { writeReturnSlip } from './return-slip.ts';
export { returnSlipRow, type ReturnSlipModel, type ReturnSlipRow } from './return-slip-model.ts';
export { renderReviewHtml } from './review-html.ts';
export {
  reviewPerson,
  reviewSummary,
  type ReviewModel,
  type ReviewPerson,
  type ReviewPicture,
  type ReviewRehearsal,
} from './review-model.ts';
export { renderReviewText } from './review-text.ts';
export { renderStatementText } from './statement-text.ts';
export { writeReport } from './write-report.ts';
