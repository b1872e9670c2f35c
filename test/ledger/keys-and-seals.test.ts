import { chmodSync, copyFileSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKey, readKey } from '../../src/ledger/index.ts';
import { Vault } from '../../src/ledger/vault.ts';
import { actor, approvedEntries, faultOf, hashOf, idOfRow, makeWorld, rehearsalOf } from './ledger-world.ts';

describe('the key file', () => {
  it('is 32 random bytes for its owner alone, and is never replaced', async () => {
    await using world = await makeWorld();
    const path = join(world.folder, 'second-key');
    await createKey(path);
    const text = readFileSync(path, 'utf8');

    expect(Buffer.from(text, 'base64')).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await faultOf(createKey(path))).toMatchObject({ code: 'ledger-key-exists', exitCode: 2 });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('is closed to others when it was found open', async () => {
    await using world = await makeWorld();
    const path = join(world.folder, 'key');
    chmodSync(path, 0o644);
    await readKey(path);

    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['missing', (path: string) => rmSync(path), 'ledger-key-missing'],
    [
      'cut',
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20)),
      'ledger-key-damaged',
    ],
    ['not a key', (path: string) => writeFileSync(path, '{"version":2}'), 'ledger-passphrase-needed'],
  ])('is refused when it is %s', async (_, damage, code) => {
    await using world = await makeWorld();
    const path = join(world.folder, 'key');
    damage(path);

    expect(await faultOf(readKey(path))).toMatchObject({ code });
  });

  it('of another ledger does not open this one', async () => {
    await using world = await makeWorld();
    await using other = await makeWorld();
    copyFileSync(join(other.folder, 'key'), join(world.folder, 'key'));

    expect(await faultOf(world.open())).toMatchObject({ code: 'ledger-key-wrong', exitCode: 2 });
  });

  it('under a passphrase opens with it alone, however it was composed', async () => {
    await using world = await makeWorld();
    const path = join(world.folder, 'locked-key');
    await createKey(path, '口令 caf\u00e9');

    const key = await readKey(path, '口令 cafe\u0301');
    expect(key.seal.export()).toHaveLength(32);
    expect(key.seal.equals(key.index)).toBe(false);
    expect(await faultOf(readKey(path))).toMatchObject({ code: 'ledger-passphrase-needed', exitCode: 4 });
    expect(await faultOf(readKey(path, '口令'))).toMatchObject({
      code: 'ledger-passphrase-wrong',
      exitCode: 4,
    });
    writeFileSync(path, '{"version":1}');
    expect(await faultOf(readKey(path, '口令'))).toMatchObject({ code: 'ledger-key-damaged', exitCode: 2 });
  });
});

describe('a seal', () => {
  it('opens in its own place alone, and only unchanged', async () => {
    await using world = await makeWorld();
    const vault = new Vault(await readKey(join(world.folder, 'key')), 'ledger-1');
    const sealed = vault.seal('entries/1', { name: '测试人员' });
    expect(vault.open('entries/1', sealed)).toEqual({ name: '测试人员' });

    expect(() => vault.open('entries/2', sealed)).toThrow(/打不开/);
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => vault.open('entries/1', changed)).toThrow(/打不开/);
    }
    expect(() => vault.open('entries/1', sealed.subarray(0, 10))).toThrow(/打不开/);
  });
});

it('leaves no name, number, message or receipt in any byte on disk', async () => {
  await using world = await makeWorld();
  const { ledger } = world;
  const [id = '', other = ''] = await approvedEntries(ledger, 2);
  const attempt = await ledger.recordIntent(actor, id, {
    contentHash: hashOf(id),
    fields: rehearsalOf(id).fields,
  });
  await ledger.recordOutcome(actor, id, attempt, {
    kind: 'accepted',
    receipt: `回执-${idOfRow(5)}`,
    messages: ['测试人员5 保存成功'],
  });
  const record = { idNumber: idOfRow(5), shown: { 姓名: '测试人员5' }, state: '待审核', receipt: null };
  await ledger.recordVerified(actor, id, record);
  await ledger.recordReadBack(actor, [record]);
  await ledger.note(actor, 'heard', { words: `${idOfRow(5)} 13900000000` }, { entryId: id });
  await ledger.move(actor, other, 'approved', 'returned', { reason: '测试人员6 的材料不全' });
  expect((await ledger.findPeople([idOfRow(5)])).size).toBe(1);

  const search = () => {
    const files = readdirSync(world.folder).filter((name) => name !== 'key');
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(world.folder, name))));
    const secrets = ['测试人员', idOfRow(5), idOfRow(6), '13900000000', '保存成功', '材料不全'];
    return { files, found: secrets.filter((text) => bytes.includes(Buffer.from(text))) };
  };
  const open = search();
  expect(open.files).toContain('ledger.sqlite-wal');
  expect(open.found).toEqual([]);
  await ledger[Symbol.asyncDispose]();
  expect(search().found).toEqual([]);
});
