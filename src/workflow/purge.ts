import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from './open-run.ts';

export interface PurgeSummary {
  /** People whose values were removed. */
  entries: number;
  pictures: number;
}

/**
 * Removes for ever the personal values and pictures of entries that came to an end before a day (`YYYY-MM-DD`); the
 * journal's chain and every figure stay as they are.
 */
export async function purge(run: Run, before: string): Promise<PurgeSummary> {
  const { entries, screenshots } = await run.ledger.purge(run.actor, before);
  for (const picture of screenshots) await removePicture(join(run.workspace.root, picture));
  run.log.info('personal values purged', { before, entries, pictures: screenshots.length });
  return { entries, pictures: screenshots.length };
}

/** One that is gone already is as good as removed; any other trouble must be known, for the picture is still there. */
async function removePicture(path: string): Promise<void> {
  try {
    await rm(path);
  } catch (error: unknown) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
