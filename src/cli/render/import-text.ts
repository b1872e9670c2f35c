import { basename } from 'node:path';
import type { Correction } from '../../workflow/corrections.ts';
import type { ImportResult } from '../../workflow/import.ts';
import { findingLines } from './check-text.ts';

export function renderImportText(result: ImportResult): string {
  const lines: string[] = [];
  const shown = result.findings.filter(({ severity }) => severity === 'error' || severity === 'decision');
  const byFile = Map.groupBy(shown, ({ file }) => file);
  for (const file of result.files) {
    lines.push(
      file.already
        ? `■ ${basename(file.file)}：内容与以前导入的完全相同，没有重复登记。`
        : `■ ${basename(file.file)}：登记 ${String(file.entries)} 人，可以分批 ${String(file.ready)}，待人确认 ${String(file.waiting)}，有错误挡住 ${String(file.blocked)}${repeatedWords(file.repeated)}。`,
      ...findingLines(byFile.get(file.file) ?? []),
    );
    byFile.delete(file.file);
  }
  for (const correction of result.corrections) lines.push(...correctionLines(correction));
  if (result.files.length === 0) lines.push('没有导入任何文件，先要解决：');
  // What stops an import is told with its file.
  for (const [file, findings] of byFile) lines.push(`■ ${basename(file)}`, ...findingLines(findings));
  return lines.join('\n');
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
