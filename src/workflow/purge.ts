import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './open-run.ts';

export interface PurgeSummary {
  /** People whose values were removed. */
  entries: number;
  pictures: number;
}

/**
 * Removes for ever the personal values, pictures and evidence of entries that came to an end before a day
 * (`YYYY-MM-DD`); the journal's chain and every figure stay as they are.
 */
export async function purge(run: Run, before: string): Promise<PurgeSummary> {
  const { entries, entryIds, screenshots } = await run.ledger.purge(run.actor, before);
  // By name, not only by the ledger's last picture: earlier rehearsals and troubles left theirs as well.
  const purged = new Set(entryIds);
  const left = (await keptIn(run.workspace.evidence)).filter(({ entryId }) => purged.has(entryId));
  for (const { path } of left) await remove(path);
  for (const picture of screenshots) await remove(join(run.workspace.root, picture));
  run.log.info('personal values purged', { before, entries, pictures: left.length });
  return { entries, pictures: left.length };
}

/** What the batches' folders hold, with the entry that each is named by. */
async function keptIn(evidence: string): Promise<{ entryId: string; path: string }[]> {
  const kept: { entryId: string; path: string }[] = [];
  for (const batch of await readdir(evidence, { withFileTypes: true })) {
    if (!batch.isDirectory()) continue;
    const folder = join(evidence, batch.name);
    for (const name of await readdir(folder))
      kept.push({ entryId: name.split('-')[0] ?? '', path: join(folder, name) });
  }
  return kept;
}

/** What is gone already is as good as removed; any other trouble must be known, for the file is still there. */
async function remove(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true });
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
