// Issue 2's first crash test: SIGKILL at any moment of submit and resume, half of them at named points, half at random
// milliseconds; after resuming until quiet nobody is twice in the portal and nobody is lost. Most of them where no browser is:
// what dies there is the same program, and a kill costs a tenth.
import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { judge } from '../../scripts/chaos/judge.ts';
import { killPoints } from '../../scripts/chaos/kill-points.ts';
import { readLedger } from '../../scripts/chaos/ledger-view.ts';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import { Random } from '../../scripts/chaos/random.ts';
import { World, type Hands } from '../../scripts/chaos/world.ts';

const series: { hands: Hands; wantedKills: number; seed: number }[] = [
  { hands: 'direct', wantedKills: 27, seed: 20240318 },
  { hands: 'browser', wantedKills: 3, seed: 20240319 },
];

it.each(series)(
  'enters nobody twice and loses nobody over $wantedKills kills, $hands',
  { timeout: 900_000 },
  async ({ hands, wantedKills, seed }) => {
    const installation = hands === 'direct' ? await plantDirectHands() : null;
    onTestFinished(async () => {
      if (installation !== null) await rm(installation, { recursive: true });
    });
    const copy = installation === null ? {} : { installation };
    await using world = await World.approved({ people: 2, oneByOne: true, hands, ...copy });
    const random = new Random(seed);
    const kills = { atPoints: 0, atMoments: 0 };
    for (let trial = 0; kills.atPoints + kills.atMoments < wantedKills; trial += 1) {
      expect(trial, 'the kills do happen').toBeLessThan(wantedKills);
      // Two people every other time: what is killed between them differs, what is killed within one does not.
      await world.begin(1 + (trial % 2));
      for (let round = 0; round < 4; round += 1) {
        const verb = round === 0 ? 'submit' : 'resume';
        // Whichever kind is behind comes next, so that both come to their half.
        if (kills.atPoints <= kills.atMoments) kills.atPoints += await killAtPoint(world, verb, random);
        else kills.atMoments += await killAtMoment(world, verb, random);
        expect(new Set((await world.records()).map((record) => record.idNumber)).size).toBe(
          (await world.records()).length,
        );
      }
      await resumeUntilQuiet(world);
      expect((await judge(world)).words, `trial ${String(trial)}, seed ${String(seed)}`).toEqual([]);
    }
    expect(kills.atPoints).toBeGreaterThanOrEqual(wantedKills / 2);

    // The last world as its operator sees it.
    await world.expect(0, 'audit', 'verify');
    const verified = readLedger(world.workspace).entries.filter((entry) => entry.state === 'verified');
    expect(await world.records()).toHaveLength(verified.length);
    const { statement } = (await world.json('reconcile', '--month', '2024-03')) as {
      statement: { addsUp: boolean; total: { verified: number } };
    };
    expect(statement.addsUp).toBe(true);
    expect(statement.total.verified).toBe(verified.length);
  },
);

/** 1 when the process was killed there, 0 when it ended before it came to the point. */
async function killAtPoint(world: World, verb: string, random: Random): Promise<0 | 1> {
  const [point, each] = random.pick(killPoints[verb === 'submit' ? 'submit' : 'resume']);
  const times = verb === 'submit' ? each * world.people : each;
  const at = `${point}:${String(random.between(1, times))}`;
  return killed(await world.start([verb], { LURU_KILL_AT: at }).finished);
}

async function killAtMoment(world: World, verb: string, random: Random): Promise<0 | 1> {
  const process = world.start([verb]);
  const milliseconds = random.between(0, world.workMs);
  // From the moment the portal is open the work begins; what comes before is the same every time.
  if (random.chance(0.8)) await process.said('打开门户');
  const timer = setTimeout(() => {
    process.kill();
  }, milliseconds);
  const finished = await process.finished;
  clearTimeout(timer);
  return killed(finished);
}

function killed({
  signal,
  code,
  complaints,
}: {
  signal: string | null;
  code: number | null;
  complaints: string;
}) {
  if (signal === 'SIGKILL') return 1;
  // 4: submit was told to wait for resume, or something is still to be settled.
  expect([0, 4], complaints).toContain(code);
  return 0;
}

async function resumeUntilQuiet(world: World): Promise<void> {
  const told: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const { code, complaints, out } = await world.luru('resume');
    told.push(`${String(code)}: ${out}${complaints}`);
    const open = readLedger(world.workspace).entries.filter(({ state }) =>
      ['approved', 'in-flight', 'uncertain', 'accepted'].includes(state),
    );
    if (code === 0 && open.length === 0) return;
    expect([0, 4], complaints).toContain(code);
  }
  expect.fail(`still not quiet after four times resume:\n${told.join('\n')}`);
}
