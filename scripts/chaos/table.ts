import { attackNames, attacks } from './attacks.ts';
import type { Trial } from './trial.ts';
import type { Hands, Skin } from './world.ts';

const kinds = ['twice', 'lost', 'invented', 'wrongValue', 'unaccounted'] as const;

/** One line of a file of results. */
export interface ToldTrial extends Trial {
  skin: Skin;
  hands: Hands;
  milliseconds: number;
}

/** The trials by attack, as a Markdown table; below it the seed of every failure, so that it can be run again. */
export function tableOf(trials: readonly Trial[]): string {
  const row = (title: string, of: readonly Trial[]) =>
    `| ${[title, of.length, ...kinds.map((kind) => of.reduce((sum, trial) => sum + trial.damage[kind], 0))].join(' | ')} |`;
  const lines = attackNames
    .map((name) => ({ name, of: trials.filter((trial) => trial.attack === name) }))
    .filter(({ of }) => of.length > 0)
    .map(({ name, of }) => row(attacks[name].title, of));
  return [
    '| attack | trials | twice | lost | invented | wrong value | unaccounted |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
    row('**all**', trials),
    ...trials.filter((trial) => trial.damage.words.length > 0).map(failureWords),
  ].join('\n');
}

function failureWords({ seed, attack, damage }: Trial): string {
  return `\nFAILED --seed ${String(seed)} --only ${attack}\n${damage.words.map((words) => `  ${words}`).join('\n')}`;
}
