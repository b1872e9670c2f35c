import { setTimeout as pause } from 'node:timers/promises';
import { attackNames, attacks, type Attack, type AttackName } from './attacks.ts';
import { judge, type Damage } from './judge.ts';
import { readLedger } from './ledger-view.ts';
import type { Finished } from './luru-process.ts';
import { Random } from './random.ts';
import type { Hands, World } from './world.ts';

export interface Trial {
  seed: number;
  attack: AttackName;
  damage: Damage;
  /** Runs that it took until nothing was open any more. */
  resumes: number;
}

const noDamage = (): Damage => ({
  twice: 0,
  lost: 0,
  invented: 0,
  wrongValue: 0,
  unaccounted: 0,
  words: [],
});

/** Every attack once in each round of so many trials, in an order of the seed's own. */
/** Those that there is something to attack of. */
export function attacksFor(hands: Hands): AttackName[] {
  return attackNames.filter((name) => hands === 'browser' || (attacks[name] as Attack).needsBrowser !== true);
}

export function attackOf(
  seed: number,
  index: number,
  names: readonly AttackName[] = attackNames,
): AttackName {
  const random = new Random(seed + Math.floor(index / names.length));
  const order = names.map((name) => ({ name, place: random.next() })).sort((a, b) => a.place - b.place);
  return order[index % names.length]?.name ?? 'kill-at-point';
}

/** One attack from the snapshot, resumed until quiet, then the portal's store held against the sheets. */
export async function runTrial(world: World, seed: number, name: AttackName): Promise<Trial> {
  const random = new Random(seed);
  const attack: Attack = attacks[name];
  const trial: Trial = { seed, attack: name, damage: noDamage(), resumes: 0 };
  try {
    // Most attacks are on one press; what follows for the next person takes two.
    await world.begin(random.chance(0.6) ? 1 : 2);
    if (name.startsWith('kill') && random.chance(0.5))
      await world.oracle('faults', { acceptDuplicates: true });
    const finished = await attack.run(world, 'submit', random);
    requireNoBug(finished, 'submit');
    attack.check?.(finished);
    // Trouble seldom comes alone: often the recovery is killed as well.
    if (random.chance(0.4)) {
      const again = await attacks['kill-at-point'].run(world, 'resume', random);
      requireNoBug(again, 'resume');
    }
    trial.resumes = await resumeUntilQuiet(world, attack);
    if (attack.showsLate === true) await lookLater(world, random);
    trial.damage = await judge(world);
    if (attack.doubles === true) await requireDoubleTold(world, trial.damage);
  } catch (error: unknown) {
    trial.damage.unaccounted += 1;
    trial.damage.words.push(error instanceof Error ? error.message : String(error));
  }
  return trial;
}

const openStates = ['approved', 'in-flight', 'uncertain', 'accepted'];

function openEntries(world: World): { id: string; state: string }[] {
  return readLedger(world.workspace).entries.filter(({ state }) => openStates.includes(state));
}

/** Somebody may only be pressed again when the portal has had its time. */
function isHeld({ out }: Finished): boolean {
  return out.includes('"held"');
}

async function resumeUntilQuiet(world: World, attack: Attack): Promise<number> {
  for (let round = 1; round <= 5; round += 1) {
    const finished = await world.luru('resume');
    requireNoBug(finished, 'resume');
    // 5: the portal did not answer in time, as on a busy computer; the operator runs it again.
    if (![0, 4, 5].includes(finished.code ?? -1))
      throw new Error(`resume ended with ${String(finished.code)}: ${finished.complaints}`);
    // What the portal has made twice stays accepted until somebody has deleted the other record.
    const open = openEntries(world).filter(({ state }) => attack.doubles !== true || state !== 'accepted');
    if (open.length === 0) return round;
    if (attack.doubles === true) await decideEntered(world, open);
    if (attack.showsLate === true || isHeld(finished)) await pause(2000);
  }
  const open = openEntries(world).map(({ id, state }) => `${id} ${state}`);
  throw new Error(`still open after five times resume: ${open.join(', ')}`);
}

/** What a person would say who looks into the portal and sees the entry there, twice. */
async function decideEntered(world: World, open: readonly { id: string; state: string }[]): Promise<void> {
  const uncertain = open
    .filter(({ state }) => state === 'uncertain')
    .map(({ id }) => `--decide=${id}=entered`);
  if (uncertain.length === 0) return;
  await world.luru('resume', ...uncertain, '--reviewer', '测试复核人', '--reason', '已在门户中看到');
}

/**
 * The list is read back once it hides nobody any more, or those who were taken for absent are planned and approved once more:
 * at once, while the list may still hide them, or later.
 */
async function lookLater(world: World, random: Random): Promise<void> {
  const readBack = random.chance(0.5);
  if (readBack || random.chance(0.5)) {
    await pause(6000);
    await world.oracle('faults', { acceptDuplicates: true });
  }
  if (readBack) {
    requireNoBug(await world.luru('read-back'), 'read-back');
  } else if (readLedger(world.workspace).entries.some(({ state }) => state === 'ready')) {
    const { batches } = (await world.json('plan', '--size', '2')) as { batches: { id: string }[] };
    const [first] = batches;
    if (first === undefined) return;
    requireNoBug(await world.luru('dry-run', first.id), 'dry-run');
    requireNoBug(await world.luru('review', 'approve', first.id, '--reviewer', '测试复核人'), 'approve');
  }
  for (let round = 0; round < 8; round += 1) {
    const finished = await world.luru('resume');
    requireNoBug(finished, 'resume');
    if (round > 0 && openEntries(world).length === 0) return;
    await pause(2000);
  }
}

/** The double record is the portal's; that it is told is ours. */
async function requireDoubleTold(world: World, damage: Damage): Promise<void> {
  if (damage.twice === 0) return;
  const { code, out } = await world.luru('read-back');
  if (code !== 4 || !out.includes('2 条此人的记录'))
    throw new Error(`a person who is twice in the portal was not told: ${String(code)} ${out}`);
  damage.twice = 0;
  damage.unaccounted -= damage.words.filter((words) => words.includes('still accepted')).length;
  damage.words = damage.words.filter(
    (words) => !words.includes('records in the portal') && !words.includes('still accepted'),
  );
}

function requireNoBug({ code, complaints }: Finished, verb: string): void {
  if (code === 1) throw new Error(`${verb} ended with a bug: ${complaints}`);
}
