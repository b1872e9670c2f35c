import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { World } from './world.ts';

const sheet = fileURLToPath(new URL('../../fixtures/sheets/01-东湖街道-2024-03.xlsx', import.meta.url));
const kills = 30;

/** Every moment of a submission that has a name; the rest of the kills come at random milliseconds. */
const faultPoints = [
  'submit.before-query',
  'submit.filled',
  'submit.before-intent',
  'submit.before-press',
  'submit.pressed',
  'submit.acknowledged',
  'ledger.before-commit',
  'ledger.after-commit',
];

/** Mulberry32: the same seed gives the same kills. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface StatementLine {
  sheetRows: number;
  verified: number;
  uncertain: number;
  waiting: number;
  blocked: number;
}

describe('submit, killed', () => {
  it(`enters nobody twice and loses nobody over ${String(kills)} kills`, { timeout: 600_000 }, async () => {
    await using world = await World.open();
    const random = randomFrom(20240318);
    await world.luru('import', sheet);
    expect((await world.luru('portal', 'check')).code).toBe(0);
    const size = 6;
    let killed = 0;
    let rounds = 0;
    const people = await approveMore(world, size);
    expect(people).toBeGreaterThan(0);

    while (killed < kills) {
      rounds += 1;
      expect(rounds, 'the suite makes progress').toBeLessThan(kills * 4);
      const verb = rounds % 2 === 0 ? 'submit' : 'resume';
      const atPoint = random() < 0.5;
      const point = `${faultPoints[Math.floor(random() * faultPoints.length)] ?? ''}:${String(1 + Math.floor(random() * 3))}`;
      const process = world.start([verb], atPoint ? { LURU_KILL_AT: point } : {});
      const timer = atPoint
        ? undefined
        : setTimeout(
            () => {
              process.kill();
            },
            300 + random() * 5000,
          );
      const { signal, code, complaints } = await process.finished;
      clearTimeout(timer);
      if (signal === 'SIGKILL') killed += 1;
      else expect([0, 4], complaints).toContain(code);
      expectNobodyTwice(await world.records());
      const left = await statement(world);
      if (
        left.uncertain === 0 &&
        signal !== 'SIGKILL' &&
        (await approved(world)) === 0 &&
        (await approveMore(world, size)) === 0
      )
        break;
    }
    expect(killed).toBeGreaterThanOrEqual(kills);

    const end = await finish(world);
    const records = await world.records();
    expectNobodyTwice(records);
    expect(records).toHaveLength(end.verified);
    expect((await world.luru('audit', 'verify')).code).toBe(0);
  });
});

function expectNobodyTwice(records: { idNumber: string }[]): void {
  expect(new Set(records.map((record) => record.idNumber)).size).toBe(records.length);
}

/** Plans, rehearses and approves the next batch; how many people are approved then. */
async function approveMore(world: World, size: number): Promise<number> {
  await world.luru('plan', '--size', String(size));
  const { batches } = (await world.json('review')) as {
    batches: { id: string; waiting: number; rehearsed: number }[];
  };
  const next = batches.find((batch) => batch.waiting + batch.rehearsed > 0);
  if (next === undefined) return 0;
  if (next.waiting > 0) await world.luru('dry-run', next.id);
  const { approved: count } = await world.json('review', 'approve', next.id, '--reviewer', '测试复核人');
  return Number(count);
}

async function approved(world: World): Promise<number> {
  const { batches } = (await world.json('review')) as { batches: { approved: number }[] };
  return batches.reduce((sum, batch) => sum + batch.approved, 0);
}

async function statement(world: World): Promise<StatementLine> {
  const { statement: found } = (await world.json('reconcile', '--month', '2024-03')) as {
    statement: { total: StatementLine; addsUp: boolean };
  };
  expect(found.addsUp).toBe(true);
  return found.total;
}

/** Resumes until nothing is in flight or approved any more. */
async function finish(world: World): Promise<StatementLine> {
  for (let round = 0; round < 5; round += 1) {
    const { code } = await world.luru('resume');
    if (code === 0 && (await approved(world)) === 0) break;
  }
  const end = await statement(world);
  expect(end.uncertain).toBe(0);
  return end;
}
