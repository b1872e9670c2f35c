import type { EntryState } from '../../entry/state.ts';
import type { RowStatus } from '../../model/finding.ts';

/**
 * The tables as Kysely knows them; the SQL that makes them is in `migrations/`. Numbers of entries and batches are kept
 * as integers and shown as `E000012` and `B0003`. Columns of type `Uint8Array` are sealed or keyed: everything that tells
 * something of a person is in one of them.
 */
export interface Tables {
  meta: MetaTable;
  migrations: MigrationTable;
  journal: JournalTable;
  payloads: PayloadTable;
  files: FileTable;
  file_units: FileUnitTable;
  entries: EntryTable;
  entry_secrets: EntrySecretTable;
  batches: BatchTable;
  rehearsals: RehearsalTable;
  approvals: ApprovalTable;
  attempts: AttemptTable;
  verifications: VerificationTable;
  read_backs: ReadBackTable;
  profile_checks: ProfileCheckTable;
  owner: OwnerTable;
}

interface MetaTable {
  name: string;
  value: string;
}

interface MigrationTable {
  version: number;
  title: string;
  applied_at: string;
}

/** Append-only; triggers refuse UPDATE and DELETE. */
export interface JournalTable {
  seq: number;
  at: string;
  run_id: string;
  operator: string;
  kind: string;
  entry_id: string | null;
  batch_id: string | null;
  body: string;
  previous_hash: string;
  hash: string;
}

/** The sealed part of a journal line, in one or more parts. The line holds its digest; `purge` may remove it. */
interface PayloadTable {
  seq: number;
  part: number;
  sealed: Uint8Array;
}

interface FileTable {
  id: number;
  sha256: string;
  name: string;
  size_bytes: number;
  imported_at: string;
  people: number;
  /** Journal line of the import. */
  seq: number;
}

/** People of a file by unit and month at the time of import: the independent side of the closing statement. */
interface FileUnitTable {
  file_id: number;
  unit: string | null;
  month: string;
  people: number;
}

export interface EntryTable {
  number: number;
  year: number;
  file_id: number;
  sheet: string;
  row: number;
  unit: string | null;
  month: string;
  status: RowStatus;
  state: EntryState;
  batch: number | null;
  /** Order within the batch, from 0. */
  batch_position: number | null;
  approval_hash: string | null;
  moved_at: string;
  /** Journal line whose payload tells why the entry is where it is. */
  reason_seq: number | null;
  receipt: Uint8Array | null;
  /** HMAC of the ID number; null when the row has none or it was purged. */
  id_hash: Uint8Array | null;
  /** SHA-256 of the sealed values as they were written, hex. */
  seal_digest: string;
  purged_at: string | null;
}

/** Apart from `entries`, so that counting and planning never read past the sealed values. */
interface EntrySecretTable {
  number: number;
  sealed: Uint8Array;
}

interface BatchTable {
  number: number;
  unit: string;
  month: string;
  profile: string;
  created_at: string;
}

/** The latest rehearsal of an entry; fields and messages are the payload of line `seq`. */
interface RehearsalTable {
  entry: number;
  at: string;
  profile_hash: string;
  form_fingerprint: string;
  content_hash: string;
  screenshot: string | null;
  seq: number;
}

/** The valid approval of an entry; removed when it is voided (the journal keeps the story). */
interface ApprovalTable {
  entry: number;
  batch: number;
  hash: string;
  reviewer: string;
  at: string;
}

/** One press of save: opened by the intent, closed by the outcome. */
export interface AttemptTable {
  id: number;
  entry: number;
  content_hash: string;
  intent_seq: number;
  outcome: 'accepted' | 'refused' | 'uncertain' | null;
  outcome_seq: number | null;
}

interface VerificationTable {
  entry: number;
  seq: number;
  at: string;
}

interface ReadBackTable {
  seq: number;
  at: string;
  records: number;
}

interface ProfileCheckTable {
  seq: number;
  profile: string;
  profile_hash: string;
  form_fingerprint: string;
  portal_url: string;
  passed: number;
  at: string;
  operator: string;
}

/** At most one row: who may press save just now. */
interface OwnerTable {
  id: number;
  token: string;
  operator: string;
  run_id: string;
  host: string;
  pid: number;
  acquired_at: string;
  heartbeat_at: string;
}
