export { usualPortalWords, type PortalWords, type ReconcileEntry } from './facts.ts';
export {
  progressFigures,
  type MonthBasis,
  type ProgressBlock,
  type ProgressFigures,
  type ProgressLine,
  type ProgressRequest,
} from './progress.ts';
export { reconcile, type Credit, type Reconciliation } from './reconcile.ts';
export {
  needsPerson,
  verdictAdvice,
  verdictKinds,
  verdictTitles,
  type Verdict,
  type VerdictKind,
} from './verdict.ts';
