import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  actor,
  approvedEntries,
  faultOf,
  hashOf,
  idOfRow,
  makeWorld,
  newEntry,
  rehearsalOf,
  sheetFile,
} from './ledger-world.ts';

it('removes personal values of what came to an end, and keeps chain, figures and invariant 3', async () => {
  await using world = await makeWorld();
  const { ledger } = world;
  const [entered = '', waiting = ''] = await approvedEntries(ledger, 2);
  await ledger.importSheet(actor, sheetFile('兴泰.xlsx'), [newEntry(40, { status: 'error' }), newEntry(41)]);
  const attempt = await ledger.recordIntent(actor, entered, { contentHash: hashOf(entered), fields: [] });
  await ledger.recordOutcome(actor, entered, attempt, {
    kind: 'accepted',
    receipt: 'SL-1',
    messages: ['测试人员5'],
  });
  const record = { idNumber: idOfRow(5), shown: {}, state: '待审核', receipt: null };
  await ledger.recordVerified(actor, entered, record);
  await ledger.recordReadBack(actor, [record]);
  const before = { counts: await ledger.counts(), rows: await ledger.sheetRows() };
  world.clock.set('2025-01-10T00:00:00.000Z');

  const result = await ledger.purge(actor, '2025-01-01');

  expect(result).toMatchObject({ entries: 2, screenshots: [`evidence/${entered}.png`] });
  expect(await ledger.entry(entered)).toMatchObject({
    state: 'verified',
    values: {},
    raw: {},
    findings: [],
    reason: null,
    receipt: null,
    purgedAt: '2025-01-10T00:00:00.000Z',
    row: 5,
  });
  expect(await ledger.rehearsal(entered)).toMatchObject({ fields: [], messages: [], screenshot: null });
  expect((await ledger.verification(entered))?.record).toBeNull();
  expect(await ledger.latestReadBack()).toBeNull();
  expect((await ledger.entry(waiting)).values.name).toBe('测试人员6');
  expect(await ledger.rehearsal(waiting)).toEqual(rehearsalOf(waiting));
  expect({ counts: await ledger.counts(), rows: await ledger.sheetRows() }).toEqual(before);
  expect((await ledger.verify()).problems).toEqual([]);
  expect((await ledger.findPeople([idOfRow(5)])).get(idOfRow(5))).toMatchObject([
    { entryId: entered, name: null },
  ]);
  expect(await ledger.findReturned(idOfRow(40), '桔山街道办事处')).toEqual([]);
});

it('still refuses to enter a purged person again', async () => {
  await using world = await makeWorld();
  const { ledger } = world;
  const [entered = ''] = await approvedEntries(ledger, 1);
  const attempt = await ledger.recordIntent(actor, entered, { contentHash: hashOf(entered), fields: [] });
  await ledger.recordOutcome(actor, entered, attempt, { kind: 'accepted', receipt: null, messages: [] });
  await ledger.recordVerified(actor, entered, { idNumber: '', shown: {}, state: null, receipt: null });
  world.clock.set('2025-01-10T00:00:00.000Z');
  await ledger.purge(actor, '2025-01-01');

  const [again = ''] = await approvedEntries(ledger, 1, '再报.xlsx');

  expect(
    await faultOf(ledger.recordIntent(actor, again, { contentHash: hashOf(again), fields: [] })),
  ).toMatchObject({
    code: 'ledger-duplicate-person',
  });
});

it('leaves none of the sealed bytes in the files', async () => {
  await using world = await makeWorld();
  await world.ledger.importSheet(actor, sheetFile(), [newEntry(5, { status: 'error' })]);
  const onDisk = () =>
    Buffer.concat(
      readdirSync(world.folder)
        .filter((name) => name.startsWith('ledger.sqlite'))
        .map((name) => readFileSync(join(world.folder, name))),
    );
  const { DatabaseSync } = await import('node:sqlite');
  const handle = new DatabaseSync(world.path, { readOnly: true });
  const sealed = handle.prepare('SELECT sealed FROM entry_secrets').get()?.['sealed'] as Uint8Array;
  handle.close();
  expect(onDisk().includes(Buffer.from(sealed).subarray(0, 40))).toBe(true);
  world.clock.set('2025-01-10T00:00:00.000Z');

  await world.ledger.purge(actor, '2025-01-01');

  expect(onDisk().includes(Buffer.from(sealed).subarray(0, 40))).toBe(false);
});

it('does nothing twice', async () => {
  await using world = await makeWorld();
  await world.ledger.importSheet(actor, sheetFile(), [newEntry(5, { status: 'error' })]);
  world.clock.set('2025-01-10T00:00:00.000Z');
  await world.ledger.purge(actor, '2025-01-01');
  const before = await world.ledger.verify();

  expect(await world.ledger.purge(actor, '2025-01-01')).toEqual({
    entries: 0,
    entryIds: [],
    screenshots: [],
  });
  expect(await world.ledger.verify()).toEqual(before);
});
