// Invariant 4 and the verified profile, through the command line: whatever was changed after the approval voids it.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readLedger } from '../../scripts/chaos/ledger-view.ts';
import { World } from '../../scripts/chaos/world.ts';

const repository = join(import.meta.dirname, '..', '..');
const timeout = 120_000;
let world: World;

beforeAll(async () => {
  world = await World.approved({ people: 2, loginSeconds: 15 });
}, 180_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

beforeEach(() => world.begin());

afterEach(async () => {
  await world.writeConfig();
  for (const folder of ['packs', 'selectors'])
    await rm(join(world.workspace, folder), { recursive: true }).catch(() => undefined);
});

const states = () =>
  readLedger(world.workspace)
    .entries.slice(0, 2)
    .map(({ state }) => state);

async function expectVoided(): Promise<void> {
  const run = await world.luru('submit');
  expect(run.code, run.complaints).toBe(4);
  const { lines } = JSON.parse(run.out) as { lines: { result: string; messages: string[] }[] };
  expect(lines.map(({ result }) => result)).toContain('voided');
  expect(lines[0]?.messages.join()).toContain('批准作废');
  expect(states()).toEqual(['batched', 'batched']);
  expect(await world.saves()).toEqual([]);
}

it('voids the approvals when the policy pack was changed', { timeout }, async () => {
  const pack = join(world.workspace, 'packs', 'xingren-2024');
  await cp(join(repository, 'fixtures', 'packs', 'xingren-2024'), pack, { recursive: true });
  const file = join(pack, 'pack.yaml');
  const text = await readFile(file, 'utf8');
  const changed = text.replace(/^title: .*$/m, (line) => `${line}（修订）`);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
  await expectVoided();
});

it(
  'voids the approvals when the profile was changed, however well it was checked again',
  { timeout },
  async () => {
    await cp(join(repository, 'selectors'), join(world.workspace, 'selectors'), { recursive: true });
    const file = join(world.workspace, 'selectors', 'simulator.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: 演练门户（改过）'));
    const unchecked = await world.luru('submit');
    expect(unchecked.code).toBe(2);
    expect(unchecked.complaints).toContain('luru portal check');
    await world.expect(0, 'portal', 'check');
    await expectVoided();
  },
);

it('stops the batch and names the new field when the form was changed', { timeout }, async () => {
  await world.oracle('faults', { newRequiredField: { label: '所在村组' } });
  const run = await world.luru('submit');
  expect(run.code, run.complaints).toBe(4);
  const { halt } = JSON.parse(run.out) as { halt: { code: string; message: string } | null };
  expect(halt?.message).toContain('所在村组');
  expect(states()).toEqual(['approved', 'approved']);
  expect(await world.saves()).toEqual([]);
});

it('refuses a profile that was never checked at this address', { timeout }, async () => {
  await world.writeConfig({ url: world.url.replace('127.0.0.1', 'localhost') });
  const run = await world.luru('submit');
  expect(run.code).toBe(2);
  expect(run.complaints).toContain('还没有在');
  expect(await world.saves()).toEqual([]);
});

it('refuses the draft for the real portal', { timeout }, async () => {
  await world.writeConfig({ profile: 'guizhou-czxzjy' });
  const run = await world.luru('submit');
  expect(run.code).toBe(2);
  expect(run.complaints).toContain('草稿');
  expect(states()).toEqual(['approved', 'approved']);
});
