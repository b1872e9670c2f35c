import { rehearsalWords, type DryRunLine, type DryRunResult } from '../../workflow/dry-run.ts';
import { stopWords } from './stop-words.ts';

export function renderDryRunText(result: DryRunResult): string {
  const counts = (Object.keys(rehearsalWords) as DryRunLine['result'][])
    .map((kind) => ({ kind, count: result.lines.filter((line) => line.result === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${rehearsalWords[kind]} ${String(count)}`);
  const problems = result.lines
    .filter((line) => line.result !== 'rehearsed')
    .map(
      (line) =>
        `  ${line.entryId} ${line.place}：${rehearsalWords[line.result]}。${line.messages.join('；')}`,
    );
  const head =
    result.lines.length > 0
      ? `试填 ${String(result.lines.length)} 人：${counts.join('，')}。`
      : result.left > 0
        ? '一个人也没有试填。'
        : '没有待试填的人员。';
  const left = result.left > 0 ? `还有 ${String(result.left)} 人没有试填。` : '';
  return [head + stopWords(result) + left, ...problems].join('\n');
}
