import type { DatabaseSync } from 'node:sqlite';
import { genesisHash, lineHash } from '../journal-hash.ts';
import type { Verdict } from '../ledger.ts';
import { sealDigest } from '../vault.ts';
import { originDigest, secretDigest } from './import-sheet.ts';
import { entryId } from './numbers.ts';
import { schemaDifferences } from './migrate.ts';
import { openSnapshot } from './open-file.ts';
import { approvalMark, Replay } from './replay.ts';
import type { EntryTable, JournalTable } from './schema.ts';

/** Enough to see what was done to a ledger; the rest is counted. */
const problemLimit = 50;

/**
 * Recomputes the chain and holds every table against it, on one moment of the ledger. Needs no key: what is sealed is
 * compared by its digest. Time and reading grow in line with the journal; memory by some 26 bytes an entry.
 */
export function verifyLedger(path: string, ledgerId: string, year: number): Verdict {
  const snapshot = openSnapshot(path);
  try {
    const replay = new Replay();
    const chain = checkChain(snapshot, replay, genesisHash(ledgerId, year));
    const problems = [
      ...chain.problems,
      ...schemaDifferences(snapshot).map((name) => `台账的表结构被改动过：${name}。`),
      ...replay.problems,
      ...checkEntries(snapshot, replay),
      ...checkAttempts(snapshot),
      ...checkPayloads(snapshot, replay),
      ...checkCounts(snapshot, replay),
    ];
    const shown = problems.slice(0, problemLimit);
    if (problems.length > shown.length) shown.push(`另有 ${problems.length - shown.length} 处问题没有列出。`);
    return { ok: problems.length === 0, lines: chain.lines, problems: shown };
  } finally {
    snapshot.close();
  }
}

function checkChain(
  snapshot: DatabaseSync,
  replay: Replay,
  genesis: string,
): { lines: number; problems: string[] } {
  let expected = genesis;
  let lines = 0;
  for (const row of snapshot.prepare('SELECT * FROM journal ORDER BY seq').iterate()) {
    const line = row as unknown as JournalTable;
    if (line.seq !== lines + 1) {
      return {
        lines,
        problems: [`日志缺少第 ${lines + 1} 行（下一行是第 ${line.seq} 行），从这里起不可信。`],
      };
    }
    if (line.previous_hash !== expected || line.hash !== hashOf(line)) {
      return {
        lines,
        problems: [`日志第 ${line.seq} 行（${line.at}，${line.kind}）被改动过，从这一行起不可信。`],
      };
    }
    expected = line.hash;
    lines += 1;
    replay.apply(line);
  }
  return { lines, problems: lines === 0 ? ['日志是空的。'] : [] };
}

function hashOf(line: JournalTable): string {
  return lineHash({
    seq: line.seq,
    at: line.at,
    runId: line.run_id,
    operator: line.operator,
    kind: line.kind,
    entryId: line.entry_id,
    batchId: line.batch_id,
    bodyText: line.body,
    previousHash: line.previous_hash,
  });
}

type Standing = EntryTable & { sealed: Uint8Array | null; approved: string | null };

function checkEntries(snapshot: DatabaseSync, replay: Replay): string[] {
  const problems: string[] = [];
  const rows = snapshot.prepare(
    `SELECT entries.*, sealed, approvals.hash AS approved FROM entries
       LEFT JOIN entry_secrets USING (number)
       LEFT JOIN approvals ON approvals.entry = entries.number
      ORDER BY entries.number`,
  );
  let next = 1;
  for (const row of rows.iterate()) {
    const entry = row as unknown as Standing;
    for (; next < entry.number; next += 1) problems.push(...lost(replay, next));
    next = entry.number + 1;
    problems.push(...checkEntry(entry, replay));
  }
  for (; next <= replay.highest; next += 1) problems.push(...lost(replay, next));
  return problems;
}

function lost(replay: Replay, number: number): string[] {
  return replay.entry(number) === null ? [] : [`条目 ${entryId(number)} 在日志中有，在台账中不见了。`];
}

