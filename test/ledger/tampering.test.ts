import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  actor,
  approvedEntries,
  faultOf,
  hashOf,
  makeWorld,
  newEntry,
  sheetFile,
  type World,
} from './ledger-world.ts';

/** Does what someone with an editor for SQLite would do: takes the guards away, changes rows, puts the guards back. */
function tamper(path: string, sql: string): void {
  const handle = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  const triggers = handle.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) handle.exec(`DROP TRIGGER ${String(name)}`);
  handle.exec(sql);
  for (const trigger of triggers) handle.exec(String(trigger['sql']));
  handle.close();
}

async function livelyWorld(): Promise<World> {
  const world = await makeWorld();
  const [first = ''] = await approvedEntries(world.ledger, 3);
  await world.ledger.importSheet(actor, sheetFile('兴泰.xlsx'), [newEntry(50), newEntry(51)]);
  const attempt = await world.ledger.recordIntent(actor, first, { contentHash: hashOf(first), fields: [] });
  await world.ledger.recordOutcome(actor, first, attempt, {
    kind: 'accepted',
    receipt: 'SL-1',
    messages: ['好'],
  });
  return world;
}

describe('the tables themselves refuse', () => {
  it.each([
    ['a changed line', "UPDATE journal SET operator = '别人' WHERE seq = 2", 'the journal is append-only'],
    ['a deleted line', 'DELETE FROM journal WHERE seq = 2', 'the journal is append-only'],
    [
      'a line out of turn',
      "INSERT INTO journal VALUES (99, '', '', '', 'x', NULL, NULL, '{}', '', '')",
      'the journal has no gaps',
    ],
    ['a deleted entry', 'DELETE FROM entries WHERE number = 1', 'an entry is never deleted'],
    [
      'another origin',
      'UPDATE entries SET row = 77 WHERE number = 1',
      'the origin of an entry never changes',
    ],
    [
      'other values',
      "UPDATE entry_secrets SET sealed = x'00' WHERE number = 1",
      'the values of an entry are written once',
    ],
    [
      'a state that there is not',
      "UPDATE entries SET state = 'lost' WHERE number = 1",
      'CHECK constraint failed',
    ],
    ['a deleted attempt', 'DELETE FROM attempts', 'an attempt is never deleted'],
    ['an attempt for somebody else', 'UPDATE attempts SET entry = 2', 'an intent never changes'],
    ['another outcome', "UPDATE attempts SET outcome = 'refused'", 'an attempt has one outcome'],
    [
      'a second entry of the person',
      `UPDATE entries SET state = 'accepted', id_hash = (SELECT id_hash FROM entries WHERE number = 1) WHERE number = 5`,
      'UNIQUE constraint failed: entries.year, entries.id_hash',
    ],
  ])('%s', async (_, sql, message) => {
    await using world = await livelyWorld();
    const handle = new DatabaseSync(world.path);

    expect(() => {
      handle.exec(sql);
    }).toThrow(message);
    handle.close();
    expect((await world.ledger.verify()).problems).toEqual([]);
  });
});

