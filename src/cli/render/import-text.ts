import { basename } from 'node:path';
import type { Correction } from '../../workflow/corrections.ts';
import type { ImportResult } from '../../workflow/import.ts';
import { findingLines } from './check-text.ts';

export function renderImportText(result: ImportResult): string {
  const lines: string[] = [];
  for (const file of result.files) {
    lines.push(
      file.already
        ? `■ ${basename(file.file)}：内容与以前导入的完全相同，没有重复登记。`
        : `■ ${basename(file.file)}：登记 ${String(file.entries)} 人，可以分批 ${String(file.ready)}，待人确认 ${String(file.waiting)}，有错误挡住 ${String(file.blocked)}${repeatedWords(file.repeated)}。`,
    );
  }
  if (result.files.length === 0) lines.push('没有导入任何文件：');
  for (const correction of result.corrections) lines.push(...correctionLines(correction));
  const shown = result.findings.filter(
    (finding) => finding.severity === 'error' || finding.severity === 'decision',
  );
  return [...lines, ...findingLines(shown)].join('\n');
}

function repeatedWords(people: number): string {
  return people === 0 ? '' : `，与台账相同不重复登记 ${String(people)}`;
}

function correctionLines({
  entryId,
  corrects,
  name,
  sheet,
  row,
  cells,
  isStillBlocked,
}: Correction): string[] {
  const still = isStillBlocked ? '，仍有错误' : '';
  const none = cells.length === 0 ? '，与原来的内容相同' : '';
  return [
    `  [更正] 「${sheet}」第 ${String(row)} 行 ${name}：${entryId} 更正了 ${corrects}${still}${none}`,
    ...cells.map(
      ({ header, before, after }) => `      ${header}：${before || '（空白）'} → ${after || '（空白）'}`,
    ),
  ];
}
