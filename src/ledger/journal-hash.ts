import { createHash } from 'node:crypto';

/** What one journal line's hash covers: everything of the line, and through `previousHash` every line before it. */
export interface HashedLine {
  seq: number;
  at: string;
  runId: string;
  operator: string;
  kind: string;
  entryId: string | null;
  batchId: string | null;
  /** The body exactly as stored: JSON text. */
  bodyText: string;
  previousHash: string;
}

/** What the first line follows on: bound to the ledger, so that a chain cannot be carried over to another one. */
export function genesisHash(ledgerId: string, year: number): string {
  return sha256(JSON.stringify(['luru-ledger-1', ledgerId, year]));
}

export function lineHash(line: HashedLine): string {
  const { seq, at, runId, operator, kind, entryId, batchId, bodyText, previousHash } = line;
  // An array: the position of each part is fixed, so that no part can be shifted into another.
  return sha256(JSON.stringify([seq, at, runId, operator, kind, entryId, batchId, bodyText, previousHash]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
