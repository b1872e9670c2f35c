import { basename, resolve } from 'node:path';
import { Fault } from '../platform/fault.ts';
import { formRows, type FormProblem, type FormRow } from '../sheets/template/index.ts';
import type { Run } from './open-run.ts';

/** Rows of a small form that an operator named; a fault when it cannot be read. */
export async function readFormRows(run: Run, file: string): Promise<FormRow[]> {
  const path = resolve(run.around.cwd, file);
  const { limits } = run.config;
  const read = await formRows(path, {
    fileBytes: limits.fileMegabytes * 2 ** 20,
    inflatedBytes: limits.inflatedMegabytes * 2 ** 20,
    people: limits.people,
  });
  if (read.kind === 'rows') return read.rows;
  throw new Fault(`${basename(path)}：${read.message}`, {
    code: 'form-unreadable',
    disposition: 'halt-run',
    exitCode: 2,
  });
}

/** More of them have one cause, which the first ones show. */
const mostShown = 20;

/** All problems at once, by row; nothing of the form was taken. */
export function refuseForm(file: string, problems: readonly FormProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems
    .slice(0, mostShown)
    .map(({ sheet, row, message }) => `  「${sheet}」第 ${String(row)} 行：${message}`);
  if (problems.length > mostShown) lines.push(`  …… 另有 ${String(problems.length - mostShown)} 处`);
  throw new Fault(`${basename(file)} 有 ${String(problems.length)} 处问题，没有导入：\n${lines.join('\n')}`, {
    code: 'form-invalid',
    disposition: 'needs-person',
    exitCode: 3,
  });
}
