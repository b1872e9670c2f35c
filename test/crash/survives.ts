// Forty trials of the chaos suite, in two files so that both workers take their part. Thousands are run by hand:
// docs/reliability.md has the table.
import { expect, it } from 'vitest';
import { tableOf } from '../../scripts/chaos/table.ts';
import { attackOf, runTrial, type Trial } from '../../scripts/chaos/trial.ts';
import { World, type Skin } from '../../scripts/chaos/world.ts';

export function itSurvives({ seed, trials, skin }: { seed: number; trials: number; skin: Skin }): void {
  it(`survives ${String(trials)} attacks from seed ${String(seed)}`, { timeout: 1_200_000 }, async () => {
    await using world = await World.approved({ skin, people: 2, oneByOne: true, loginSeconds: 15 });
    const done: Trial[] = [];
    for (let index = 0; index < trials; index += 1)
      done.push(await runTrial(world, seed + index, attackOf(seed, index)));
    expect(
      done.filter((trial) => trial.damage.words.length > 0),
      tableOf(done),
    ).toEqual([]);
  });
}
