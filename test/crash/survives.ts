// Forty trials of the chaos suite, in two files so that both workers take their part: two rounds of every attack that needs no
// browser, and once each, in a real one, those whose point is the page. Thousands are run by hand: docs/reliability.md.
import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { AttackName } from '../../scripts/chaos/attacks.ts';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import { tableOf } from '../../scripts/chaos/table.ts';
import { attackOf, attacksFor, runTrial, type Trial } from '../../scripts/chaos/trial.ts';
import { World, type Hands } from '../../scripts/chaos/world.ts';

interface Series {
  seed: number;
  trials: number;
  hands: Hands;
  names?: readonly AttackName[];
}

export function itSurvives({ seed, trials, hands, names = attacksFor(hands) }: Series): void {
  it(`survives ${String(trials)} attacks from seed ${String(seed)}`, { timeout: 1_200_000 }, async () => {
    const installation = hands === 'direct' ? await plantDirectHands() : null;
    const done: Trial[] = [];
    try {
      const copy = installation === null ? {} : { installation };
      await using world = await World.approved({
        hands,
        people: 2,
        oneByOne: true,
        loginSeconds: 15,
        ...copy,
      });
      for (let index = 0; index < trials; index += 1)
        done.push(await runTrial(world, seed + index, attackOf(seed, index, names)));
    } finally {
      if (installation !== null) await rm(installation, { recursive: true });
    }
    expect(
      done.filter((trial) => trial.damage.words.length > 0),
      tableOf(done),
    ).toEqual([]);
  });
}
