/**
 * The chaos suite: `npm run chaos -- --trials N --seed S [--skin modern|legacy] [--only ATTACK] [--hands browser|direct]`.
 * Each trial attacks a run of the command line against the rehearsal portal, resumes until quiet, and holds the portal's own
 * store against the sheets. Ends with a table by attack; exit code 1 when anything at all was damaged.
 *
 * `--results FILE` appends every trial to a file; `--minutes M` ends the series in time; `--tally FILE` only prints the table of
 * such a file, so that a long series can be run in pieces.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { attackNames, type AttackName } from './chaos/attacks.ts';
import { plantDirectHands } from './chaos/plant-direct-hands.ts';
import { tableOf, type ToldTrial } from './chaos/table.ts';
import { attackOf, attacksFor, runTrial } from './chaos/trial.ts';
import { World, type Hands, type Skin } from './chaos/world.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    skin: { type: 'string', default: 'modern' },
    hands: { type: 'string', default: 'browser' },
    only: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
    results: { type: 'string' },
    tally: { type: 'string' },
  },
});

const skin: Skin = values.skin === 'legacy' ? 'legacy' : 'modern';
const hands: Hands = values.hands === 'direct' ? 'direct' : 'browser';
const only = attackNames.find((name): name is AttackName => name === values.only);
if (values.only !== undefined && only === undefined)
  throw new Error(`no attack ${values.only}; there are: ${attackNames.join(', ')}`);
if (hands === 'direct' && skin === 'legacy')
  throw new Error('without a browser there is no skin but the interface of the modern one');

if (values.tally === undefined) {
  const trials = await runTrials();
  tell(`${skin}, ${hands}, seeds from ${values.seed}`, trials);
} else {
  const trials = readFileSync(values.tally, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ToldTrial);
  for (const [title, of] of Map.groupBy(trials, (trial) => `${trial.skin}, ${trial.hands}`)) tell(title, of);
}

async function runTrials(): Promise<ToldTrial[]> {
  const trials: ToldTrial[] = [];
  const [seed, count, minutes] = [Number(values.seed), Number(values.trials), Number(values.minutes)];
  const installation = hands === 'direct' ? await plantDirectHands() : null;
  const until = performance.now() + minutes * 60_000;
  try {
    await using world = await World.approved({
      skin,
      hands,
      people: 2,
      oneByOne: true,
      loginSeconds: 15,
      ...(installation === null ? {} : { installation }),
    });
    for (let index = 0; index < count && performance.now() < until; index += 1) {
      const started = performance.now();
      // A trial's own seed is told with its failure: `--trials 1 --seed THAT --only ATTACK` is that trial again.
      const trial = await runTrial(world, seed + index, only ?? attackOf(seed, index, attacksFor(hands)));
      const milliseconds = Math.round(performance.now() - started);
      const told: ToldTrial = { ...trial, skin, hands, milliseconds };
      trials.push(told);
      if (values.results !== undefined) appendFileSync(values.results, `${JSON.stringify(told)}\n`);
      const result = trial.damage.words.length === 0 ? 'ok' : trial.damage.words.join('; ');
      console.error(
        `${String(index + 1)}/${values.trials} seed ${String(trial.seed)} ${trial.attack} ${(milliseconds / 1000).toFixed(1)}s ${result}`,
      );
    }
  } finally {
    if (installation !== null) await rm(installation, { recursive: true });
  }
  return trials;
}

function tell(title: string, trials: readonly ToldTrial[]): void {
  const seconds = trials.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const each = trials.length === 0 ? 0 : seconds / trials.length;
  console.log(`\n${title}: ${String(trials.length)} trials, ${each.toFixed(1)} s each\n`);
  console.log(tableOf(trials));
  if (trials.some((trial) => trial.damage.words.length > 0)) process.exitCode = 1;
}
