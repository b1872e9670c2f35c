import { stateTitles } from '../entry/state.ts';
import { plainLine } from './display-width.ts';
import { maskedText } from './masked.ts';
import { monthTitle } from './progress-model.ts';
import { severityTitles } from './review-html.ts';
import {
  personTitle,
  reviewLines,
  reviewSummary,
  type ReviewModel,
  type ReviewPerson,
} from './review-model.ts';

/** The review for a terminal: the same facts, differences and findings first, values that agree left to the page. */
export function renderReviewText(model: ReviewModel): string {
  const { people, equal, different, rehearsed, decisions, warnings } = reviewSummary(model.people);
  const head = [
    `批次 ${model.batchId}　${model.unit}　${monthTitle(model.month)}　门户配置 ${model.profile}`,
    `共 ${String(people)} 人：试填一致 ${String(equal)}，不一致 ${String(different)}，没有试填 ${String(people - rehearsed)}；有待判断的 ${String(decisions)} 人，有提醒的 ${String(warnings)} 人`,
  ];
  return [...head, '', ...model.people.map(personText)].join('\n');
}

function personText(person: ReviewPerson): string {
  const { name, idNumber } = personTitle(person);
  const { file, sheet, row } = person.place;
  const lines = reviewLines(person);
  const fields = person.rehearsal?.fields.length ?? 0;
  const different = lines.filter((line) => line.result === 'different');
  const mark =
    person.rehearsal === null
      ? '没有试填'
      : different.length === 0
        ? `✓ ${String(fields)} 项一致`
        : `✗ ${String(different.length)} 项不同`;
  return [
    `${person.entryId}  ${name}  ${idNumber}  ${stateTitles[person.state]}  ${mark}  ${maskedText(`${file}“${sheet}”第 ${String(row)} 行`)}`,
    ...person.findings.map(
      (one) =>
        `    [${severityTitles[one.severity]}] ${one.cell === null ? '' : `${one.cell} `}${maskedText(one.message)}`,
    ),
    ...different.map(
      (line) => `    ✗ ${line.title}：应填“${line.asked ?? ''}”，页面显示“${line.shown ?? ''}”`,
    ),
    ...(person.rehearsal?.messages ?? []).map((message) => `    门户提示：${maskedText(message)}`),
  ]
    .map(plainLine)
    .join('\n');
}