function checkEntry(entry: Standing, replay: Replay): string[] {
  const id = entryId(entry.number);
  const told = replay.entry(entry.number);
  if (told === null) return [`条目 ${id} 在台账中有，但日志中从未导入过。`];
  const problems: string[] = [];
  if (told.state !== entry.state)
    problems.push(`条目 ${id} 在台账中是 ${entry.state}，按日志应为 ${told.state}。`);
  if (told.batch !== entry.batch) problems.push(`条目 ${id} 所在的批次与日志不符。`);
  if (originDigest(entry) !== told.origin)
    problems.push(`条目 ${id} 的来源（表、行、单位、月份）与日志不符。`);
  if (told.purged !== (entry.purged_at !== null)) problems.push(`条目 ${id} 的清除标记与日志不符。`);
  else if (
    !told.purged &&
    (entry.sealed === null || secretDigest(entry.sealed, entry.id_hash) !== entry.seal_digest)
  )
    problems.push(`条目 ${id} 的个人信息被改动过或不见了。`);
  const { approval_hash: hash, approved } = entry;
  if (hash !== null && approvalMark(hash) !== told.approval) problems.push(`条目 ${id} 的批准与日志不符。`);
  else if ((entry.state === 'approved' || entry.state === 'in-flight') && approved !== hash)
    problems.push(`条目 ${id} 的批准记录与条目不符。`);
  return problems;
}

/** Whether an earlier press belongs to a person decides whether a record in the portal is ours: it must not be lost. */
function checkAttempts(snapshot: DatabaseSync): string[] {
  const problems: string[] = [];
  const rows = snapshot.prepare(
    `SELECT attempts.entry, attempts.outcome, intent.kind AS intent, intent.entry_id AS intended,
            intent.body ->> '$.contentHash' = attempts.content_hash AS same,
            told.kind AS told, told.entry_id AS told_of, told.body ->> '$.to' AS came_to
       FROM attempts LEFT JOIN journal intent ON intent.seq = attempts.intent_seq
       LEFT JOIN journal told ON told.seq = attempts.outcome_seq ORDER BY attempts.id`,
  );
  let attempts = 0;
  for (const row of rows.iterate()) {
    attempts += 1;
    const id = entryId(Number(row['entry']));
    const open = row['outcome'] === null && row['told'] === null;
    const told = row['told_of'] === id && row['came_to'] === row['outcome'];
    if (row['intent'] !== 'intent' || row['intended'] !== id || row['same'] !== 1 || !(open || told))
      problems.push(`条目 ${id} 的提交记录与日志不符。`);
  }
  const intents = snapshot.prepare("SELECT count(*) AS n FROM journal WHERE kind = 'intent'").get()?.['n'];
  if (Number(intents) !== attempts) problems.push('提交记录的数目与日志不符。');
  return problems;
}

interface PayloadRow {
  seq: number;
  kind: string;
  entry_id: string | null;
  sealed: string | null;
  part: Uint8Array | null;
}

/** Every sealed part is the one that its line was written with, unless it was purged or replaced. */
function checkPayloads(snapshot: DatabaseSync, replay: Replay): string[] {
  const problems: string[] = [];
  const rows = snapshot.prepare(
    `SELECT journal.seq, kind, entry_id, body ->> '$.sealed.sha256' AS sealed, payloads.sealed AS part
       FROM journal LEFT JOIN payloads USING (seq) ORDER BY journal.seq, payloads.part`,
  );
  let line: PayloadRow | null = null;
  let parts: Uint8Array[] = [];
  const finish = () => {
    if (line === null || (line.sealed === null && parts.length === 0)) return;
    if (parts.length === 0 && mayBeGone(line, replay)) return;
    if (sealDigest(parts) !== line.sealed)
      problems.push(`日志第 ${line.seq} 行（${line.kind}）封存的内容被改动过或不见了。`);
  };
  for (const item of rows.iterate()) {
    const row = item as unknown as PayloadRow;
    if (row.seq !== line?.seq) {
      finish();
      line = row;
      parts = [];
    }
    if (row.part !== null) parts.push(row.part);
  }
  finish();
  return problems;
}

function mayBeGone(line: PayloadRow, replay: Replay): boolean {
  return line.entry_id === null ? replay.readBacks.has(line.seq) : replay.isPurged(line.entry_id);
}

function checkCounts(snapshot: DatabaseSync, replay: Replay): string[] {
  const problems: string[] = [];
  const count = (sql: string) => Number(snapshot.prepare(sql).get()?.['n']);
  if (count('SELECT count(*) AS n FROM batches') !== replay.batches) problems.push('批次的数目与日志不符。');
  if (count('SELECT count(*) AS n FROM files') !== replay.files.size)
    problems.push('导入文件的数目与日志不符。');
  for (const [file, { people, listed }] of replay.files) {
    if (people !== listed) problems.push(`文件 ${file} 导入 ${people} 人，日志只列出 ${listed} 人。`);
  }
  const counted = count('SELECT coalesce(sum(people), 0) AS n FROM file_units');
  const imported = [...replay.files.values()].reduce((sum, { people }) => sum + people, 0);
  if (counted !== imported) problems.push(`各单位的表内人数合计 ${counted}，按日志应为 ${imported}。`);
  return problems;
}
