import type { ClosingStatement } from '../entry/closing-statement.ts';

/** Whether the statement adds up, or which units do not, in one sentence. */
export function conclusion(statement: ClosingStatement): string {
  if (statement.addsUp) return `合计相符：采集表 ${String(statement.total.sheetRows)} 行，每一行都有去处。`;
  const wrong = statement.lines.filter((line) => line.missing !== 0);
  const words = wrong.map((line) => {
    const unit = line.unit ?? '未指明单位';
    return line.missing > 0
      ? `${unit}有 ${String(line.missing)} 行没有去处`
      : `${unit}多出 ${String(-line.missing)} 个条目`;
  });
  return `合计不符：${words.join('；')}。请运行 luru audit verify 查明。`;
}
