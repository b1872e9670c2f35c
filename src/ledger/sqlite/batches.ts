import { invariant } from '../../platform/fault.ts';
import { batchUnknown, entryUnknown, stateChanged } from '../ledger-faults.ts';
import type { Batch } from '../ledger.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { batchId, batchNumber, entryId, entryNumber } from './numbers.ts';

export interface NewBatch {
  unit: string;
  month: string;
  profile: string;
  entryIds: string[];
}

/** Makes one batch of ready entries of its unit and month, all or none. */
export async function createBatch(write: LedgerWrite, batch: NewBatch): Promise<Batch> {
  const { unit, month, profile, entryIds } = batch;
  invariant(new Set(entryIds).size === entryIds.length && entryIds.length > 0, 'LEDGER-0005');
  const { db, journal, at } = write;
  const last = await db
    .selectFrom('batches')
    .select((q) => q.fn.max('number').as('number'))
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  await db.insertInto('batches').values({ number, unit, month, profile, created_at: at }).execute();
  journal.append({
    kind: 'batch-created',
    batch: number,
    body: { unit, month, profile, from: 'ready', to: 'batched', entries: entryIds },
  });
  const update = write.database.statement(
    `UPDATE entries SET state = 'batched', batch = ?, batch_position = ?, approval_hash = NULL, reason_seq = NULL, moved_at = ?
      WHERE number = ? AND state = 'ready' AND unit = ? AND month = ?`,
  );
  for (const [position, id] of entryIds.entries()) {
    const { changes } = update.run(number, position, at, entryNumber(id), unit, month);
    if (changes !== 1) throw await refusal(write, id, unit, month);
  }
  return { id: batchId(number), unit, month, entryIds: [...entryIds], profile, createdAt: at };
}

async function refusal({ db }: LedgerWrite, id: string, unit: string, month: string): Promise<Error> {
  const row = await db
    .selectFrom('entries')
    .select(['state', 'unit', 'month'])
    .where('number', '=', entryNumber(id))
    .executeTakeFirst();
  if (row === undefined) return entryUnknown(id);
  invariant(row.unit === unit && row.month === month, 'LEDGER-0006 (an entry of another unit or month)');
  return stateChanged(id, 'ready', row.state);
}

export async function readBatches(context: LedgerContext): Promise<Batch[]> {
  const kysely = context.database.kysely;
  const members = new Map<number, string[]>();
  const rows = await kysely
    .selectFrom('entries')
    .select(['number', 'batch'])
    .where('batch', 'is not', null)
    .orderBy('batch')
    .orderBy('batch_position')
    .execute();
  for (const { number, batch } of rows) {
    if (batch === null) continue;
    const list = members.get(batch);
    if (list === undefined) members.set(batch, [entryId(number)]);
    else list.push(entryId(number));
  }
  const batches = await kysely.selectFrom('batches').selectAll().orderBy('number').execute();
  return batches.map(({ number, unit, month, profile, created_at: createdAt }) => ({
    id: batchId(number),
    unit,
    month,
    entryIds: members.get(number) ?? [],
    profile,
    createdAt,
  }));
}

export async function readBatch(context: LedgerContext, id: string): Promise<Batch> {
  const kysely = context.database.kysely;
  const number = batchNumber(id);
  const batch = await kysely
    .selectFrom('batches')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst();
  if (batch === undefined) throw batchUnknown(id);
  const members = await kysely
    .selectFrom('entries')
    .select('number')
    .where('batch', '=', number)
    .orderBy('batch_position')
    .execute();
  const { unit, month, profile, created_at: createdAt } = batch;
  return { id, unit, month, entryIds: members.map((row) => entryId(row.number)), profile, createdAt };
}
