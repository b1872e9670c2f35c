import type { SheetRowCount, StateCount } from '../entry/closing-statement.ts';
import type { SubmissionOutcome } from '../entry/outcome.ts';
import type { FieldComparison } from '../entry/field-values.ts';
import type { PortalRecord } from '../entry/portal-record.ts';
import type { EntryState } from '../entry/state.ts';
import type { Finding, RowStatus } from '../model/finding.ts';
import type { PersonValues } from '../model/person.ts';

/** Who acts and in which run: part of every journal line. */
export interface Actor {
  runId: string;
  operator: string;
}

export interface SheetFile {
  /** File name without folders. */
  name: string;
  sha256: string;
  sizeBytes: number;
}

export interface NewEntry {
  sheet: string;
  row: number;
  /** The pack's unit name; null while a person has to say which it is. */
  unit: string | null;
  /** `YYYY-MM` of the sheet. */
  month: string;
  values: PersonValues;
  /** Column key or unknown header → text as the file holds it. */
  raw: Record<string, string>;
  findings: Finding[];
  status: RowStatus;
}

export interface Entry extends NewEntry {
  /** `E` and a running number of the ledger, e.g. `E000012`. */
  id: string;
  fileId: number;
  file: string;
  state: EntryState;
  batchId: string | null;
  /** Hash over what an approval covers, set by `approve`; null without a valid approval. */
  approvalHash: string | null;
  /** ISO-8601 UTC instant of the last move. */
  movedAt: string;
  /** Why it is in this state, for people: portal messages, reviewer's reason. */
  reason: string | null;
  receipt: string | null;
  /** Set once `purge` removed the person's values; `values`, `raw` and `findings` are empty then. */
  purgedAt: string | null;
}

/** An entry without anything of the person: what planning, counting and lists need, and no key has to open. */
export type EntryHead = Omit<Entry, 'values' | 'raw' | 'findings' | 'reason' | 'receipt'>;

export interface ImportedFile {
  id: number;
  name: string;
  sha256: string;
  sizeBytes: number;
  importedAt: string;
  /** Rows of people, whatever became of them. */
  people: number;
}

export interface Batch {
  /** `B` and a running number, e.g. `B0003`. */
  id: string;
  unit: string;
  month: string;
  /** The entries that are in it now, in planned order; those that went back to `ready` have left it. */
  entryIds: string[];
  profile: string;
  createdAt: string;
}

export interface Rehearsal {
  entryId: string;
  at: string;
  profileHash: string;
  formFingerprint: string;
  /** Hash over person values + batch + profile + form fingerprint + pack (invariant 4). */
  contentHash: string;
  fields: FieldComparison[];
  messages: string[];
  /** Path of the picture relative to the workspace. */
  screenshot: string | null;
}

export interface Approval {
  entryId: string;
  batchId: string;
  hash: string;
  reviewer: string;
  at: string;
}

/** The portal row that proved an entry. */
export interface Verification {
  entryId: string;
  at: string;
  /** Null once it was purged. */
  record: PortalRecord | null;
}

export interface ProfileCheck {
  profile: string;
  profileHash: string;
  formFingerprint: string;
  portalUrl: string;
  passed: boolean;
  at: string;
  operator: string;
}

export interface EntryFilter {
  states?: readonly EntryState[];
  unit?: string;
  month?: string;
  batchId?: string;
  fileId?: number;
  ids?: readonly string[];
}

export interface LedgerPerson {
  entryId: string;
  idNumber: string;
  name: string | null;
  unit: string | null;
  month: string;
  state: EntryState;
  file: string;
  sheet: string;
  row: number;
}

export interface JournalLine {
  seq: number;
  at: string;
  runId: string;
  operator: string;
  kind: string;
  entryId: string | null;
  batchId: string | null;
  /** Without personal values in the clear. */
  body: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

/** One press of save that was intended, whatever came of it. */
export interface Attempt {
  id: number;
  /** The entry that it was for; not always the one asked about: a mended row is another entry of the same person. */
  entryId: string;
  /** Where that entry is now. */
  entryState: EntryState;
  /** Null while it is not known. */
  outcome: 'accepted' | 'refused' | 'uncertain' | null;
  /** ISO-8601 UTC instant of the intent. */
  at: string;
}

/** What a move adds to the entry besides its state. */
export interface MoveDetails {
  reason?: string | null;
  receipt?: string | null;
  batchId?: string | null;
  approvalHash?: string | null;
  /** Goes into the journal line; never personal values. */
  body?: Record<string, unknown>;
}

/**
 * The durable journal and its projections. Every method that changes anything is one transaction that holds the change
 * and its journal line; it resolves only when both are on disk, and a failed write rejects with a `Fault`
 * (`ledger-…`, disposition `halt-run`), so that no save is ever pressed on an unwritten intent.
 */
export interface Ledger extends AsyncDisposable {
  readonly id: string;
  readonly year: number;

  /**
   * Imports one file. The same content (sha256) again changes nothing and returns `already: true` with the entries it
   * made then. Each entry comes straight into the state its findings call for: `error` → `blocked`, `decision` or no unit
   * → `imported`, otherwise `ready`.
   */
  importSheet(
    actor: Actor,
    file: SheetFile,
    entries: NewEntry[],
  ): Promise<{ fileId: number; already: boolean; entries: Entry[] }>;
  /** People of the ledger's year by ID number, whatever unit, name or state; returned and blocked rows are left out. */
  findPeople(idNumbers: readonly string[]): Promise<Map<string, LedgerPerson[]>>;

