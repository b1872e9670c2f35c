export { createChecker } from './create-checker.ts';
export type { CheckContext, Checker, CreateChecker } from './checker.ts';
export { ledgerFindings, type KnownPerson } from './ledger-findings.ts';
export { portalFieldFindings } from './portal-field-findings.ts';
export { ruleSeverity, type RuleId } from './rule-table.ts';
