import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { runChild, scriptPath } from './child-process.ts';
import { actor, approvedEntries, faultOf, hashOf, makeWorld, newEntry, sheetFile } from './ledger-world.ts';

const other = { runId: 'R20240318-100000-0002', operator: '孙经办', host: 'pc-1', pid: 4242 };

it('tells a second run who holds the ledger', async () => {
  await using world = await makeWorld();

  const fault = await faultOf(world.open({ exclusive: true, owner: other }));

  expect(fault).toMatchObject({ code: 'ledger-locked', exitCode: 2, disposition: 'halt-run' });
  expect(fault.message).toContain('赵经办');
  expect(fault.message).toContain(actor.runId);
  expect(fault.message).toContain(`进程 ${String(process.pid)}`);
  expect(fault.message).toContain('2024-03-18 09:30');
});

it('tells it to a run of another process too', async () => {
  await using world = await makeWorld();
  const child = runChild(process.execPath, [
    scriptPath('writer-child.ts'),
    world.path,
    join(world.folder, 'key'),
  ]);

  await child.ended;

  expect(child.lines).toEqual(['fault ledger-locked']);
});

it('lets others read and do short writes meanwhile, but not what only the owner may do', async () => {
  await using world = await makeWorld();
  const [id = ''] = await approvedEntries(world.ledger, 1);
  const beside = await world.open({ owner: other });

  await beside.importSheet(actor, sheetFile('兴泰.xlsx'), [newEntry(900)]);
  await beside.note(actor, 'login', {});

  expect(await beside.entries({ states: ['ready'] })).toHaveLength(1);
  const intent = { contentHash: hashOf(id), fields: [] };
  expect(await faultOf(beside.recordIntent(actor, id, intent))).toMatchObject({ code: 'ledger-not-owner' });
  expect(await faultOf(beside.markInterrupted(actor))).toMatchObject({ code: 'ledger-not-owner' });
  await world.ledger.recordIntent(actor, id, intent);
  expect((await world.ledger.verify()).problems).toEqual([]);
});

it('is free again once the owner closes', async () => {
  await using world = await makeWorld();
  await world.ledger[Symbol.asyncDispose]();

  await using next = await world.open({ exclusive: true, owner: other });

  expect(await next.markInterrupted(actor)).toEqual([]);
});

/** The row of a run that can no longer take it away. */
function leaveRow(path: string, host: string, heartbeatAt: string): void {
  const handle = new DatabaseSync(path);
  handle
    .prepare("INSERT INTO owner VALUES (1, 'token', '孙经办', 'R1', ?, ?, '2024-03-18T00:00:00.000Z', ?)")
    .run(host, process.pid, heartbeatAt);
  handle.close();
}

it('is taken over from a dead run of this computer, whoever has its process number now', async () => {
  await using world = await makeWorld();
  await world.ledger[Symbol.asyncDispose]();
  leaveRow(world.path, 'pc-1', '2024-03-18T01:29:59.000Z');

  await using next = await world.open({ exclusive: true });

  expect(await next.markInterrupted(actor)).toEqual([]);
});

it('is taken over from another computer only when its heartbeat is long gone', async () => {
  await using world = await makeWorld();
  await world.ledger[Symbol.asyncDispose]();
  leaveRow(world.path, 'pc-2', '2024-03-18T01:29:00.000Z');

  expect(await faultOf(world.open({ exclusive: true }))).toMatchObject({ code: 'ledger-locked' });

  world.clock.set('2024-03-18T01:40:00.000Z');
  await using next = await world.open({ exclusive: true });
  expect(await next.markInterrupted(actor)).toEqual([]);
});

it('refuses every write of a run that was replaced while it slept', async () => {
  await using world = await makeWorld();
  const [id = ''] = await approvedEntries(world.ledger, 1);
  const handle = new DatabaseSync(world.path);
  handle.exec("UPDATE owner SET token = 'another'");
  handle.close();

  const fault = await faultOf(world.ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] }));

  expect(fault).toMatchObject({ code: 'ledger-lock-lost', disposition: 'halt-run' });
  expect((await world.ledger.entry(id)).state).toBe('approved');
});
