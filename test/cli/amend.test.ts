// Wrong after all: `luru correct` and `luru withdraw`, from outside. The portal is the rehearsal portal, asked without a browser.
import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { auditProblems, readLedger } from '../../scripts/chaos/ledger-view.ts';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import { World } from '../../scripts/chaos/world.ts';

interface Task {
  entryId: string;
  steps: string;
}

let installation = '';
let world: World;
const signed = ['--reviewer', '李核对', '--reason', '单位来函'];
const timeout = 60_000;

beforeAll(async () => {
  installation = await plantDirectHands();
  world = await World.approved({ people: 2, hands: 'direct', installation });
}, 120_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(installation, { recursive: true });
});

beforeEach(async () => {
  await world.begin();
  await world.expect(0, 'submit');
}, 30_000);

const stateOf = (id: string) => readLedger(world.workspace).entries.find((entry) => entry.id === id)?.state;
const recordOf = async (id: string) => {
  const row = readLedger(world.workspace).entries.find((entry) => entry.id === id)?.row ?? 0;
  const idNumber = (await world.sheetPeople()).get(row)?.idNumber;
  return (await world.records()).find((record) => record.idNumber === idNumber);
};
const statement = async () => {
  const { statement: found } = (await world.json('reconcile', '--month', '2024-03')) as {
    statement: { addsUp: boolean; total: Record<string, number> };
  };
  expect(found.addsUp).toBe(true);
  return found.total;
};
const openVerdicts = async () => {
  const { open } = (await world.json('reconcile', '--month', '2024-03')) as {
    open: { entryId: string; verdict: string }[];
  };
  return open.map(({ entryId, verdict }) => `${entryId} ${verdict}`);
};
async function changeName(id: string, employedOn: string): Promise<void> {
  const record = await recordOf(id);
  await world.oracle('change', { id: record?.id, values: { employedOn } });
}

it(
  'proposes what the portal has otherwise, has it approved by name, and proves it afterwards',
  { timeout },
  async () => {
    const right = String((await recordOf('E000001'))?.values['employedOn']);
    await changeName('E000001', '2024-03-09');
    const told = await world.luru('read-back');
    expect(told.code).toBe(4);
    expect(told.out).toContain('就业时间');

    const proposed = await world.luru('correct');
    expect(proposed.code).toBe(4);
    const { proposals } = JSON.parse(proposed.out) as {
      proposals: { entryId: string; fields: { header: string; sheet: string; portal: string }[] }[];
    };
    expect(proposals).toMatchObject([
      { entryId: 'E000001', fields: [{ header: '就业时间', sheet: right, portal: '2024-03-09' }] },
    ]);
    expect(stateOf('E000001')).toBe('verified');

    // Nothing without a name, and nothing about who does not differ.
    expect((await world.luru('correct', 'approve', 'E000001')).code).toBe(2);
    const other = await world.luru('correct', 'approve', 'E000002', ...signed);
    expect(other.code).toBe(3);
    expect(stateOf('E000002')).toBe('verified');

    const approved = await world.luru('correct', 'approve', 'E000001', ...signed);
    expect(approved.code, approved.complaints).toBe(4);
    const { tasks, path } = JSON.parse(approved.out) as { tasks: Task[]; path: string };
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.steps).toContain(`“就业时间”由“2024-03-09”改为“${right}”`);
    expect(await readFile(path, 'utf8')).toContain('E000001');
    expect(stateOf('E000001')).toBe('correcting');
    expect(await statement()).toMatchObject({ amending: 1, verified: 1 });

    // Not done yet: read-back says so and leaves it.
    expect((await world.luru('read-back')).code).toBe(4);
    expect(stateOf('E000001')).toBe('correcting');
    expect(await openVerdicts()).toEqual(['E000001 待更正或撤销']);

    await changeName('E000001', right);
    await world.expect(0, 'read-back');
    expect(stateOf('E000001')).toBe('verified');
    expect(await statement()).toMatchObject({ amending: 0, verified: 2 });
    expect(await auditProblems(world.workspace)).toEqual([]);
    expect(await world.saves()).toHaveLength(2);
  },
);

it('withdraws by hand in the portal, by name, and only when the portal shows it', { timeout }, async () => {
  expect((await world.luru('withdraw', 'E000002')).code).toBe(2);
  const begun = await world.luru('withdraw', 'E000002', ...signed);
  expect(begun.code, begun.complaints).toBe(4);
  const { tasks } = JSON.parse(begun.out) as { tasks: Task[] };
  const record = await recordOf('E000002');
  expect(tasks[0]?.steps).toContain(record?.receipt);
  expect(tasks[0]?.steps).not.toContain(record?.idNumber);
  expect(stateOf('E000002')).toBe('withdrawing');
  expect(await statement()).toMatchObject({ amending: 1, verified: 1, withdrawn: 0 });

  // Somebody says that it is done, and it is not.
  const early = await world.luru('withdraw', 'done', 'E000002', ...signed);
  expect(early.code).toBe(4);
  expect(early.out).toContain('门户中仍有');
  expect(stateOf('E000002')).toBe('withdrawing');

  await world.oracle('remove', { id: record?.id });
  await world.expect(0, 'withdraw', 'done', 'E000002', ...signed);
  expect(stateOf('E000002')).toBe('withdrawn');
  await world.expect(0, 'read-back');
  expect(await openVerdicts()).toEqual([]);
  expect(await statement()).toMatchObject({ amending: 0, verified: 1, withdrawn: 1 });
  const exported = (await world.json('audit', 'export')) as { path: string };
  const journal = await readFile(exported.path, 'utf8');
  expect(journal).toContain('李核对');
  expect(journal).not.toContain(record?.idNumber);
  expect(await auditProblems(world.workspace)).toEqual([]);

  // Who comes up again after a withdrawal is told.
  await world.oracle('restore', { id: record?.id });
  await world.luru('read-back');
  expect(await openVerdicts()).toEqual(['E000002 已撤销，门户仍有']);
});

it('gives up a correction or a withdrawal that was not needed', { timeout }, async () => {
  await world.luru('withdraw', 'E000001', ...signed);
  await world.expect(0, 'withdraw', 'cancel', 'E000001', ...signed);
  expect(stateOf('E000001')).toBe('accepted');
  await world.expect(0, 'read-back');
  expect(stateOf('E000001')).toBe('verified');
});

it('takes nobody into account who is not in the portal', { timeout }, async () => {
  const waiting = await world.luru('withdraw', 'E000003', ...signed);
  expect(waiting.code).toBe(3);
  expect(waiting.complaints).toContain('没有改动任何条目');
  const unknown = await world.luru('withdraw', 'E999999', ...signed);
  expect(unknown.code).toBe(2);
});
