import { existsSync, readdirSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
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
export async function readWitness(path: string): Promise<Witness | null> {
  if (!existsSync(path)) return null;
  try {
    return Witness.parse(JSON.parse(await readFile(path, 'utf8')));
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

/** Writes witness files after each commit, never backwards. */
export class WitnessWriter {
  readonly #paths: readonly string[];
  readonly #pid: number;
  #writtenSeq = -1;
  #writing: Promise<void> = Promise.resolve();

  constructor(paths: readonly string[], pid: number) {
    this.#paths = paths;
    this.#pid = pid;
  }

  /** Resolves when the files are on disk. Calls are kept in order, so that a later line is never replaced by an earlier. */
  async write(witness: Witness): Promise<void> {
    const previous = this.#writing;
    const next = (async () => {
      await previous.catch(() => undefined);
      if (witness.seq <= this.#writtenSeq) return;
      for (const path of this.#paths) await this.#replace(path, witness);
      this.#writtenSeq = witness.seq;
    })();
    this.#writing = next;
    await next;
  }

  async #replace(path: string, witness: Witness): Promise<void> {
    // Named by process: two writers must never share a half-written file.
    const draft = `${path}.${String(this.#pid)}.tmp`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(witness)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  }
}

/** Removes drafts that killed processes left behind. Only the owner of the ledger may call this. */
export async function sweepDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name));
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
