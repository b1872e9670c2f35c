import type { ProgressFigures, ProgressLine } from '../reconcile/index.ts';
import { textTable, type TextColumn } from './display-width.ts';
import { basisTitles, monthTitle } from './progress-model.ts';

const titles = [
  '单位',
  '全年目标',
  '本期目标',
  '本期完成',
  '累计目标',
  '累计完成',
  '完成率',
  '占全年',
  '时序差',
  '排名',
];

/** The progress table for a terminal. */
export function renderProgressText(title: string, figures: ProgressFigures): string {
  const columns = titles.map((name, at): TextColumn => ({ title: name, align: at === 0 ? 'left' : 'right' }));
  const rows: string[][] = [];
  const rules: number[] = [];
  for (const block of figures.blocks) {
    rows.push(...block.lines.map(cells));
    rules.push(rows.length);
    rows.push(cells(block.total));
    rules.push(rows.length);
  }
  rows.push(cells(figures.total));
  const scope = `截至${monthTitle(figures.month)}（本期：${figures.period.title}），${basisTitles[figures.basis]}`;
  return `${title}\n${scope}\n\n${textTable(columns, rows, rules)}`;
}

function cells(line: ProgressLine): string[] {
  const pace = line.pace > 0 ? `+${String(line.pace)}` : String(line.pace);
  return [
    line.unit,
    ...[line.annual, line.periodTarget, line.periodDone, line.cumulativeTarget, line.cumulativeDone].map(
      String,
    ),
    percent(line.cumulativeRate),
    percent(line.annualRate),
    pace,
    line.rank === null ? '' : String(line.rank),
  ];
}

const percent = (rate: number | null) => (rate === null ? '—' : `${(rate * 100).toFixed(1)}%`);
