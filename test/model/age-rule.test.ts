import { describe, expect, it } from 'vitest';
import { ageRuleOn, judgeAge, upperAgeMonths } from '../../src/model/age-rule.ts';
import { shiftMonth } from '../../src/model/calendar-date.ts';
import type { AgeRule } from '../../src/model/pack/policy-pack.ts';
import { shippedPack as pack } from '../pack/shipped-pack.ts';

function ruleOn(date: string): AgeRule {
  const rule = ageRuleOn(pack, date);
  if (rule === null) throw new Error(date);
  return rule;
}

describe('age rules', () => {
  it.each([
    ['男', '2008-03-06', 'under'],
    ['男', '2008-03-05', 'within'],
    ['男', '1964-03-06', 'within'],
    ['男', '1964-03-05', 'at-limit'],
    ['男', '1963-03-06', 'at-limit'],
    ['男', '1963-03-05', 'over'],
    ['女', '1969-03-06', 'within'],
    ['女', '1969-03-05', 'at-limit'],
    ['女', '1968-03-06', 'at-limit'],
    ['女', '1968-03-05', 'over'],
  ] as const)('%s born %s is %s on 2024-03-05', (sex, birth, expected) => {
    expect(judgeAge(ruleOn('2024-03-05'), sex, birth, '2024-03-05')).toBe(expected);
  });

  it('changes on 1 January 2025', () => {
    expect(ruleOn('2024-12-31').upper.男.kind).toBe('fixed');
    expect(ruleOn('2025-01-01').upper.男.kind).toBe('schedule');
    expect(ruleOn('1999-01-01').upper.女.kind).toBe('fixed');
    const gap = { ...pack, ageRules: pack.ageRules.slice(1) };
    expect(ageRuleOn(gap, '2024-12-31')).toBeNull();
  });

  /**
   * The decision's own formula, month by month: the delay is 0 before the first month, then one month more for every
   * `step` months of later birth up to the most (关于实施渐进式延迟法定退休年龄的决定, table 1 and 2).
   */
  it.each([
    ['男', 60, '1965-01', 4, 36, '1976-09', '63岁'],
    ['女', 55, '1970-01', 4, 36, '1981-09', '58岁'],
  ] as const)('%s: schedule of 2025, month by month', (sex, base, start, step, most, final, finalAge) => {
    const upper = ruleOn('2025-01-01').upper[sex];
    let month = shiftMonth(start, -24);
    for (let offset = -24; offset < 240; offset += 1) {
      const delay = offset < 0 ? 0 : Math.min(most, 1 + Math.floor(offset / step));
      expect([month, upperAgeMonths(upper, `${month}-15`)]).toEqual([month, base * 12 + delay]);
      month = shiftMonth(month, 1);
    }
    expect(upperAgeMonths(upper, `${final}-01`)).toBe(base * 12 + most);
    expect(upperAgeMonths(upper, `${shiftMonth(final, -1)}-28`)).toBe(base * 12 + most - 1);
    expect(`${(base * 12 + most) / 12}岁`).toBe(finalAge);
  });

  it('judges by the month that the schedule gives', () => {
    const rule = ruleOn('2025-06-30');
    // Born 1965-05: 60 years and 2 months.
    expect(judgeAge(rule, '男', '1965-05-10', '2025-07-09')).toBe('within');
    expect(judgeAge(rule, '男', '1965-05-10', '2025-07-10')).toBe('at-limit');
    expect(judgeAge(rule, '男', '1965-05-10', '2026-07-09')).toBe('at-limit');
    expect(judgeAge(rule, '男', '1965-05-10', '2026-07-10')).toBe('over');
  });
});
