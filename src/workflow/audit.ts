import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJournal } from '../ledger/index.ts';
import type { Run } from './open-run.ts';

export interface AuditExport {
  path: string;
  lines: number;
}

/** Writes the journal as JSON lines into the outbox: enough for anyone to check the chain without the ledger or its key. */
export async function exportAudit(run: Run): Promise<AuditExport> {
  const path = join(run.workspace.outbox, `台账日志-${run.actor.runId}.jsonl`);
  const file = await open(path, 'wx', 0o600);
  let lines = 0;
  try {
    for await (const line of exportJournal(run.ledger)) {
      await file.write(`${line}\n`);
      lines += 1;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, lines: lines - 1 };
}
