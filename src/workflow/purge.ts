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
  for (const picture of screenshots) await rm(join(run.workspace.root, picture), { force: true });
  run.log.info('personal values purged', { before, entries, pictures: screenshots.length });
  return { entries, pictures: screenshots.length };
}
