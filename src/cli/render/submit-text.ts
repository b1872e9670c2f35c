import type { ReadBackResult } from '../../workflow/read-back.ts';
import type { ResumeLine, ResumeResult } from '../../workflow/resume.ts';
import { submitWords, type SubmitLine, type SubmitSummary } from '../../workflow/submission-summary.ts';
import { stopWords } from './stop-words.ts';

export function renderSubmitText(summary: SubmitSummary): string {
  const counts = (Object.keys(submitWords) as SubmitLine['result'][])
    .map((kind) => ({ kind, count: summary.lines.filter((line) => line.result === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${submitWords[kind]} ${String(count)}`);
  const notes = summary.lines
    .filter((line) => line.result !== 'verified' || line.messages.length > 0)
    .map(
      (line) => `  ${line.entryId} ${line.place}：${submitWords[line.result]}。${line.messages.join('；')}`,
    );
  const head =
    summary.lines.length > 0
      ? `提交 ${String(summary.lines.length)} 人：${counts.join('，')}。`
      : summary.left > 0
        ? '一个人也没有提交。'
        : '没有已批准、待提交的人员。';
  const left = summary.left > 0 ? `还有 ${String(summary.left)} 人没有提交。` : '';
  return [head + stopWords(summary) + left, ...notes].join('\n');
}

const foundWords: Record<ResumeLine['found'], string> = {
  entered: '已录入',
  absent: '未录入',
  unseen: '待显示',
  open: '需核对',
};

/** What was found, as a table: where each open question came to. */
export function renderResumeText(result: ResumeResult): string {
  const lines = result.lines.map(
    (line) => `  ${line.entryId}  ${foundWords[line.found]}  ${line.unit ?? ''} ${line.place}：${line.words}`,
  );
  const open = result.lines.filter((line) => line.found === 'open' && line.was === 'uncertain');
  const example = open[0]?.entryId ?? '';
  return [
    lines.length === 0 ? '没有存疑的录入。' : `查清 ${String(lines.length)} 条：`,
    ...lines,
    ...(open.length === 0
      ? []
      : [
          `有 ${String(open.length)} 条需要人到门户中核对，没有继续提交。核对之后写明结果，例如：`,
          `  luru resume --decide ${example}=entered --reviewer 姓名 --reason 理由（entered 就是这一条；absent 门户中没有；other 是别处录入的）`,
        ]),
    ...(result.interrupted ? ['已按要求停止，还有存疑的没有查完；请再次运行 luru resume。'] : []),
    ...(result.submitted === null ? [] : [renderSubmitText(result.submitted)]),
  ].join('\n');
}

export function renderReadBackText(result: ReadBackResult): string {
  return [
    `回读门户列表 ${String(result.records)} 条，新核实 ${String(result.verified.length)} 人。`,
    ...result.open.map((line) => `  ${line.entryId} ${line.place}：${line.words}`),
  ].join('\n');
}
