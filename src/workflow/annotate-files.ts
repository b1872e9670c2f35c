import { mkdir } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { annotateWorkbook } from '../sheets/annotate/annotate-workbook.ts';
import type { CheckReport } from './check.ts';

/**
 * Writes a copy of every checked file with its findings marked, into one folder; two files of one name get numbers.
 * @returns the paths written; a file that nobody could open has none.
 */
export async function annotateFiles(folder: string, report: CheckReport): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const taken = new Set<string>();
  const written: string[] = [];
  for (const file of report.files) {
    const findings = report.findings.filter((finding) => finding.file === file.file);
    const copy = await annotateWorkbook(
      file.file,
      findings,
      join(folder, freeName(basename(file.file), taken)),
      {
        tables: file.sheets,
      },
    );
    if (copy !== null) written.push(copy.path);
  }
  return written;
}

function freeName(name: string, taken: Set<string>): string {
  const { name: stem, ext } = parse(name);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${stem}（${String(number)}）${ext}`;
  taken.add(free);
  return free;
}
