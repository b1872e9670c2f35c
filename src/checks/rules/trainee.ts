import { spacedWords } from '../spaced-words.ts';
import type { PersonFacts } from '../person-facts.ts';
import type { RowRule } from '../row-rule.ts';

const places = ['employmentForm', 'personCategory', 'post', 'remark'] as const;

/**
 * Notice, attachment 1: graduates in 就业见习 have no employment relation and are not counted. Words beside it that speak
 * of its end (期满, 留用 …) may tell of somebody who was kept on: a person decides.
 */
export const trainee: RowRule = (facts, report) => {
  const { trainees, history } = wordsOf(facts);
  let former: (typeof places)[number] | null = null;
  for (const key of places) {
    const raw = facts.row.cells[key]?.raw;
    if (raw === undefined || raw === '' || !trainees.test(raw)) continue;
    if (!history.test(raw)) {
      report('trainee-excluded', key, {
        message: '就业见习没有劳动关系，不计入城镇新增就业；请删去此人，转正后再报',
      });
      return;
    }
    former ??= key;
  }
  if (former === null) return;
  report('trainee-history', former, {
    message: '曾经就业见习，请确认见习已经结束并已建立劳动关系，否则退回',
  });
};

function wordsOf({ pack }: PersonFacts): { trainees: RegExp; history: RegExp } {
  return {
    trainees: spacedWords(pack.exclusions.traineeWords),
    history: spacedWords(pack.exclusions.traineeHistoryWords),
  };
}
