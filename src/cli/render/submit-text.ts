import type { ReadBackResult } from '../../workflow/read-back.ts';
import type { ResumeResult } from '../../workflow/resume.ts';
import { submitWords, type SubmitLine, type SubmitSummary } from '../../workflow/submission-summary.ts';

const stopWords: Record<SubmitSummary['stopped'], string> = {
  done: '',
  interrupted: '已按要求停止。',
  uncertain: '出现存疑，已停止；请运行 luru resume 查清。',
  'system-faults': '连续出现系统故障，已停止；请检查门户和网络后运行 luru resume。',
};

export function renderSubmitText(summary: SubmitSummary): string {
  const counts = (Object.keys(submitWords) as SubmitLine['result'][])
    .map((kind) => ({ kind, count: summary.lines.filter((line) => line.result === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${submitWords[kind]} ${String(count)}`);
  const problems = summary.lines
    .filter((line) => line.result !== 'verified')
    .map(
      (line) => `  ${line.entryId} ${line.place}：${submitWords[line.result]}。${line.messages.join('；')}`,
    );
  const head =
    summary.lines.length === 0
      ? '没有已批准、待提交的人员。'
      : `提交 ${String(summary.lines.length)} 人：${counts.join('，')}。`;
  const left = summary.left > 0 ? `还有 ${String(summary.left)} 人已批准、没有提交。` : '';
  return [head + stopWords[summary.stopped] + left, ...problems].join('\n');
}

export function renderResumeText(result: ResumeResult): string {
  const lines = result.lines.map(
    (line) => `  ${line.entryId} ${line.unit ?? ''} ${line.place}：${line.words}`,
  );
  const head = lines.length === 0 ? '没有存疑的录入。' : `查清存疑 ${String(lines.length)} 条：`;
  return [head, ...lines, ...(result.submitted === null ? [] : [renderSubmitText(result.submitted)])].join(
    '\n',
  );
}

export function renderReadBackText(result: ReadBackResult): string {
  return [
    `回读门户列表 ${String(result.records)} 条，新核实 ${String(result.verified.length)} 人。`,
    ...result.open.map((line) => `  ${line.entryId} ${line.place}：${line.words}`),
  ].join('\n');
}
