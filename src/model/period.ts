import type { Period, PolicyPack } from './pack/policy-pack.ts';

/** The period that covers a month `YYYY-MM`, or null (the notice has none for November and December). */
export function periodOfMonth(pack: PolicyPack, month: string): Period | null {
  return pack.periods.find((period) => period.months.includes(month)) ?? null;
}

/** Periods up to and including the one of a month; a month after the last period gives all of them. */
export function periodsUntil(pack: PolicyPack, month: string): Period[] {
  return pack.periods.filter((period) => (period.months[0] ?? '') <= month);
}
