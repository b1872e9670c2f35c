import { join, relative } from 'node:path';
import type { Entry } from '../ledger/ledger.ts';
import { Fault } from '../platform/fault.ts';
import type { PortalRun } from './portal-run.ts';

/** Folder of one batch's pictures and evidence. */
export function evidenceFolder({ run }: PortalRun, entry: Entry): string {
  return join(run.workspace.evidence, entry.batchId ?? 'no-batch');
}

/** Name of what is kept of an entry in one run: by entry and run, never by person. `purge` finds it by the entry's id. */
export function evidenceName({ run }: PortalRun, entry: Entry): string {
  return `${entry.id}-${run.actor.runId}`;
}

/**
 * Keeps what the portal shows when a person's work went wrong, and journals where it is and what is missing of it. Gives
 * a sentence for the operator. Never stands in the way of what went wrong: it rejects for nothing.
 */
export async function keepEvidence(portalRun: PortalRun, entry: Entry, code: string): Promise<string> {
  const { run, portal } = portalRun;
  const folder = join(evidenceFolder(portalRun, entry), `${evidenceName(portalRun, entry)}-现场`);
  const { files, missing } = await portal.keepEvidence(folder);
  const place = relative(run.workspace.root, folder);
  run.log.warn('evidence kept', { entryId: entry.id, code, folder: place, files, missing });
  try {
    const body = { code, folder: place, files, missing: missing.map(({ name }) => name) };
    await run.ledger.note(run.actor, 'evidence-kept', body, { entryId: entry.id });
  } catch (error: unknown) {
    // The ledger's own trouble is told by what follows; the log has both.
    if (!(error instanceof Fault)) throw error;
    run.log.error('note could not be written', { entryId: entry.id, error });
  }
  const lost = missing.map(({ name }) => partWords[name] ?? name).join('、');
  if (files.length === 0) return `现场没有留下（${lost}）`;
  return `现场保存在 ${place}${lost === '' ? '' : `（缺${lost}）`}`;
}

const partWords: Record<string, string> = {
  'picture.png': '截图',
  'page.txt': '页面文字',
  'fields.json': '字段清单',
};
