import { completedMonths, monthOf, monthsBetween } from './calendar-date.ts';
import type { Sex } from './id-number.ts';
import type { AgeRule, FixedUpperAge, PolicyPack, ScheduledUpperAge } from './pack/policy-pack.ts';

/** `at-limit`: the upper limit is reached but not passed by a year. */
export type AgeVerdict = 'under' | 'within' | 'at-limit' | 'over';

/** The age rule in force on an employment date, or null when the pack has none for it. */
export function ageRuleOn(pack: PolicyPack, on: string): AgeRule | null {
  return (
    pack.ageRules.find(
      (rule) => (rule.from === null || rule.from <= on) && (rule.to === null || on <= rule.to),
    ) ?? null
  );
}

/** The upper age in months for a birth date: fixed, or growing by a month for every `stepMonths` of later birth. */
export function upperAgeMonths(upper: FixedUpperAge | ScheduledUpperAge, birthDate: string): number {
  if (upper.kind === 'fixed') return upper.years * 12;
  const offset = monthsBetween(upper.startBirthMonth, monthOf(birthDate));
  const delay = offset < 0 ? 0 : Math.min(upper.maxDelayMonths, Math.floor(offset / upper.stepMonths) + 1);
  return upper.baseYears * 12 + delay;
}

/** Judges an age on a date by completed months, so that every border is the birthday itself. */
export function judgeAge(rule: AgeRule, sex: Sex, birthDate: string, on: string): AgeVerdict {
  const age = completedMonths(birthDate, on);
  if (age < rule.minimumYears * 12) return 'under';
  const limit = upperAgeMonths(rule.upper[sex], birthDate);
  if (age < limit) return 'within';
  return age < limit + 12 ? 'at-limit' : 'over';
}
