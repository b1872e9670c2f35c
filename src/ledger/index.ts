export { createKey, readKey, type LedgerKey } from './key.ts';
export { exportJournal, verifyExport } from './export-journal.ts';
export { openLedger, type OpenLedgerOptions } from './open-ledger.ts';
export type {
  Actor,
  Approval,
  Attempt,
  Batch,
  Entry,
  EntryFilter,
  EntryHead,
  ImportedFile,
  JournalLine,
  Ledger,
  LedgerPerson,
  MoveDetails,
  NewEntry,
  ProfileCheck,
  PurgeResult,
  Rehearsal,
  SheetFile,
  Verdict,
  Verification,
} from './ledger.ts';
