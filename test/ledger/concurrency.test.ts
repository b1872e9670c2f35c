import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runChild, scriptPath } from './child-process.ts';
import {
  actor,
  all,
  approvedEntries,
  hashOf,
  idNumberOf,
  makeWorld,
  newEntry,
  rehearsalOf,
  sheetFile,
} from './ledger-world.ts';

it('lets one of many entries of the same person into flight (invariant 3)', async () => {
  await using world = await makeWorld();
  const { ledger } = world;
  const values = { idNumber: idNumberOf(7), name: '测试人员' };
  const people = Array.from({ length: 5 }, (_, index) => newEntry(5 + index, { values }));
  const { entries } = await ledger.importSheet(actor, sheetFile(), people);
  const ids = entries.map(({ id }) => id);
  await ledger.createBatch(actor, { unit: '桔山街道办事处', month: '2024-03', profile: 'p', entryIds: ids });
  for (const id of ids) await ledger.recordRehearsal(actor, rehearsalOf(id));
  await ledger.approve(
    actor,
    'B0001',
    ids.map((entryId) => ({ entryId, hash: hashOf(entryId) })),
    '钱复核',
  );

  const results = await Promise.allSettled(
    ids.map((id) => ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] })),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results.slice(1)) {
    expect(result).toMatchObject({
      reason: { code: 'ledger-duplicate-person', details: { other: 'E000001' } },
    });
  }
  const attempt = (await all(ledger.journal())).find(({ kind }) => kind === 'intent')?.seq ?? 0;
  await ledger.recordOutcome(actor, 'E000001', attempt, { kind: 'accepted', receipt: null, messages: [] });
  await expect(
    ledger.recordIntent(actor, 'E000002', { contentHash: hashOf('E000002'), fields: [] }),
  ).rejects.toMatchObject({ code: 'ledger-duplicate-person' });
  expect((await ledger.verify()).problems).toEqual([]);
});

it('knows the same person in another spelling of the number', async () => {
  await using world = await makeWorld();
  const { ledger } = world;
  const withX = ['440524188001010014', '11010519491231002X', '11010519491231002x'];
  const people = withX.map((idNumber, index) => newEntry(5 + index, { values: { idNumber } }));
  await ledger.importSheet(actor, sheetFile(), people);

  const found = await ledger.findPeople(['１１０１０５１９４９１２３１００２Ｘ']);

  expect([...found.values()].flat().map(({ entryId }) => entryId)).toEqual(['E000002', 'E000003']);
});

it('lets one of two connections move an entry', async () => {
  await using world = await makeWorld();
  await world.ledger.importSheet(
    actor,
    sheetFile(),
    Array.from({ length: 20 }, (_, index) => newEntry(5 + index)),
  );
  const beside = await world.open();
  const heads = await world.ledger.heads();

  const results = await Promise.allSettled(
    heads.flatMap(({ id }) =>
      [world.ledger, beside].map((ledger) => ledger.move(actor, id, 'ready', 'skipped')),
    ),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'ledger-state-changed' });
  }
  expect(await world.ledger.verify()).toMatchObject({ ok: true, lines: 3 + 20 });
});

it('keeps one unbroken chain while several processes write', async () => {
  await using world = await makeWorld();
  const ids = await approvedEntries(world.ledger, 3);
  const children = [1, 2, 3].map(() =>
    runChild(process.execPath, [scriptPath('note-child.ts'), world.path, join(world.folder, 'key'), '60']),
  );
  for (const id of ids) {
    const attempt = await world.ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });
    await world.ledger.recordOutcome(actor, id, attempt, { kind: 'accepted', receipt: null, messages: [] });
  }

  const ends = await Promise.all(children.map(({ ended }) => ended));

  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
  const notes = (await all(world.ledger.journal())).filter(({ kind }) => kind === 'heard');
  expect(notes).toHaveLength(180);
  expect((await world.ledger.verify()).problems).toEqual([]);
  await world.ledger[Symbol.asyncDispose]();
  await using again = await world.open();
  expect((await again.verify()).ok).toBe(true);
});
