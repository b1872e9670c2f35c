import { approvalVoid, stateChanged } from '../ledger-faults.ts';
import type { Approval } from '../ledger.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';
import { applyStep } from './move-entry.ts';
import { batchId, batchNumber, entryNumber } from './numbers.ts';

/** Approves entries of one batch, all or none, each with exactly the content that its rehearsal showed (invariant 4). */
export async function approve(
  write: LedgerWrite,
  batch: string,
  approvals: readonly { entryId: string; hash: string }[],
  reviewer: string,
): Promise<void> {
  const number = batchNumber(batch);
  for (const { entryId, hash } of approvals) {
    const entry = entryNumber(entryId);
    const row = await write.db
      .selectFrom('entries')
      .leftJoin('rehearsals', 'rehearsals.entry', 'entries.number')
      .select(['entries.state', 'entries.batch', 'rehearsals.content_hash'])
      .where('entries.number', '=', entry)
      .executeTakeFirst();
    if (row !== undefined && row.state !== 'rehearsed') throw stateChanged(entryId, 'rehearsed', row.state);
    if (row?.content_hash !== hash || row.batch !== number) throw approvalVoid(entryId);
    await applyStep(write, {
      kind: 'approved',
      entry,
      from: 'rehearsed',
      to: 'approved',
      approvalHash: hash,
      body: { batch, reviewer },
    });
    await write.db
      .replaceInto('approvals')
      .values({ entry, batch: number, hash, reviewer, at: write.at })
      .execute();
  }
}

/** The approval that stands, or null when there is none or it was voided. */
export async function readApproval(context: LedgerContext, entryId: string): Promise<Approval | null> {
  const row = await context.database.kysely
    .selectFrom('approvals')
    .selectAll()
    .where('entry', '=', entryNumber(entryId))
    .executeTakeFirst();
  if (row === undefined) return null;
  return { entryId, batchId: batchId(row.batch), hash: row.hash, reviewer: row.reviewer, at: row.at };
}
