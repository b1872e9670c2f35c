import { readFile } from 'node:fs/promises';
import { Config } from '../platform/config.ts';
import { parseYaml } from '../platform/documents.ts';
import { Fault } from '../platform/fault.ts';
import type { Workspace } from '../platform/workspace.ts';

/** Reads `luru.yaml`; a mistake in it is refused with file and line, never replaced by a default. */
export async function loadConfig(workspace: Workspace): Promise<Config> {
  const parsed = parseYaml(await readFile(workspace.configFile, 'utf8'));
  if (parsed.kind === 'problems') {
    throw invalid(
      workspace,
      parsed.problems.map(({ place, message }) => `${lineWords(place)}${message}`),
    );
  }
  const { document } = parsed;
  const checked = Config.safeParse(document.value);
  if (checked.success) return checked.data;
  throw invalid(
    workspace,
    checked.error.issues.map(({ path, message }) => {
      const keys = path.filter((key): key is string | number => typeof key !== 'symbol');
      return `${lineWords(document.locate(keys))}${keys.join('.')}：${message}`;
    }),
  );
}

function lineWords(place: { line: number } | null): string {
  return place === null ? '' : `第 ${String(place.line)} 行 `;
}

function invalid(workspace: Workspace, problems: readonly string[]): Fault {
  return new Fault(
    `设置文件 ${workspace.configFile} 有误，请改正后重试：\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    {
      code: 'config-invalid',
      disposition: 'halt-run',
      exitCode: 2,
    },
  );
}
