import type { ClosingStatement } from '../entry/closing-statement.ts';
import type { ProgressFigures, Reconciliation } from '../reconcile/index.ts';

/** Everything that the progress report says; the workflow fills it from ledger, read-back and pack. */
export interface ProgressReportModel {
  /** e.g. `兴仁市2024年城镇新增就业进度通报表`. */
  title: string;
  /** Month up to which is counted, `YYYY-MM`. */
  month: string;
  /** Day the report was made, `YYYY-MM-DD`. */
  madeOn: string;
  madeBy: string;
  /** When the portal's list was last read back, as people read it; null: never. */
  readBackAt: string | null;
  /** By month of employment, and by month of entry. */
  byEmployment: ProgressFigures;
  byEntry: ProgressFigures;
  reconciliation: Pick<Reconciliation, 'verdicts' | 'counts' | 'readBack'>;
  statement: ClosingStatement;
}

/** `2024年3月` of `2024-03`. */
export function monthTitle(month: string): string {
  return `${month.slice(0, 4)}年${String(Number(month.slice(5, 7)))}月`;
}

export const basisTitles = { employment: '按就业时间统计', entry: '按录入门户的时间统计' } as const;

/** What a unit's line should tell besides its figures: people on their way who are not counted yet. */
export function unitRemarks(statement: ClosingStatement): Map<string, string> {
  const remarks = new Map<string, string>();
  for (const line of statement.lines) {
    const parts: [string, number][] = [
      ['待核实', line.accepted],
      ['存疑', line.uncertain],
      ['未办理', line.waiting],
      ['有错误或退回', line.blocked + line.returned + line.refused],
      ['门户已有未计', line.skipped],
    ];
    const told = parts.filter(([, count]) => count > 0).map(([title, count]) => `${title}${String(count)}人`);
    if (line.unit !== null && told.length > 0) remarks.set(line.unit, told.join('，'));
  }
  return remarks;
}

/** Sentences under the table: what is counted, what is not, and by which targets. */
export function progressNotes(model: ProgressReportModel, figures: ProgressFigures): string[] {
  const { outside, version } = figures;
  const left: [string, number][] = [
    [figures.basis === 'employment' ? '没有就业时间' : '门户没有显示录入时间', outside.noDate],
    ['不在本年度', outside.otherYear],
    [`晚于${monthTitle(figures.month)}`, outside.laterMonth],
    ['单位不在目标表中', outside.unknownUnit],
  ];
  const told = left.filter(([, count]) => count > 0).map(([why, count]) => `${why} ${String(count)} 人`);
  return [
    `完成数：门户已核实且未被退回的人员，记在填报单位名下，${basisTitles[figures.basis]}。`,
    `目标数：${version.effectiveOn} 起执行的版本（${version.reason}）。累计目标截至${figures.period.title}末。`,
    '时序差＝累计完成－累计目标；排名按累计完成率，在乡镇（街道）和部门内分别排列，完成率相同的名次并列。',
    told.length === 0 ? '' : `另有已核实而未计入本表的：${told.join('，')}。`,
    model.readBackAt === null
      ? '尚未回读门户，完成数只能以台账为准。'
      : `门户回读时间：${model.readBackAt}。`,
  ].filter((note) => note !== '');
}
