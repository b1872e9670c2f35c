import { lineHash } from '../journal-hash.ts';
import type { Actor } from '../ledger.ts';
import { sealDigest } from '../vault.ts';
import type { LedgerContext } from './context.ts';
import { batchId, entryId } from './numbers.ts';

export interface NewLine {
  kind: string;
  entry?: number;
  batch?: number;
  /** Never personal values in the clear. */
  body: Record<string, unknown>;
  /** Personal or free text that belongs to the line: sealed beside it, its digest in the line. One item a part. */
  payload?: readonly unknown[];
}

/** Kinds of lines that move one entry. */
export const moveKinds: ReadonlySet<string> = new Set([
  'moved',
  'rehearsed',
  'approved',
  'intent',
  'outcome',
  'interrupted',
  'verified',
  'shown-late',
]);

/** All kinds that the ledger writes itself; everything else in the journal is a note. */
export const ledgerKinds: ReadonlySet<string> = new Set([
  ...moveKinds,
  'ledger-created',
  'sheet-imported',
  'entries-imported',
  'batch-created',
  'rehearsed-again',
  'read-back',
  'profile-checked',
  'purged',
  'restored-ledger-accepted',
]);

interface Tail {
  seq: number;
  hash: string;
}

const insertLine = `INSERT INTO journal (seq, at, run_id, operator, kind, entry_id, batch_id, body, previous_hash, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Appends lines to the hash chain within one transaction. */
export class JournalWriter {
  readonly #context: Pick<LedgerContext, 'database' | 'vault'>;
  readonly #actor: Actor;
  readonly #at: string;
  #tail: Tail | null = null;
  #lines = 0;

  constructor(context: Pick<LedgerContext, 'database' | 'vault'>, actor: Actor, at: string) {
    this.#context = context;
    this.#actor = actor;
    this.#at = at;
  }

  /** @returns the number of the line. */
  append(line: NewLine): number {
    // Read within the transaction: another process may have written since.
    const previous = this.#tail ?? this.#lastLine();
    const seq = previous.seq + 1;
    const parts = (line.payload ?? []).map((value, part) =>
      this.#context.vault.seal(payloadPlace(seq, part), value),
    );
    const sealed = parts.length === 0 ? {} : { sealed: { parts: parts.length, sha256: sealDigest(parts) } };
    const bodyText = JSON.stringify({ ...line.body, ...sealed });
    const { runId, operator } = this.#actor;
    const entry = line.entry === undefined ? null : entryId(line.entry);
    const batch = line.batch === undefined ? null : batchId(line.batch);
    const hash = lineHash({
      seq,
      at: this.#at,
      runId,
      operator,
      kind: line.kind,
      entryId: entry,
      batchId: batch,
      bodyText,
      previousHash: previous.hash,
    });
    const { database } = this.#context;
    database
      .statement(insertLine)
      .run(seq, this.#at, runId, operator, line.kind, entry, batch, bodyText, previous.hash, hash);
    for (const [part, bytes] of parts.entries()) {
      database.statement('INSERT INTO payloads (seq, part, sealed) VALUES (?, ?, ?)').run(seq, part, bytes);
    }
    this.#tail = { seq, hash };
    this.#lines += 1;
    return seq;
  }

  /** The last line that this transaction wrote; null when it wrote none. */
  written(): Tail | null {
    return this.#lines === 0 ? null : this.#tail;
  }

  #lastLine(): Tail {
    const row = this.#context.database
      .statement('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get() as unknown as Tail;
    return { seq: row.seq, hash: row.hash };
  }
}

/** What a sealed part of a journal line is bound to. */
export function payloadPlace(seq: number, part: number): string {
  return `payloads/${String(seq)}/${String(part)}`;
}
