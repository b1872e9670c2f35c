import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/index.ts';
import {
  actor,
  all,
  approvedEntries,
  faultOf,
  hashOf,
  makeWorld,
  newEntry,
  sheetFile,
  type World,
} from './ledger-world.ts';

/** A copy of the ledger file as it stands, made as a person would with the run ended. */
async function closedCopy(world: World): Promise<string> {
  await world.ledger[Symbol.asyncDispose]();
  const copy = join(world.folder, 'copy.sqlite');
  copyFileSync(world.path, copy);
  return copy;
}

describe('a new ledger', () => {
  it('is made once, for its owner alone', async () => {
    await using world = await makeWorld();

    expect(await faultOf(world.open({ mode: 'create' }))).toMatchObject({
      code: 'ledger-exists',
      exitCode: 2,
    });
    for (const name of readdirSync(world.folder))
      expect([name, statSync(join(world.folder, name)).mode & 0o077]).toEqual([name, 0]);
    expect(await all(world.ledger.journal())).toMatchObject([
      { seq: 1, kind: 'ledger-created', body: { ledgerId: world.ledger.id, year: 2024 } },
    ]);
  });

  it('leaves nothing beside its file once it is closed', async () => {
    await using world = await makeWorld();
    await world.ledger[Symbol.asyncDispose]();

    expect(readdirSync(world.folder).sort()).toEqual([
      'key',
      'ledger.sqlite',
      'ledger.sqlite.lock',
      'witness.json',
    ]);
  });

  it('is of one year', async () => {
    await using world = await makeWorld();

    expect(await faultOf(world.open({ year: 2025 }))).toMatchObject({
      code: 'ledger-other-year',
      exitCode: 2,
    });
  });
});

describe('a ledger that is not sound is never made anew', () => {
  it.each<[string, (path: string) => void, string]>([
    ['missing', (path) => rmSync(path), 'ledger-missing'],
    ['emptied', (path) => truncateSync(path, 0), 'ledger-damaged'],
    ['cut short', (path) => truncateSync(path, Math.floor(statSync(path).size / 2)), 'ledger-damaged'],
    ['no database', (path) => writeFileSync(path, '这是一份文档'.repeat(500)), 'ledger-damaged'],
    [
      'overwritten in the middle',
      (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 8192, 8192 + 4096 * 3);
        writeFileSync(path, bytes);
      },
      'ledger-damaged',
    ],
  ])('%s', async (_, damage, code) => {
    await using world = await makeWorld();
    await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);
    await world.ledger[Symbol.asyncDispose]();
    damage(world.path);
    const before = existsSync(world.path) ? readFileSync(world.path) : null;

    const fault = await faultOf(world.open());

    expect(fault).toMatchObject({ code, exitCode: 2, disposition: 'halt-run' });
    expect(fault.message).toContain(world.path);
    expect(existsSync(world.path) ? readFileSync(world.path) : null).toEqual(before);
  });

  it('another program’s database', async () => {
    await using world = await makeWorld();
    await world.ledger[Symbol.asyncDispose]();
    rmSync(world.path);
    const handle = new DatabaseSync(world.path);
    handle.exec('CREATE TABLE journal (seq INTEGER PRIMARY KEY)');
    handle.close();

    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-damaged' });
  });
});

