import type { Actor } from './ledger.ts';
import { inTransaction, type LedgerContext } from './sqlite/context.ts';
import { applyStep } from './sqlite/move-entry.ts';

const words = '台账从备份恢复，批准作废，请重新试填和复核';

/**
 * Writes down that a named person accepted a restored ledger. What happened after the backup is lost to it, so nothing that
 * was approved may be pressed on that approval: a new rehearsal asks the portal about everybody first.
 */
export async function acceptRestored(context: LedgerContext, actor: Actor, found: string): Promise<void> {
  await inTransaction(context, actor, async (write) => {
    write.journal.append({ kind: 'restored-ledger-accepted', body: { found } });
    const approved = await write.db
      .selectFrom('entries')
      .select('number')
      .where('state', '=', 'approved')
      .execute();
    for (const { number } of approved) {
      await applyStep(write, {
        kind: 'moved',
        entry: number,
        from: 'approved',
        to: 'batched',
        reason: { reason: words },
      });
    }
  });
}