describe('audit verify tells what was done behind the guards', () => {
  it.each([
    ['a changed line', "UPDATE journal SET operator = '别人' WHERE seq = 3", /^日志第 3 行.*被改动过/],
    [
      'a changed instant',
      "UPDATE journal SET at = '2024-01-01T00:00:00.000Z' WHERE seq = 1",
      /^日志第 1 行.*被改动过/,
    ],
    ['a deleted line', 'DELETE FROM journal WHERE seq = 4', /^日志缺少第 4 行/],
    [
      'a rewritten body with a hash of its own',
      `UPDATE journal SET body = json_set(body, '$.file', 'x.xlsx'), hash = printf('%064d', 1) WHERE seq = 2`,
      /^日志第 2 行/,
    ],
    [
      'an entry moved without a line',
      "UPDATE entries SET state = 'skipped' WHERE number = 4",
      /^条目 E000004 .*skipped.*ready/,
    ],
    ['a deleted entry', 'DELETE FROM entries WHERE number = 4', /^条目 E000004 .*不见了/],
    ['a deleted last entry', 'DELETE FROM entries WHERE number = 5', /^条目 E000005 .*不见了/],
    [
      'an entry from nowhere',
      `INSERT INTO entries (number, year, file_id, sheet, row, month, status, state, moved_at, seal_digest)
         VALUES (6, 2024, 2, 's', 1, '2024-03', 'ok', 'ready', '', '')`,
      /^条目 E000006 .*从未导入/,
    ],
    ['another unit', "UPDATE entries SET unit = '别处' WHERE number = 4", /^条目 E000004 的来源/],
    ['another row', 'UPDATE entries SET row = 99 WHERE number = 4', /^条目 E000004 的来源/],
    [
      'values of somebody else',
      'UPDATE entry_secrets SET sealed = (SELECT sealed FROM entry_secrets WHERE number = 4) WHERE number = 5',
      /^条目 E000005 的个人信息/,
    ],
    ['values taken away', 'DELETE FROM entry_secrets WHERE number = 5', /^条目 E000005 的个人信息/],
    [
      'another look-up hash',
      "UPDATE entries SET id_hash = x'00' WHERE number = 5",
      /^条目 E000005 的个人信息/,
    ],
    [
      'a purge that was none',
      "UPDATE entries SET purged_at = '' WHERE number = 5",
      /^条目 E000005 的清除标记/,
    ],
    ['another batch', 'UPDATE entries SET batch = NULL WHERE number = 1', /^条目 E000001 所在的批次/],
    [
      'another approval',
      `UPDATE entries SET approval_hash = '${'d'.repeat(64)}' WHERE number = 2`,
      /^条目 E000002 的批准/,
    ],
    ['an attempt taken away', 'DELETE FROM attempts', /^提交记录的数目与日志不符/],
    [
      'an attempt given to somebody else',
      'UPDATE attempts SET entry = 2',
      /^条目 E000002 的提交记录与日志不符/,
    ],
    [
      'an outcome that was another one',
      "UPDATE attempts SET outcome = 'refused'",
      /^条目 E000001 的提交记录与日志不符/,
    ],
    ['an approval taken away', 'DELETE FROM approvals WHERE entry = 2', /^条目 E000002 的批准/],
    ['a sealed part taken away', 'DELETE FROM payloads WHERE seq = 6', /^日志第 6 行.*封存/],
    ['a sealed part changed', "UPDATE payloads SET sealed = x'01' WHERE seq = 6", /^日志第 6 行.*封存/],
    [
      'a batch taken away',
      "UPDATE entries SET batch = 1; INSERT INTO batches VALUES (2, 'u', 'm', 'p', '')",
      /批次/,
    ],
    ['another count of people', 'UPDATE file_units SET people = people + 1', /表内人数合计/],
  ])('%s', async (_, sql, first) => {
    await using world = await livelyWorld();

    tamper(world.path, sql);

    const { ok, problems } = await world.ledger.verify();
    expect(ok).toBe(false);
    expect(problems[0]).toMatch(first);
  });

  it('a guard that was taken away', async () => {
    await using world = await livelyWorld();
    const handle = new DatabaseSync(world.path);
    handle.exec('DROP TRIGGER journal_never_updated; DROP INDEX entries_one_per_person');
    handle.close();

    expect((await world.ledger.verify()).problems).toEqual([
      '台账的表结构被改动过：journal_never_updated。',
      '台账的表结构被改动过：entries_one_per_person。',
    ]);
    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-damaged', exitCode: 2 });
  });

  it('names no more than fifty, and counts the rest', async () => {
    await using world = await makeWorld();
    const people = Array.from({ length: 80 }, (_, index) => newEntry(5 + index));
    await world.ledger.importSheet(actor, sheetFile(), people);

    tamper(world.path, 'DELETE FROM entries');

    const { problems } = await world.ledger.verify();
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('另有 30 处问题没有列出。');
  });
});

it('does not open values that were moved to another row', async () => {
  await using world = await livelyWorld();

  tamper(
    world.path,
    'UPDATE entry_secrets SET sealed = (SELECT sealed FROM entry_secrets WHERE number = 4) WHERE number = 5',
  );

  expect(await faultOf(world.ledger.entry('E000005'))).toMatchObject({ code: 'ledger-seal-broken' });
});
