import { basename } from 'node:path';
import type { ImportResult } from '../../workflow/import.ts';
import { findingLines } from './check-text.ts';

export function renderImportText(result: ImportResult): string {
  const lines: string[] = [];
  for (const file of result.files) {
    lines.push(
      file.already
        ? `■ ${basename(file.file)}：内容与以前导入的完全相同，没有重复登记。`
        : `■ ${basename(file.file)}：登记 ${String(file.entries)} 人，可以分批 ${String(file.ready)}，待人确认 ${String(file.waiting)}，有错误挡住 ${String(file.blocked)}。`,
    );
  }
  if (result.files.length === 0) lines.push('没有导入任何文件：');
  const shown = result.findings.filter(
    (finding) => finding.severity === 'error' || finding.severity === 'decision',
  );
  return [...lines, ...findingLines(shown)].join('\n');
}
