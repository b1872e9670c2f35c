import { periodsUntil } from './period.ts';
import type { PolicyPack, TargetVersion } from './pack/policy-pack.ts';

/** Targets in people at one moment of the year. */
export interface TargetFigures {
  annual: number;
  /** Of the period that covers the month; 0 where none does. */
  period: number;
  /** From January to the end of that period. */
  cumulative: number;
}

/**
 * The version in force on a date: the last one that has come into effect. Before the first has, the first holds, because
 * the year's plan covers the months before it was printed.
 * @throws RangeError when the pack has no targets at all.
 */
export function targetsInForce(pack: PolicyPack, on: string): TargetVersion {
  const version = pack.targets.findLast((candidate) => candidate.effectiveOn <= on) ?? pack.targets[0];
  if (version === undefined) throw new RangeError('the policy pack has no targets');
  return version;
}

/** Figures of one unit for a month `YYYY-MM`, or null when the version does not know the unit. */
export function unitTarget(
  pack: PolicyPack,
  version: TargetVersion,
  unit: string,
  month: string,
): TargetFigures | null {
  const target = version.units[unit];
  return target === undefined ? null : figures(pack, target, month);
}

/** Figures of all units together for a month `YYYY-MM`. */
export function totalTarget(pack: PolicyPack, version: TargetVersion, month: string): TargetFigures {
  return figures(pack, version.total, month);
}

function figures(pack: PolicyPack, target: TargetVersion['total'], month: string): TargetFigures {
  const done = periodsUntil(pack, month);
  const current = done.find((period) => period.months.includes(month));
  return {
    annual: target.annual,
    period: current === undefined ? 0 : (target.periods[current.id] ?? 0),
    cumulative: done.reduce((sum, period) => sum + (target.periods[period.id] ?? 0), 0),
  };
}
