import { invariant } from '../../platform/fault.ts';
import { redactValue } from '../../platform/redact.ts';
import type {
  Actor,
  Attempt,
  EntryFilter,
  JournalLine,
  Ledger,
  PurgeResult,
  Rehearsal,
  Verdict,
} from '../ledger.ts';
import { ledgerKinds } from './append-journal.ts';
import { approve, readApproval } from './approvals.ts';
import { markInterrupted, recordIntent, recordOutcome } from './attempts.ts';
import { createBatch, readBatch, readBatches, type NewBatch } from './batches.ts';
import { inTransaction, requireOwner, type LedgerContext, type LedgerWrite } from './context.ts';
import { countEntries, countSheetRows, readFiles } from './count-entries.ts';
import { readAttempts, recordShownLate } from './earlier-attempts.ts';
import { findPeople, findReturned } from './find-people.ts';
import { importSheet } from './import-sheet.ts';
import { moveEntry } from './move-entry.ts';
import { batchNumber, entryNumber } from './numbers.ts';
import { readLatestReadBack, readVerification, recordReadBack, recordVerified } from './portal-records.ts';
import { readProfileCheck, recordProfileCheck } from './profile-checks.ts';
import { purge, wipeRemains } from './purge.ts';
import { eachEntry, readEntries, readEntry, readHeads } from './read-entries.ts';
import { readJournal } from './read-journal.ts';
import { readRehearsal, recordRehearsal } from './rehearsals.ts';
import { verifyLedger } from './verify-ledger.ts';

/** The ledger on one SQLite file. Only a table of contents: each verb has its own file. */
export class SqliteLedger implements Ledger {
  readonly id: string;
  readonly year: number;
  readonly #context: LedgerContext;
  #closed = false;

  constructor(context: LedgerContext) {
    this.#context = context;
    this.id = context.ledgerId;
    this.year = context.year;
  }

  async importSheet(...[actor, file, entries]: Parameters<Ledger['importSheet']>) {
    const { fileId, already } = await this.#write(actor, (write) =>
      Promise.resolve(importSheet(write, this.year, file, entries)),
    );
    return { fileId, already, entries: await readEntries(this.#context, { fileId }) };
  }

  findPeople(idNumbers: readonly string[]) {
    return findPeople(this.#context, idNumbers);
  }

  findReturned(idNumber: string, unit: string | null) {
    return findReturned(this.#context, idNumber, unit);
  }

  files() {
    return readFiles(this.#context);
  }

  sheetRows() {
    return countSheetRows(this.#context);
  }

  entries(filter: EntryFilter = {}) {
    return readEntries(this.#context, filter);
  }

  heads(filter: EntryFilter = {}) {
    return readHeads(this.#context, filter);
  }

  eachEntry(filter: EntryFilter = {}) {
    return eachEntry(this.#context, filter);
  }

  entry(id: string) {
    return readEntry(this.#context, id);
  }

  counts() {
    return countEntries(this.#context);
  }

  move(...[actor, entryId, from, to, details = {}]: Parameters<Ledger['move']>) {
    return this.#write(actor, (write) => moveEntry(write, entryNumber(entryId), from, to, details));
  }

  createBatch(actor: Actor, batch: NewBatch) {
    return this.#write(actor, (write) => createBatch(write, batch));
  }

  batch(id: string) {
    return readBatch(this.#context, id);
  }

  batches() {
    return readBatches(this.#context);
  }

  recordRehearsal(actor: Actor, rehearsal: Rehearsal) {
    return this.#write(actor, (write) => recordRehearsal(write, rehearsal));
  }

  rehearsal(entryId: string) {
    return readRehearsal(this.#context, entryId);
  }

  approve(...[actor, batchId, approvals, reviewer]: Parameters<Ledger['approve']>) {
    return this.#write(actor, (write) => approve(write, batchId, approvals, reviewer));
  }

  approval(entryId: string) {
    return readApproval(this.#context, entryId);
  }

  async recordIntent(...[actor, entryId, intent]: Parameters<Ledger['recordIntent']>) {
    requireOwner(this.#context);
    return this.#write(actor, (write) => recordIntent(write, entryId, intent));
  }

  async recordOutcome(...[actor, entryId, attemptId, outcome]: Parameters<Ledger['recordOutcome']>) {
    requireOwner(this.#context);
    await this.#write(actor, (write) => recordOutcome(write, entryId, attemptId, outcome));
  }

  async markInterrupted(actor: Actor) {
    requireOwner(this.#context);
    const ids = await this.#write(actor, markInterrupted);
    return ids.length === 0 ? [] : this.entries({ ids });
  }

  attempts(entryId: string) {
    return new Promise<Attempt[]>((resolve) => {
      resolve(readAttempts(this.#context, entryId));
    });
  }

  recordShownLate(...[actor, entryId, from, reason]: Parameters<Ledger['recordShownLate']>) {
    return this.#write(actor, (write) => recordShownLate(write, entryId, from, reason));
  }

  recordVerified(...[actor, entryId, record]: Parameters<Ledger['recordVerified']>) {
    return this.#write(actor, (write) => recordVerified(write, entryId, record));
  }

  verification(entryId: string) {
    return readVerification(this.#context, entryId);
  }

  recordReadBack(...[actor, records]: Parameters<Ledger['recordReadBack']>) {
    return this.#write(actor, (write) => recordReadBack(write, records));
  }

  latestReadBack() {
    return readLatestReadBack(this.#context);
  }

  recordProfileCheck(...[actor, check]: Parameters<Ledger['recordProfileCheck']>) {
    return this.#write(actor, (write) => recordProfileCheck(write, check));
  }

  profileCheck(profileHash: string, portalUrl: string) {
    return readProfileCheck(this.#context, profileHash, portalUrl);
  }

  note(...[actor, kind, body, about = {}]: Parameters<Ledger['note']>): Promise<void> {
    const { entryId, batchId } = about;
    invariant(!ledgerKinds.has(kind), 'LEDGER-0010 (a note may not look like a line of the ledger itself)');
    return this.#write(actor, ({ journal }) => {
      journal.append({
        kind,
        body: redactValue(body) as Record<string, unknown>,
        ...(entryId === undefined ? {} : { entry: entryNumber(entryId) }),
        ...(batchId === undefined ? {} : { batch: batchNumber(batchId) }),
      });
      return Promise.resolve();
    });
  }

  journal(afterSeq = 0): AsyncIterable<JournalLine> {
    return readJournal(this.#context, afterSeq);
  }

  verify(): Promise<Verdict> {
    const { path, ledgerId, year } = this.#context;
    return new Promise((resolve) => {
      resolve(verifyLedger(path, ledgerId, year));
    });
  }

  async purge(actor: Actor, before: string): Promise<PurgeResult> {
    const result = await this.#write(actor, (write) => purge(write, before));
    wipeRemains(this.#context);
    return result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#context.owner?.release();
    await this.#context.database.close();
  }

  #write<T>(actor: Actor, work: (write: LedgerWrite) => Promise<T>): Promise<T> {
    return inTransaction(this.#context, actor, work);
  }
}
