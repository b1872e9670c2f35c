import type { Finding, Severity } from '../../model/finding.ts';
import { maskNumbersIn } from '../../model/mask.ts';
import { officeText } from '../../platform/office-text.ts';
import { redactText } from '../../platform/redact.ts';
import type { ListStyle } from './style-book.ts';
import { escapeXml } from './xml-text.ts';

export const severityWords: Record<Severity, string> = {
  error: '错误',
  decision: '待判断',
  warning: '提醒',
  info: '说明',
};

export interface ListLine {
  finding: Finding;
  /** Cell to jump to, as Excel shows it; null: the sheet only. */
  cell: string | null;
  /** The header over the cell, where it is known. */
  header: string | null;
}

const heads = [
  '序号',
  '轻重',
  '工作表',
  '行',
  '列',
  '单元格',
  '栏目',
  '表中内容',
  '问题和改法',
  '可能是',
  '规则',
];
const widths = [6, 9, 16, 7, 6, 9, 16, 24, 62, 24, 24];
const headRow = 3;

/** The added sheet 问题清单 as a worksheet part: one line a finding, each with a link to its cell. */
export function findingListXml(
  lines: readonly ListLine[],
  styles: Record<ListStyle, number>,
  namespace: string,
): string {
  const columns = widths.map(
    (width, at) =>
      `<col min="${String(at + 1)}" max="${String(at + 1)}" width="${String(width)}" customWidth="1"/>`,
  );
  const counts = (['error', 'decision', 'warning', 'info'] as const).map(
    (severity) =>
      `${severityWords[severity]} ${String(lines.filter((line) => line.finding.severity === severity).length)}`,
  );
  const rows = [
    rowXml(1, 30, [text('A1', '问题清单', styles.title)]),
    rowXml(2, 20, [
      text(
        'A2',
        `共 ${String(lines.length)} 条：${counts.join('，')}。点“单元格”可跳到有问题的地方；请在原表中更正，不要改本表。`,
        styles.note,
      ),
    ]),
    rowXml(
      headRow,
      24,
      heads.map((head, at) => text(`${letter(at)}${String(headRow)}`, head, styles.head)),
    ),
    ...lines.map((line, index) => lineXml(line, headRow + 1 + index, index + 1, styles)),
  ];
  const last = String(headRow + Math.max(1, lines.length));
  const links = lines.flatMap((line, index) => linkXml(line, headRow + 1 + index));
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}"><sheetPr><tabColor rgb="FFB3261E"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="${String(headRow)}" topLeftCell="A${String(headRow + 1)}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>` +
    `<autoFilter ref="A${String(headRow)}:${letter(heads.length - 1)}${last}"/><mergeCells count="2"><mergeCell ref="A1:K1"/><mergeCell ref="A2:K2"/></mergeCells>` +
    (links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`) +
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

function lineXml(
  { finding, cell, header }: ListLine,
  row: number,
  number: number,
  styles: Record<ListStyle, number>,
): string {
  const suggestion = finding.suggestion ?? [];
  const message = masked(finding.message);
  const value = masked(shown(finding.value));
  const guess = masked(typeof suggestion === 'string' ? suggestion : suggestion.join('、'));
  const cells: [string, ListStyle][] = [
    [severityWords[finding.severity], finding.severity],
    [finding.sheet ?? '', 'centre'],
    [finding.row === null ? '' : String(finding.row), 'centre'],
    [finding.column ?? '', 'centre'],
    [cell ?? '', cell === null ? 'centre' : 'link'],
    [header ?? '', 'centre'],
    [value, 'text'],
    [message, 'text'],
    [guess, 'text'],
    [finding.rule, 'text'],
  ];
  const lines = Math.max(
    ...[header ?? '', value, message, guess, finding.rule].map((content, at) =>
      linesOf(content, widths[at + 6] ?? 10),
    ),
  );
  return rowXml(row, 6 + 15 * Math.min(8, lines), [
    `<c r="A${String(row)}" s="${String(styles.centre)}"><v>${String(number)}</v></c>`,
    ...cells.map(([content, style], at) => text(`${letter(at + 1)}${String(row)}`, content, styles[style])),
  ]);
}

/** Lines that a text takes in a column; Chinese characters are two wide. */
function linesOf(content: string, width: number): number {
  const length = content.replace(/[\u2e80-\uffff]/g, 'xx').length + 1;
  return Math.max(1, Math.ceil(length / (width - 1)));
}

function rowXml(row: number, height: number, cells: readonly string[]): string {
  return `<row r="${String(row)}" ht="${String(height)}" customHeight="1">${cells.join('')}</row>`;
}

/** Inline text: never a formula, whatever it begins with. */
function text(cell: string, content: string, style: number): string {
  if (content === '') return `<c r="${cell}" s="${String(style)}"/>`;
  return `<c r="${cell}" s="${String(style)}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(officeText(content))}</t></is></c>`;
}

function linkXml({ finding, cell }: ListLine, row: number): string[] {
  if (cell === null || finding.sheet === null) return [];
  const location = `'${finding.sheet.replaceAll("'", "''")}'!${cell}`;
  return [`<hyperlink ref="F${String(row)}" location="${escapeXml(location)}" display="${cell}"/>`];
}

function shown(value: Finding['value']): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}

const masked = (content: string) => maskNumbersIn(redactText(content));
const letter = (at: number) => String.fromCharCode(65 + at);
