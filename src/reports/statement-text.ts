import {
  statementHeads,
  statementHeadTitles,
  type ClosingStatement,
  type StatementLine,
} from '../entry/closing-statement.ts';
import { textTable, type TextColumn } from './display-width.ts';
import { conclusion } from './statement-conclusion.ts';

/** The closing statement for a terminal; heads without anybody are left out. */
export function renderStatementText(statement: ClosingStatement): string {
  const heads = statementHeads.filter((head) => statement.total[head] > 0);
  const apart = statement.lines.some((line) => line.missing !== 0);
  const columns: TextColumn[] = [
    { title: '填报单位', align: 'left' },
    { title: '采集表行数', align: 'right' },
    ...heads.map((head): TextColumn => ({ title: statementHeadTitles[head], align: 'right' })),
    ...(apart ? [{ title: '相差', align: 'right' } as const] : []),
  ];
  const cells = (line: StatementLine, title: string) => [
    title,
    String(line.sheetRows),
    ...heads.map((head) => String(line[head])),
    ...(apart ? [String(line.missing)] : []),
  ];
  const rows = statement.lines.map((line) => cells(line, line.unit ?? '（未指明单位）'));
  const table = textTable(columns, [...rows, cells(statement.total, '合计')], [rows.length]);
  return `收尾清单\n\n${table}\n\n${conclusion(statement)}`;
}
