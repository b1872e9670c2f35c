// What may happen to a run off the page: second runners, full disks, Ctrl-C, a portal that takes everything and shows it late.
// Processes, ledger and portal are real; the browser is left out, because nothing here is about the page.
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import { World } from '../../scripts/chaos/world.ts';
import { expectAllEntered, statesOfApproved, summaryOf } from './two-people.ts';

let world: World;
let installation: string;

beforeAll(async () => {
  installation = await plantDirectHands();
  world = await World.approved({ people: 2, loginSeconds: 15, hands: 'direct', installation });
}, 180_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await rm(installation, { recursive: true });
});

beforeEach(async () => {
  await world.begin();
});

const timeout = 120_000;

it('tells a second runner who is at work, and lets the first one finish', { timeout }, async () => {
  const first = world.start(['submit']);
  await first.said('打开门户');
  const second = await world.luru('submit');
  expect(second.code).toBe(2);
  expect(second.complaints).toMatch(/台账正被经办人 测试经办人 的运行 R\S+（电脑 .+，进程 \d+，.+）占用/);
  expect((await first.finished).code).toBe(0);
  await expectAllEntered(world);
});

it(
  'stops before the press when the intent cannot be written, and says that the disk is full',
  { timeout },
  async () => {
    // The first commits of a submission are the note of the opened portal and the owner; the intent comes after the query.
    const stopped = await world.start(['submit'], { LURU_KILL_AT: 'ledger.before-commit:4:ENOSPC' }).finished;
    expect(stopped.code, stopped.complaints).toBe(2);
    expect(`${stopped.out}${stopped.complaints}`).toContain('磁盘已满');
    expect(await world.saves()).toEqual([]);
    expect(statesOfApproved(world)).toEqual(['approved', 'approved']);
    await world.expect(0, 'resume');
    await expectAllEntered(world);
  },
);

it(
  'stops after the press when the outcome cannot be written, and asks the portal later',
  { timeout },
  async () => {
    const stopped = await world.start(['submit'], { LURU_KILL_AT: 'ledger.before-commit:5:ENOSPC' }).finished;
    const summary = summaryOf(stopped);
    expect(stopped.code, stopped.complaints).toBe(4);
    expect(summary.halt?.code).toBe('submit-outcome-unwritten');
    expect(summary.halt?.message).toContain('已按下保存，但结果没有写进台账');
    expect(summary.lines.map((line) => line.result)).toEqual(['uncertain']);
    expect(statesOfApproved(world)).toEqual(['in-flight', 'approved']);
    await world.expect(0, 'resume');
    await expectAllEntered(world);
  },
);

it('finishes the person at hand at the first Ctrl-C, and goes on where it stopped', { timeout }, async () => {
  const run = world.start(['submit']);
  await run.said('打开门户');
  run.kill('SIGINT');
  const stopped = await run.finished;
  expect(stopped.code).toBe(130);
  expect(stopped.complaints).toContain('做完手头这一个人就停');
  expect(
    statesOfApproved(world)
      .filter((state) => state !== 'approved')
      .every((state) => state === 'verified'),
  ).toBe(true);
  expect((await world.records()).length).toBeLessThan(2);
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it(
  'enters nobody twice on a portal that takes anybody and shows them late',
  { timeout: 240_000 },
  async () => {
    // Later than the settling time of the profile: the press is taken for lost, and the person approved once more.
    await world.oracle('faults', {
      acceptDuplicates: true,
      listDelay: { seconds: 600 },
      dropAfterCommit: { times: 1 },
    });
    expect((await world.luru('submit')).code).toBe(4);
    const settled = await world.luru('resume', '--settle-only');
    expect(settled.out).toContain('"absent"');
    const { batches } = (await world.json('plan')) as { batches: { id: string; entryIds: string[] }[] };
    const batch = batches.find(({ entryIds }) => entryIds.includes('E000001'));
    expect(batch).toBeDefined();
    // Days later the list shows the person after all.
    await world.oracle('faults', { acceptDuplicates: true });
    const back = await world.luru('read-back');
    expect(back.code, back.out).toBe(4);
    expect(back.out).toContain('之前的提交当时在门户中没有查到，现在门户中有此人');
    await world.expect(0, 'resume');
    await expectAllEntered(world);
  },
);

it('tells a record that the portal made twice of one press', { timeout }, async () => {
  await world.oracle('faults', { acceptDuplicates: true, duplicateRequest: { times: 1 } });
  const run = await world.luru('submit');
  expect(run.code, run.out).toBe(4);
  const resumed = await world.luru('resume');
  expect(resumed.code).toBe(4);
  expect(resumed.out).toContain('2 条此人的记录');
  expect((await world.records()).filter(({ idNumber }) => idNumber === '522300200104089641')).toHaveLength(2);
});

it('takes a decision only with name and reason, and only about what is uncertain', { timeout }, async () => {
  await world.start(['submit'], { LURU_KILL_AT: 'submit.pressed' }).finished;
  const unsigned = await world.luru('resume', '--decide', 'E000001=entered');
  expect(unsigned.code).toBe(2);
  expect(unsigned.complaints).toContain('--reviewer');
  const signature = ['--reviewer', '李核对', '--reason', '门户中已看到'];
  const wrong = await world.luru('resume', '--decide', 'E000002=absent', ...signature);
  expect(wrong.code).toBe(2);
  expect(wrong.complaints).toContain('E000002 不是存疑的条目');
  await world.expect(0, 'resume', '--decide', 'E000001=entered', ...signature);
  await expectAllEntered(world);
});
