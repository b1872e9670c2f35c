import type { JournalLine } from '../ledger.ts';
import type { LedgerContext } from './context.ts';

const pageSize = 1000;

/** Journal lines after a number, in order, a page at a time; lines written meanwhile are seen too. */
export async function* readJournal(context: LedgerContext, afterSeq: number): AsyncGenerator<JournalLine> {
  for (let after = afterSeq; ;) {
    const rows = await context.database.kysely
      .selectFrom('journal')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of rows) {
      yield {
        seq: row.seq,
        at: row.at,
        runId: row.run_id,
        operator: row.operator,
        kind: row.kind,
        entryId: row.entry_id,
        batchId: row.batch_id,
        body: JSON.parse(row.body) as Record<string, unknown>,
        previousHash: row.previous_hash,
        hash: row.hash,
      };
      after = row.seq;
    }
    if (rows.length < pageSize) return;
  }
}
