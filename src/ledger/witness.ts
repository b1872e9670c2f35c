import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { ledgerForeign, ledgerForked, olderThanWitness, witnessUnreadable } from './ledger-faults.ts';

/** How far the ledger had come, kept outside of it: the one thing a restored old copy cannot bring along by itself. */
export const Witness = z.strictObject({
  version: z.literal(1),
  ledgerId: z.string(),
  seq: z.int().nonnegative(),
  hash: z.string(),
});
export type Witness = z.infer<typeof Witness>;

/**
 * Reads a witness file. Null when there is none.
 * @throws Fault `ledger-witness-unreadable` when it is not one of ours.
 */
export function readWitness(path: string): Witness | null {
  if (!existsSync(path)) return null;
  try {
    return Witness.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error: unknown) {
    throw witnessUnreadable(path, error);
  }
}

/**
 * Holds the ledger against a witness. A ledger that is ahead is fine: the process may have died between the commit and
 * the witness. A ledger that is behind, or whose line of that number is another one, is a restored copy.
 */
export function compareWitness(
  witness: Witness,
  ledger: { id: string; seq: number; hashAt(seq: number): string | null },
): void {
  if (witness.ledgerId !== ledger.id) throw ledgerForeign();
  if (witness.seq > ledger.seq) throw olderThanWitness(ledger.seq, witness.seq);
  if (witness.hash !== ledger.hashAt(witness.seq)) throw ledgerForked(witness.seq);
}

/** Writes witness files after each commit, never backwards: not within a process, and not behind what another one has written. */
export class WitnessWriter {
  readonly #paths: readonly string[];
  readonly #pid: number;
  readonly #mayGoBack: boolean;
  #writtenSeq = -1;

  /** `mayGoBack`: a restored ledger was accepted, and its witnesses are of the one that is lost. */
  constructor(paths: readonly string[], pid: number, { mayGoBack = false } = {}) {
    this.#paths = paths;
    this.#pid = pid;
    this.#mayGoBack = mayGoBack;
  }

  /** Returns when the files are on disk. Synchronous, so that two commits can never overtake each other here. */
  write(witness: Witness): void {
    if (witness.seq <= this.#writtenSeq) return;
    for (const path of this.#paths) if (!this.#isBehind(path, witness)) this.#replace(path, witness);
    this.#writtenSeq = witness.seq;
  }

  /** A run beside us may have committed and written since this process looked at the ledger. */
  #isBehind(path: string, witness: Witness): boolean {
    if (this.#mayGoBack) return false;
    try {
      const found = readWitness(path);
      return found !== null && found.ledgerId === witness.ledgerId && found.seq > witness.seq;
    } catch {
      // Damaged while we were at work: what we know is better.
      return false;
    }
  }

  #replace(path: string, witness: Witness): void {
    // Named by process: two writers must never share a half-written file.
    const draft = `${path}.${String(this.#pid)}.tmp`;
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, `${JSON.stringify(witness)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  }
}

/** Removes drafts that killed processes left behind. Only the owner of the ledger may call this. */
export function sweepDrafts(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) unlinkSync(join(folder, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error: unknown) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
