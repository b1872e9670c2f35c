import { ageRuleOn, judgeAge, upperAgeMonths, type AgeVerdict } from '../../model/age-rule.ts';
import { completedMonths } from '../../model/calendar-date.ts';
import { hasCredibleDate } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';
import type { RuleId } from '../rule-table.ts';

const rules: Record<Exclude<AgeVerdict, 'within'>, RuleId> = {
  under: 'age-under',
  'at-limit': 'age-at-limit',
  over: 'age-over',
};

/**
 * Notice, attachment 1, condition 2: 16 to 60, women not over 55 (从 2025 随法定退休年龄), in completed years on the
 * employment date. 不超过 leaves open what holds from the birthday of the limit to the next: a person decides.
 */
export const age: RowRule = (facts, report) => {
  const { pack, id } = facts;
  if (id === null || !hasCredibleDate(facts)) return;
  const { employedOn } = facts;
  const rule = ageRuleOn(pack, employedOn);
  if (rule === null) return;
  const verdict = judgeAge(rule, id.sex, id.birthDate, employedOn);
  if (verdict === 'within') return;
  const reached = `就业时（${employedOn}）${ageWords(completedMonths(id.birthDate, employedOn))}`;
  const limit = `${id.sex}性上限 ${monthWords(upperAgeMonths(rule.upper[id.sex], id.birthDate))}`;
  const messages = {
    under: `${reached}，不满 ${rule.minimumYears} 周岁，不能计入；请核对就业时间和身份证号码`,
    'at-limit': `${reached}，已到${limit}，是否计入请由负责人确认或退回`,
    over: `${reached}，超过${limit}，不能计入；请核对就业时间和身份证号码`,
  };
  report(rules[verdict], 'idNumber', { message: messages[verdict] });
};

function ageWords(months: number): string {
  return months < 0 ? '尚未出生' : `满 ${Math.floor(months / 12)} 周岁`;
}

function monthWords(months: number): string {
  const rest = months % 12;
  return `${Math.floor(months / 12)} 周岁${rest === 0 ? '' : `${rest} 个月`}`;
}
