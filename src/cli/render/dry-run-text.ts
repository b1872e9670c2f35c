import type { DryRunLine, DryRunResult } from '../../workflow/dry-run.ts';

const words: Record<DryRunLine['result'], string> = {
  rehearsed: '已试填',
  skipped: '门户已有',
  refused: '门户拒绝',
  incomplete: '未能填全',
  fault: '出现故障',
};

export function renderDryRunText(result: DryRunResult): string {
  const counts = (Object.keys(words) as DryRunLine['result'][])
    .map((kind) => ({ kind, count: result.lines.filter((line) => line.result === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${words[kind]} ${String(count)}`);
  const problems = result.lines
    .filter((line) => line.result !== 'rehearsed')
    .map((line) => `  ${line.entryId} ${line.place}：${words[line.result]}。${line.messages.join('；')}`);
  const stop = {
    done: '',
    interrupted: '已按要求停止。',
    faults: '连续出现系统故障，已停止，请检查门户和网络。',
  }[result.stopped];
  const head =
    result.lines.length === 0
      ? '没有待试填的人员。'
      : `试填 ${String(result.lines.length)} 人：${counts.join('，')}。`;
  const left = result.left > 0 ? `还有 ${String(result.left)} 人没有试填。` : '';
  return [head + stop + left, ...problems].join('\n');
}
