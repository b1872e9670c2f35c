import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { migrate, migrations, schemaDifferences, schemaVersion } from '../../src/ledger/sqlite/migrate.ts';
import { applicationId } from '../../src/ledger/sqlite/open-file.ts';
import {
  actor,
  approvedEntries,
  clockAt,
  faultOf,
  hashOf,
  makeWorld,
  newEntry,
  sheetFile,
  type World,
} from './ledger-world.ts';

const clock = clockAt('2024-06-01T00:00:00.000Z');
const next = {
  version: migrations.length + 1,
  title: 'a later table',
  sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; ALTER TABLE batches ADD COLUMN note TEXT',
};
const known = [...migrations, next];

async function filledWorld(): Promise<World> {
  const world = await makeWorld();
  await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);
  await world.ledger[Symbol.asyncDispose]();
  return world;
}

it('are numbered without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
});

it('keep a whole copy from before, and change nothing the second time', async () => {
  await using world = await filledWorld();
  const handle = new DatabaseSync(world.path);
  const backup = `${world.path}.before`;
  const options = { handle, clock, pid: 1, migrations: known, backupTo: () => backup };

  migrate(options);
  migrate(options);

  expect(schemaVersion(handle)).toBe(next.version);
  expect(schemaDifferences(handle, known)).toEqual([]);
  handle.close();
  const copy = new DatabaseSync(backup, { readOnly: true });
  expect(schemaVersion(copy)).toBe(migrations.length);
  expect(copy.prepare('SELECT count(*) AS n FROM entries').get()).toMatchObject({ n: 1 });
  copy.close();
});

it('bring a ledger of the first kind up to today, with all that hangs on its entries', async () => {
  await using world = await makeWorld();
  const [id = ''] = await approvedEntries(world.ledger, 2);
  const attempt = await world.ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });
  await world.ledger.recordOutcome(actor, id, attempt, { kind: 'accepted', receipt: 'SL-1', messages: [] });
  await world.ledger[Symbol.asyncDispose]();
  // What the first program made: its own tables, the same rows.
  const first = join(world.folder, 'first.sqlite');
  const old = new DatabaseSync(first, { enableForeignKeyConstraints: false });
  migrate({ handle: old, clock, pid: 1, backupTo: null, migrations: migrations.slice(0, 1) });
  old.exec(`ATTACH '${world.path}' AS now; PRAGMA foreign_keys = OFF`);
  const tables = old.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'").all();
  for (const table of tables.map(({ name }) => String(name)).filter((name) => name !== 'migrations'))
    old.exec(`INSERT INTO main.${table} SELECT * FROM now.${table}`);
  old.exec(`PRAGMA application_id = ${String(applicationId)}`);
  old.close();
  for (const rest of ['', '-wal', '-shm']) if (existsSync(world.path + rest)) rmSync(world.path + rest);
  renameSync(first, world.path);

  const ledger = await world.open();

  expect((await ledger.verify()).problems).toEqual([]);
  expect((await ledger.entry(id)).state).toBe('accepted');
  expect(await ledger.attempts(id)).toHaveLength(1);
  await ledger.move(actor, id, 'accepted', 'withdrawing', { reason: '不该录入' });
  expect(existsSync(`${world.path}.before-migration-from-1`)).toBe(true);
});

it('are done once when two programs start at the same moment', async () => {
  await using world = await filledWorld();
  const [first, second] = [new DatabaseSync(world.path), new DatabaseSync(world.path)];
  const backup = (handle: DatabaseSync, meanwhile: () => void) => ({
    handle,
    clock,
    pid: 1,
    migrations: known,
    backupTo: () => {
      meanwhile();
      return `${world.path}.before`;
    },
  });

  // The second one does all of it while the first one has already seen that there is something to do.
  migrate(
    backup(first, () => {
      migrate(backup(second, () => undefined));
    }),
  );

  expect(first.prepare('SELECT count(*) AS n FROM migrations').get()).toMatchObject({ n: next.version });
  first.close();
  second.close();
});

it('leave the ledger as it was when one of them fails', async () => {
  await using world = await filledWorld();
  const handle = new DatabaseSync(world.path);
  const broken = {
    ...next,
    sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY); CREATE TABLE later (id INTEGER)',
  };

  expect(() => {
    migrate({
      handle,
      clock,
      pid: 1,
      migrations: [...migrations, broken],
      backupTo: () => `${world.path}.before`,
    });
  }).toThrow('already exists');

  expect(schemaVersion(handle)).toBe(migrations.length);
  expect(schemaDifferences(handle)).toEqual([]);
  handle.close();
});

it('refuse a ledger that a newer program wrote', async () => {
  await using world = await filledWorld();
  const handle = new DatabaseSync(world.path);
  handle.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(99, 'from the future', '');
  handle.close();

  expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-newer', exitCode: 2 });
  expect(readdirSync(world.folder).filter((name) => name.includes('before'))).toEqual([]);
  expect(existsSync(world.path)).toBe(true);
});
