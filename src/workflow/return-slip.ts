import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../ledger/ledger.ts';
import { returnSlipRow, writeReturnSlip } from '../reports/index.ts';
import { correctedEntries } from './corrections.ts';
import type { Run } from './open-run.ts';
import { resolveUnit } from './resolve-unit.ts';

export interface ReturnSlipRequest {
  unit: string | null;
  month: string | null;
  /** The named person who hands the rows back. */
  reviewer: string;
  /** Day by which they are wanted again, or null. */
  replyBy: string | null;
}

export interface WrittenSlip {
  unit: string;
  month: string;
  path: string;
  rows: number;
  /** Entries that this call handed back; the others had been before. */
  returned: string[];
}

/**
 * Writes a return slip for every unit and month with rows to mend, and hands those rows back. The slip comes first: a
 * killed run leaves a slip too many, never a row handed back that stands on none.
 */
export async function writeReturnSlips(run: Run, request: ReturnSlipRequest): Promise<WrittenSlip[]> {
  const corrected = await correctedEntries(run);
  const entries = await run.ledger.entries({
    states: ['blocked', 'refused', 'returned'],
    ...(request.unit === null ? {} : { unit: resolveUnit(run.pack, request.unit) }),
    ...(request.month === null ? {} : { month: request.month }),
  });
  const open = entries.filter(
    ({ id, purgedAt, unit }) => unit !== null && purgedAt === null && !corrected.has(id),
  );
  const slips: WrittenSlip[] = [];
  await mkdir(run.workspace.outbox, { recursive: true, mode: 0o700 });
  for (const [key, rows] of Map.groupBy(open, ({ unit, month }) => `${unit ?? ''}\u0000${month}`)) {
    const [unit = '', month = ''] = key.split('\u0000');
    slips.push(await writeSlip(run, request, { unit, month, rows }));
  }
  return slips;
}

async function writeSlip(
  run: Run,
  request: ReturnSlipRequest,
  { unit, month, rows }: { unit: string; month: string; rows: readonly Entry[] },
): Promise<WrittenSlip> {
  const path = join(run.workspace.outbox, `退回单-${unit}-${month}.xlsx`);
  await writeReturnSlip(
    {
      title: run.pack.title,
      unit,
      month,
      madeOn: run.around.clock.today(),
      madeBy: request.reviewer,
      replyBy: request.replyBy,
      rows: rows.map(returnSlipRow),
    },
    path,
  );
  const returned: string[] = [];
  for (const entry of rows) {
    if (entry.state !== 'blocked' && entry.state !== 'refused') continue;
    await run.ledger.move(run.actor, entry.id, entry.state, 'returned', {
      reason: entry.reason,
      body: { reviewer: request.reviewer },
    });
    returned.push(entry.id);
  }
  await run.ledger.note(run.actor, 'return-slip-written', {
    unit,
    month,
    reviewer: request.reviewer,
    entries: rows.map(({ id }) => id),
  });
  return { unit, month, path, rows: rows.length, returned };
}