describe('a ledger that is not the latest one', () => {
  it('is noticed when an old copy was put back', async () => {
    await using world = await makeWorld();
    await approvedEntries(world.ledger, 2);
    const copy = await closedCopy(world);
    const later = await world.open({ exclusive: true });
    await later.recordIntent(actor, 'E000001', { contentHash: hashOf('E000001'), fields: [] });
    await later[Symbol.asyncDispose]();
    copyFileSync(copy, world.path);

    for (const exclusive of [true, false]) {
      const fault = await faultOf(world.open({ exclusive }));
      expect(fault).toMatchObject({
        code: 'ledger-older-than-witness',
        exitCode: 4,
        disposition: 'needs-person',
      });
    }
    expect(readFileSync(world.path)).toEqual(readFileSync(copy));
  });

  it('is noticed when the copy was written on', async () => {
    await using world = await makeWorld();
    const copy = await closedCopy(world);
    const later = await world.open();
    await later.note(actor, 'login', {});
    await later[Symbol.asyncDispose]();
    const witness = readFileSync(join(world.folder, 'witness.json'));
    copyFileSync(copy, world.path);
    rmSync(join(world.folder, 'witness.json'));
    const forked = await world.open({ restored: 'accept' });
    for (let index = 0; index < 5; index += 1) await forked.note(actor, 'login', { index });
    await forked[Symbol.asyncDispose]();
    writeFileSync(join(world.folder, 'witness.json'), witness);

    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-forked', exitCode: 4 });
  });

  it('is noticed by a witness elsewhere when the whole folder was put back', async () => {
    await using world = await makeWorld();
    await using second = await makeWorld();
    const moreWitnesses = [join(second.folder, 'witness-of-the-first.json')];
    const copy = await closedCopy(world);
    copyFileSync(join(world.folder, 'witness.json'), join(world.folder, 'witness.copy'));
    const later = await world.open({ moreWitnesses });
    await later.note(actor, 'login', {});
    await later[Symbol.asyncDispose]();
    copyFileSync(copy, world.path);
    copyFileSync(join(world.folder, 'witness.copy'), join(world.folder, 'witness.json'));

    expect(await faultOf(world.open({ moreWitnesses }))).toMatchObject({ code: 'ledger-older-than-witness' });
  });

  it('is noticed when it comes from another workspace', async () => {
    await using world = await makeWorld();
    await using other = await makeWorld();
    copyFileSync(await closedCopy(other), world.path);
    await world.ledger[Symbol.asyncDispose]();

    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-foreign', exitCode: 4 });
    expect(await faultOf(world.open({ restored: 'accept' }))).toMatchObject({ code: 'ledger-foreign' });
  });

  it.each([
    ['is missing', (path: string) => rmSync(path)],
    ['is no witness', (path: string) => writeFileSync(path, '{"seq":1}')],
    ['is empty', (path: string) => writeFileSync(path, '')],
  ])('cannot be told when the witness %s', async (_, damage) => {
    await using world = await makeWorld();
    await world.ledger[Symbol.asyncDispose]();
    damage(join(world.folder, 'witness.json'));

    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-witness-unreadable', exitCode: 4 });
  });

  it('is accepted by a named person, and then every approval is void', async () => {
    await using world = await makeWorld();
    const [first = '', second = ''] = await approvedEntries(world.ledger, 2);
    await world.ledger.recordIntent(actor, second, { contentHash: hashOf(second), fields: [] });
    await world.ledger.markInterrupted(actor);
    const copy = await closedCopy(world);
    const later = await world.open({ exclusive: true });
    await later.recordIntent(actor, first, { contentHash: hashOf(first), fields: [] });
    await later[Symbol.asyncDispose]();
    copyFileSync(copy, world.path);

    await using restored = await world.open({ restored: 'accept' });

    expect((await restored.heads()).map(({ state }) => state)).toEqual(['batched', 'uncertain']);
    expect(await restored.approval(first)).toBeNull();
    expect((await all(restored.journal())).map(({ kind }) => kind)).toContain('restored-ledger-accepted');
    expect((await restored.verify()).problems).toEqual([]);
    await restored[Symbol.asyncDispose]();
    await using again = await world.open();
    expect((await again.verify()).ok).toBe(true);
  });

  it('is not suspected when it is ahead of its witness: the run died between commit and witness', async () => {
    await using world = await makeWorld();
    const witness = readFileSync(join(world.folder, 'witness.json'));
    await world.ledger.note(actor, 'login', {});
    await world.ledger[Symbol.asyncDispose]();
    writeFileSync(join(world.folder, 'witness.json'), witness);

    await using again = await world.open();

    expect(JSON.parse(readFileSync(join(world.folder, 'witness.json'), 'utf8'))).toMatchObject({ seq: 2 });
    expect((await again.verify()).ok).toBe(true);
  });

  it('sweeps the half-written witnesses of dead runs', async () => {
    await using world = await makeWorld();
    await world.ledger[Symbol.asyncDispose]();
    writeFileSync(join(world.folder, 'witness.json.999999999.tmp'), '');
    writeFileSync(join(world.folder, 'witness.json.note.tmp'), '');

    await using again = await world.open({ exclusive: true });

    expect(again.year).toBe(2024);
    expect(readdirSync(world.folder).filter((name) => name.endsWith('.tmp'))).toEqual([
      'witness.json.note.tmp',
    ]);
  });
});

it('takes a clock that goes backwards', async () => {
  await using world = await makeWorld();
  await world.ledger.importSheet(actor, sheetFile(), [newEntry(5)]);
  world.clock.set('2023-12-31T00:00:00.000Z');
  await world.ledger.move(actor, 'E000001', 'ready', 'skipped', { reason: '门户已有' });

  expect((await world.ledger.entry('E000001')).movedAt).toBe('2023-12-31T00:00:00.000Z');
  expect((await world.ledger.verify()).problems).toEqual([]);
});

it('does not hold the file open after it failed to open', async () => {
  await using world = await makeWorld();
  const options = await world.options({ year: 2025, exclusive: true });
  await world.ledger[Symbol.asyncDispose]();
  await expect(openLedger(options)).rejects.toMatchObject({ code: 'ledger-other-year' });

  appendFileSync(join(world.folder, 'witness.json'), ' ');
  await using again = await world.open({ exclusive: true });

  expect(again.id).toBe(world.ledger.id);
});
