/**
 * The chaos suite: `npm run chaos -- --trials N --seed S [--skin modern|legacy] [--only ATTACK]`.
 * Each trial attacks a run of the command line against the rehearsal portal, resumes until quiet, and holds the portal's own
 * store against the sheets. Ends with a table by attack; exit code 1 when anything at all was damaged.
 */
import { parseArgs } from 'node:util';
import { attackNames, type AttackName } from './chaos/attacks.ts';
import { tableOf } from './chaos/table.ts';
import { attackOf, runTrial, type Trial } from './chaos/trial.ts';
import { World, type Skin } from './chaos/world.ts';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    skin: { type: 'string', default: 'modern' },
    only: { type: 'string' },
    people: { type: 'string', default: '2' },
  },
});

const skin: Skin = values.skin === 'legacy' ? 'legacy' : 'modern';
const only = attackNames.find((name): name is AttackName => name === values.only);
if (values.only !== undefined && only === undefined)
  throw new Error(`no attack ${values.only}; there are: ${attackNames.join(', ')}`);

const trials: Trial[] = [];
const seed = Number(values.seed);
await using world = await World.approved({ skin, people: Number(values.people), loginSeconds: 15 });
for (let index = 0; index < Number(values.trials); index += 1) {
  const started = performance.now();
  // A trial's own seed is told with its failure: `--trials 1 --seed THAT --only ATTACK` is that trial again.
  const trial = await runTrial(world, seed + index, only ?? attackOf(seed, index));
  trials.push(trial);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const result = trial.damage.words.length === 0 ? 'ok' : trial.damage.words.join('; ');
  console.error(
    `${String(index + 1)}/${values.trials} seed ${String(trial.seed)} ${trial.attack} ${seconds}s ${result}`,
  );
}
console.log(`\n${skin}, ${String(trials.length)} trials, seeds from ${String(seed)}\n`);
console.log(tableOf(trials));
if (trials.some((trial) => trial.damage.words.length > 0)) process.exitCode = 1;
