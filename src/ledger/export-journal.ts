import { z } from 'zod';
import { genesisHash, lineHash } from './journal-hash.ts';
import type { Ledger } from './ledger.ts';

const Head = z.strictObject({ version: z.literal(1), ledgerId: z.string(), year: z.int() });
const Line = z.strictObject({
  seq: z.int(),
  at: z.string(),
  runId: z.string(),
  operator: z.string(),
  kind: z.string(),
  entryId: z.string().nullable(),
  batchId: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});

/** The journal as JSON lines, a head first: enough for anyone to check the chain without the ledger or its key. */
export async function* exportJournal(ledger: Ledger): AsyncGenerator<string> {
  yield JSON.stringify({ version: 1, ledgerId: ledger.id, year: ledger.year });
  for await (const line of ledger.journal()) yield JSON.stringify(line);
}

/** Checks an exported journal by itself. @returns how many lines hold, and a Chinese sentence about the first that does not. */
export async function verifyExport(
  texts: AsyncIterable<string> | Iterable<string>,
): Promise<{ lines: number; problem: string | null }> {
  let lines = 0;
  let expected: string | null = null;
  for await (const text of texts) {
    try {
      if (expected === null) {
        const head = Head.parse(JSON.parse(text));
        expected = genesisHash(head.ledgerId, head.year);
        continue;
      }
      const { body, ...line } = Line.parse(JSON.parse(text));
      const hash = lineHash({ ...line, bodyText: JSON.stringify(body) });
      if (line.seq !== lines + 1 || line.previousHash !== expected || line.hash !== hash) {
        return { lines, problem: `日志第 ${lines + 1} 行与哈希链不符，从这一行起不可信。` };
      }
      expected = hash;
      lines += 1;
    } catch {
      return {
        lines,
        problem: `导出文件第 ${lines + (expected === null ? 1 : 2)} 行不是日志，从这一行起不可信。`,
      };
    }
  }
  return { lines, problem: expected === null ? '导出文件是空的。' : null };
}
