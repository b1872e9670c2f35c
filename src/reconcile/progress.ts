import type { PolicyPack, TargetVersion } from '../model/pack/policy-pack.ts';
import { periodOfMonth } from '../model/period.ts';
import { targetsInForce, totalTarget, unitTarget, type TargetFigures } from '../model/targets.ts';
import type { Credit } from './reconcile.ts';

/**
 * Which date decides the month of a person. The notice counts by employment; a portal that stamps the day of
 * registration counts by entry (DOMAIN §3, "Dates"). Both are reported.
 */
export type MonthBasis = 'employment' | 'entry';

export interface ProgressLine {
  unit: string;
  annual: number;
  periodTarget: number;
  periodDone: number;
  cumulativeTarget: number;
  cumulativeDone: number;
  /** cumulativeDone ÷ cumulativeTarget; null where nothing was due. */
  cumulativeRate: number | null;
  /** cumulativeDone ÷ annual; null without an annual target. */
  annualRate: number | null;
  /** People ahead of (positive) or behind (negative) the cumulative target. */
  pace: number;
  /** Place by cumulative rate inside the block, equal rates sharing it; null without a target, and for totals. */
  rank: number | null;
}

export interface ProgressBlock {
  kind: 'town' | 'department';
  lines: ProgressLine[];
  total: ProgressLine;
}

export interface ProgressFigures {
  basis: MonthBasis;
  /** Last month counted, `YYYY-MM`. */
  month: string;
  period: { id: string | null; title: string; months: string[] };
  version: Pick<TargetVersion, 'id' | 'effectiveOn' | 'reason'>;
  blocks: ProgressBlock[];
  total: ProgressLine;
  /** Verified people that no line counts, and why; with them every verified person is accounted for. */
  outside: { noDate: number; otherYear: number; laterMonth: number; unknownUnit: number };
}

export interface ProgressRequest {
  month: string;
  basis: MonthBasis;
  /** The day whose target version is in force, `YYYY-MM-DD`. */
  asOf: string;
}

/**
 * Progress of every unit of the pack against its targets up to and including a month. A month without a period of its
 * own (the notice has none for November and December) is its own period with target 0.
 *
 * @throws RangeError when the pack has no targets.
 */
export function progressFigures(
  pack: PolicyPack,
  credits: readonly Credit[],
  { month, basis, asOf }: ProgressRequest,
): ProgressFigures {
  const version = targetsInForce(pack, asOf);
  const found = periodOfMonth(pack, month);
  const period = found ?? { id: null, title: `${String(Number(month.slice(5)))}月`, months: [month] };
  const done = new Map(pack.units.map((unit) => [unit.name, { period: 0, cumulative: 0 }]));
  const outside = { noDate: 0, otherYear: 0, laterMonth: 0, unknownUnit: 0 };
  for (const credit of credits) {
    const counted = credit.unit === null ? undefined : done.get(credit.unit);
    const credited = (basis === 'employment' ? credit.employedOn : credit.enteredOn)?.slice(0, 7) ?? null;
    if (counted === undefined) outside.unknownUnit += 1;
    else if (credited === null) outside.noDate += 1;
    else if (Number(credited.slice(0, 4)) !== pack.year) outside.otherYear += 1;
    else if (credited > month) outside.laterMonth += 1;
    else {
      counted.cumulative += 1;
      if (period.months.includes(credited)) counted.period += 1;
    }
  }
  const blocks = (['town', 'department'] as const).map((kind): ProgressBlock => {
    const lines = pack.units
      .filter((unit) => unit.kind === kind)
      .map(({ name }) =>
        line(name, unitTarget(pack, version, name, month) ?? none, done.get(name) ?? nothing),
      );
    rankLines(lines);
    return { kind, lines, total: sumLines(kind === 'town' ? '乡镇（街道）小计' : '市直部门小计', lines) };
  });
  const total = sumLines(
    '全市合计',
    blocks.map((block) => block.total),
  );
  const whole = totalTarget(pack, version, month);
  // The version's own total decides, should units be missing from the unit list.
  const { id, effectiveOn, reason } = version;
  return {
    basis,
    month,
    period: { id: period.id, title: period.title, months: period.months },
    version: { id, effectiveOn, reason },
    blocks,
    total: line(total.unit, whole, { period: total.periodDone, cumulative: total.cumulativeDone }),
    outside,
  };
}

const none: TargetFigures = { annual: 0, period: 0, cumulative: 0 };
const nothing = { period: 0, cumulative: 0 };

function line(
  unit: string,
  target: TargetFigures,
  done: { period: number; cumulative: number },
): ProgressLine {
  return {
    unit,
    annual: target.annual,
    periodTarget: target.period,
    periodDone: done.period,
    cumulativeTarget: target.cumulative,
    cumulativeDone: done.cumulative,
    cumulativeRate: target.cumulative === 0 ? null : done.cumulative / target.cumulative,
    annualRate: target.annual === 0 ? null : done.cumulative / target.annual,
    pace: done.cumulative - target.cumulative,
    rank: null,
  };
}

function sumLines(unit: string, lines: readonly ProgressLine[]): ProgressLine {
  const sum = (of: (one: ProgressLine) => number) => lines.reduce((total, one) => total + of(one), 0);
  const target: TargetFigures = {
    annual: sum((one) => one.annual),
    period: sum((one) => one.periodTarget),
    cumulative: sum((one) => one.cumulativeTarget),
  };
  return line(unit, target, {
    period: sum((one) => one.periodDone),
    cumulative: sum((one) => one.cumulativeDone),
  });
}

/** Equal rates share a place, and the next place is left out (1, 1, 3). */
function rankLines(lines: readonly ProgressLine[]): void {
  // Fractions compared by cross-multiplying whole numbers: no rounding decides a rank.
  const compare = (a: ProgressLine, b: ProgressLine) =>
    b.cumulativeDone * a.cumulativeTarget - a.cumulativeDone * b.cumulativeTarget;
  const ranked = lines.filter((one) => one.cumulativeTarget > 0).sort(compare);
  ranked.forEach((one, index) => {
    const before = ranked[index - 1];
    one.rank = before !== undefined && compare(before, one) === 0 ? before.rank : index + 1;
  });
}
