import { basename } from 'node:path';
import { isCalendarDate } from '../../model/calendar-date.ts';
import type { Finding } from '../../model/finding.ts';
import { maskNumbersIn } from '../../model/mask.ts';
import type { CheckReport } from '../../workflow/check.ts';

const severityWords: Record<Finding['severity'], string> = {
  error: '错误',
  decision: '待定',
  warning: '提醒',
  info: '说明',
};
const shownSeverities: Finding['severity'][] = ['error', 'decision', 'warning', 'info'];
/** Of what blocks a row every place is named; of the rest as many as can be taken in. */
const mostPlaces: Record<Finding['severity'], number> = {
  error: Number.POSITIVE_INFINITY,
  decision: Number.POSITIVE_INFINITY,
  warning: 12,
  info: 12,
};

/** The findings of each file, worst first, with the cells as Excel shows them; what is the same of many cells is said once. */
export function renderCheckText(report: CheckReport, annotated: readonly string[] = []): string {
  const lines: string[] = [];
  const byFile = Map.groupBy(report.findings, ({ file }) => file);
  const general = inEveryFile(report);
  for (const file of report.files) {
    const findings = (byFile.get(file.file) ?? []).filter(({ message }) => !general.has(message));
    lines.push(`■ ${basename(file.file)}：${countWords(findings)}`);
    for (const sheet of file.sheets) {
      lines.push(
        `  工作表「${sheet.name}」 填报单位：${sheet.reportingUnit ?? sheet.reportingUnitRaw ?? '（没有写）'}`,
      );
    }
    lines.push(...findingLines(findings));
  }
  if (general.size > 0) lines.push('', ...[...general].map((message) => `全部文件：${message}`));
  const { people, rows } = report.summary;
  const unread = report.files.filter(({ file }) =>
    (byFile.get(file) ?? []).some(({ rule }) => rule.startsWith('file-')),
  );
  lines.push(
    '',
    `共 ${String(people)} 人：可以录入 ${String(rows.ok)}，有提醒 ${String(rows.warning)}，待人确认 ${String(rows.decision)}，有错误 ${String(rows.error)}。`,
  );
  if (people === 0) lines.push('没有读到任何人员；请确认交来的是填好的采集表。');
  if (unread.length > 0) {
    const names = unread.map(({ file }) => basename(file)).join('、');
    lines.push(`有 ${String(unread.length)} 个文件没有读成或没有读完：${names}。`);
  }
  if (annotated.length > 0) lines.push('标出问题的副本：', ...annotated.map((path) => `  ${path}`));
  return lines.join('\n');
}

/** Notes that are the same for each of several files. */
function inEveryFile({ files, findings }: CheckReport): Set<string> {
  const notes = findings.filter(({ severity, sheet }) => severity === 'info' && sheet === null);
  const counts = Map.groupBy(notes, ({ message }) => message);
  return new Set(
    [...counts].filter(([, { length }]) => files.length > 1 && length > 1).map(([text]) => text),
  );
}

function countWords(findings: readonly Finding[]): string {
  const words = shownSeverities.flatMap((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 || severity === 'info' ? [] : [`${severityWords[severity]} ${String(length)} 处`];
  });
  return words.length === 0 ? '没有问题' : words.join('，');
}

/** One line for what is said of one sheet in the same words, with all the places. */
export function findingLines(findings: readonly Finding[]): string[] {
  return shownSeverities.flatMap((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    const groups = Map.groupBy(own, (one) => [one.file, one.sheet, one.rule, wordsOf(one)].join('\u0000'));
    return [...groups.values()].map((group) => groupLine(severity, group));
  });
}

function groupLine(severity: Finding['severity'], group: readonly Finding[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const places = group.map(placeOf).filter((place) => place !== '');
  const shown = places.slice(0, mostPlaces[severity]).join('、');
  const more = places.length > mostPlaces[severity] ? ` 等 ${String(places.length)} 处` : '';
  const where = `${first.sheet === null ? '' : `「${first.sheet}」`}${shown}${more}`;
  return `  [${severityWords[severity]}] ${where}${where === '' ? '' : ' '}${wordsOf(first)}`;
}

/** The message without the cell that the place names already, and with the proposal that it does not name. */
function wordsOf({ message, cell, suggestion }: Finding): string {
  const words = cell !== null && message.startsWith(`${cell} `) ? message.slice(cell.length + 1) : message;
  const proposals = [suggestion ?? []]
    .flat()
    .map(maskNumbersIn)
    // A birth date would fill in what the mask of the number hides.
    .filter((one) => !message.includes(one) && !isCalendarDate(one));
  return proposals.length === 0 ? words : `${words}（可能是：${proposals.join('、')}）`;
}

function placeOf({ cell, row, message, value }: Finding): string {
  const place = cell ?? (row === null ? '' : `第 ${String(row)} 行`);
  if (place === '' || value === undefined || value === null || message.includes(String(value))) return place;
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
  return `${place}（${text.length > 20 ? `${text.slice(0, 20)}…` : text}）`;
}
