// What may happen to a run on the page besides being killed, each with its exit code, its sentence, and the balance afterwards.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { World } from '../../scripts/chaos/world.ts';
import { expectAllEntered, statesOfApproved, summaryOf } from './two-people.ts';

let world: World;

beforeAll(async () => {
  world = await World.approved({ people: 2, oneByOne: true, loginSeconds: 10 });
}, 180_000);

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

// What happens before the first press needs nobody behind it: a person in a browser takes its time.
beforeEach(async () => {
  await world.begin(1);
});

const timeout = 120_000;

it('gives up at once at the second Ctrl-C, with nothing half done', { timeout }, async () => {
  const run = world.start(['submit']);
  await run.said('打开门户');
  run.kill('SIGINT');
  await run.said('做完手头');
  run.kill('SIGINT');
  const stopped = await run.finished;
  expect(stopped.code, stopped.complaints).toBe(130);
  expect(await world.saves()).toEqual([]);
  expect(statesOfApproved(world)).toEqual(['approved']);
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it('waits for the login when the session expires between two people, and goes on', { timeout }, async () => {
  await world.begin(2);
  await world.oracle('faults', { expireSession: { when: 'afterSave', times: 1 } });
  const run = await world.luru('submit');
  const left = statesOfApproved(world);
  expect(run.complaints).toContain('登录已失效');
  expect(run.complaints).toContain('可以继续了');
  expect(left).not.toContain('approved');
  if (run.code !== 0) await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it('waits for nobody for ever: an unknown dialog ends the run with a sentence', { timeout }, async () => {
  await world.oracle('faults', { blockingDialog: { when: 'open', message: '今晚停机升级' } });
  const run = await world.luru('submit');
  expect(run.code, run.complaints).toBe(4);
  expect(summaryOf(run).halt?.message).toContain('今晚停机升级');
  expect(await world.saves()).toEqual([]);
  await world.oracle('faults', {});
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it('says that the browser is gone when it is killed, and nobody is entered half', { timeout }, async () => {
  const run = world.start(['submit']);
  await run.said('打开门户');
  const pids = run.browserPids();
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const ended = await run.finished;
  expect([4, 5], ended.complaints).toContain(ended.code);
  expect(`${ended.out}${ended.complaints}`).toMatch(/浏览器窗口被关闭了/);
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it('is not kept out by the browser of a killed run', { timeout }, async () => {
  const run = world.start(['submit']);
  await run.said('打开门户');
  run.kill();
  await run.finished;
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});

it('ends with 5 when the portal is down, before and in the middle', { timeout }, async () => {
  await world.begin(2);
  const run = world.start(['submit']);
  await run.said('提交 1/');
  await world.killPortal();
  const cut = await run.finished;
  expect([4, 5], cut.complaints).toContain(cut.code);
  const down = await world.luru('resume');
  expect(down.code).toBe(5);
  expect(down.complaints).toContain('打不开门户');
  await world.startPortalAgain();
  await world.expect(0, 'resume');
  await expectAllEntered(world);
});