  /** Rows of this person that were returned to, or blocked for, this unit: what a mended sheet corrects. Latest first. */
  findReturned(idNumber: string, unit: string | null): Promise<LedgerPerson[]>;
  files(): Promise<ImportedFile[]>;
  /** People in the sheets as counted at import: the independent side of the closing statement (invariant 7). */
  sheetRows(): Promise<SheetRowCount[]>;

  /** In the order of import; of one batch, in its planned order. */
  entries(filter?: EntryFilter): Promise<Entry[]>;
  /** The same without opening sealed values: for planning and counting over a whole year. */
  heads(filter?: EntryFilter): Promise<EntryHead[]>;
  /** The same as `entries`, a page at a time: for what must go through every person of a year. */
  eachEntry(filter?: EntryFilter): AsyncIterable<Entry>;
  entry(id: string): Promise<Entry>;
  /** Counts by unit, month and state, without opening sealed values. */
  counts(): Promise<StateCount[]>;

  /**
   * Moves one entry; rejects with `ledger-state-changed` when it is not in `from` any more (guard in SQL). States that need
   * evidence have their own verbs below and are refused here: `rehearsed`, `approved`, `in-flight`, `uncertain`, `verified`, and every
   * way out of `in-flight`. Going back before the review voids the approval; going to `ready` leaves the batch.
   */
  move(actor: Actor, entryId: string, from: EntryState, to: EntryState, details?: MoveDetails): Promise<void>;

  createBatch(
    actor: Actor,
    batch: { unit: string; month: string; profile: string; entryIds: string[] },
  ): Promise<Batch>;
  batch(id: string): Promise<Batch>;
  batches(): Promise<Batch[]>;

  /** Stores the rehearsal and moves `batched|rehearsed → rehearsed`. */
  recordRehearsal(actor: Actor, rehearsal: Rehearsal): Promise<void>;
  rehearsal(entryId: string): Promise<Rehearsal | null>;

  /** Moves `rehearsed → approved` for each, with the hash that the rehearsal had; all or none. */
  approve(
    actor: Actor,
    batchId: string,
    approvals: { entryId: string; hash: string }[],
    reviewer: string,
  ): Promise<void>;
  approval(entryId: string): Promise<Approval | null>;

  /**
   * Invariant 1: makes `approved → in-flight` and its intent durable before it resolves. Rejects with
   * `ledger-approval-void` when the content is not what was approved, and with `ledger-duplicate-person` when the person is
   * in flight, uncertain, accepted or verified in another entry (invariant 3). Needs an exclusive ledger, as do
   * `recordOutcome` and `markInterrupted`: `ledger-not-owner` otherwise.
   * @returns the attempt id.
   */
  recordIntent(
    actor: Actor,
    entryId: string,
    intent: { contentHash: string; fields: FieldComparison[] },
  ): Promise<number>;
  /** Moves `in-flight → accepted|refused|uncertain`; `not-attempted` is no outcome of an intent and is refused here. */
  recordOutcome(
    actor: Actor,
    entryId: string,
    attemptId: number,
    outcome: Exclude<SubmissionOutcome, { kind: 'not-attempted' }>,
  ): Promise<void>;
  /** Invariant 2: every `in-flight` becomes `uncertain`. Called when a run starts. */
  markInterrupted(actor: Actor): Promise<Entry[]>;

  /** Every intended press for this entry's person in this ledger, through whatever entry; earliest first. */
  attempts(entryId: string): Promise<Attempt[]>;
  /**
   * The portal shows a person whose earlier press had been proved absent: moves the entry back to `uncertain`, to be settled
   * like any other. Only after an earlier attempt for this person.
   */
  recordShownLate(
    actor: Actor,
    entryId: string,
    from: 'ready' | 'batched' | 'rehearsed' | 'approved',
    reason: string,
  ): Promise<void>;

  /** `accepted|correcting → verified` with the portal row that proves it. */
  recordVerified(actor: Actor, entryId: string, record: PortalRecord): Promise<void>;
  verification(entryId: string): Promise<Verification | null>;
  /** Replaces the snapshot of the portal's list for one read-back run. */
  recordReadBack(actor: Actor, records: PortalRecord[]): Promise<void>;
  latestReadBack(): Promise<{ at: string; records: PortalRecord[] } | null>;

  recordProfileCheck(actor: Actor, check: Omit<ProfileCheck, 'at' | 'operator'>): Promise<void>;
  /** The last check of exactly this profile content against this portal, or null. */
  profileCheck(profileHash: string, portalUrl: string): Promise<ProfileCheck | null>;

  /** A plain note in the journal: run started, login, review opened … */
  note(
    actor: Actor,
    kind: string,
    body: Record<string, unknown>,
    about?: { entryId?: string; batchId?: string },
  ): Promise<void>;
  journal(afterSeq?: number): AsyncIterable<JournalLine>;
  /** Recomputes the whole chain and holds the projections against it. Problems are Chinese sentences, the first broken line first. */
  verify(): Promise<Verdict>;
  /**
   * Removes the personal values of entries that came to an end before the given instant or date, for ever; the chain stays
   * valid and the figures stay the same. Look-up hashes stay for people who were entered, so that nobody is entered twice.
   */
  purge(actor: Actor, before: string): Promise<PurgeResult>;
}

export interface Verdict {
  ok: boolean;
  /** Journal lines read. */
  lines: number;
  problems: string[];
}

export interface PurgeResult {
  entries: number;
  /** Whose values were removed: the caller removes their files, which are named by them. */
  entryIds: string[];
  /** Pictures of the purged people, relative to the workspace: the caller removes the files. */
  screenshots: string[];
}
