import { basename } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import type { CheckReport } from '../../workflow/check.ts';

const severityWords: Record<Finding['severity'], string> = {
  error: '错误',
  decision: '待定',
  warning: '提醒',
  info: '说明',
};
const shownSeverities: Finding['severity'][] = ['error', 'decision', 'warning', 'info'];

/** The findings of each file, worst first, with the cell as Excel shows it. */
export function renderCheckText(report: CheckReport, annotated: readonly string[] = []): string {
  const lines: string[] = [];
  for (const file of report.files) {
    lines.push(`■ ${basename(file.file)}`);
    for (const sheet of file.sheets) {
      lines.push(
        `  工作表「${sheet.name}」 填报单位：${sheet.reportingUnit ?? sheet.reportingUnitRaw ?? '（没有写）'}`,
      );
    }
    lines.push(
      ...findingLines(
        report.findings.filter(
          (finding) => finding.file === file.file || basename(file.file) === finding.file,
        ),
      ),
    );
  }
  const { people, rows } = report.summary;
  lines.push(
    '',
    `共 ${String(people)} 人：可以录入 ${String(rows.ok)}，有提醒 ${String(rows.warning)}，待人确认 ${String(rows.decision)}，有错误 ${String(rows.error)}。`,
  );
  if (annotated.length > 0) lines.push('标出问题的副本：', ...annotated.map((path) => `  ${path}`));
  return lines.join('\n');
}

export function findingLines(findings: readonly Finding[]): string[] {
  return shownSeverities.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map((finding) => {
        const place = finding.cell ?? (finding.row === null ? '' : `第 ${String(finding.row)} 行`);
        const sheet = finding.sheet === null ? '' : `「${finding.sheet}」`;
        return `  [${severityWords[severity]}] ${sheet}${place} ${finding.message}`;
      }),
  );
}
