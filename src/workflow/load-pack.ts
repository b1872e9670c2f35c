import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { assemblePack } from '../model/pack/assemble-pack.ts';
import type { PackDocument, PackProblem } from '../model/pack/document.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import { parseCsv, parseYaml } from '../platform/documents.ts';
import { Fault } from '../platform/fault.ts';

const packName = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;
/** More than these would be a wall of consequences of the first ones. */
const shownProblems = 10;

/**
 * Folder of a pack: a name is looked for in the workspace's `packs/`, then in the installation's `fixtures/packs/`;
 * anything else is a path, relative to the workspace.
 */
export function resolvePack(installation: string, workspace: string, pack: string): string {
  if (packName.test(pack)) {
    const own = join(workspace, 'packs', pack);
    if (existsSync(own)) return own;
    const shipped = join(installation, 'fixtures', 'packs', pack);
    if (existsSync(shipped)) return shipped;
    const beside = resolve(workspace, pack);
    return existsSync(join(beside, 'pack.yaml')) ? beside : shipped;
  }
  return isAbsolute(pack) ? pack : resolve(workspace, pack);
}

/**
 * Reads and checks a policy pack.
 * @throws Fault `pack-missing` or `pack-invalid` (exit 2); the message names file and line of every problem.
 */
export async function loadPack(folder: string): Promise<PolicyPack> {
  const files = await readFiles(folder);
  const problems: PackProblem[] = [];
  const documents: PackDocument[] = [];
  for (const { path, text } of files) {
    const parsed = path.endsWith('.csv') ? parseCsv(text) : parseYaml(text);
    if (parsed.kind === 'document') documents.push({ path, ...parsed.document });
    else problems.push(...parsed.problems.map((problem) => ({ path, ...problem })));
  }
  if (problems.length > 0) throw packInvalid(folder, problems);
  const result = assemblePack({ name: basename(folder), contentHash: hashOf(files), documents });
  if (result.kind === 'broken') throw packInvalid(folder, result.problems);
  return result.pack;
}

interface PackFileText {
  path: string;
  text: string;
}

async function readFiles(folder: string): Promise<PackFileText[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Fault(`找不到政策包：${folder}。请检查名称，或用 --pack 指明政策包文件夹。`, {
      code: 'pack-missing',
      disposition: 'halt-run',
      exitCode: 2,
      cause,
    });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:yaml|csv)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(
    paths.map(async (file) => ({
      path: file.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''),
      text: await readFile(file, 'utf8'),
    })),
  );
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Independent of the machine: paths with forward slashes, line ends as LF, each part with its length before it. */
function hashOf(files: readonly PackFileText[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) {
    for (const part of [path, text.replaceAll('\r\n', '\n')]) {
      hash.update(`${String(Buffer.byteLength(part))}\n${part}`);
    }
  }
  return hash.digest('hex');
}

function packInvalid(folder: string, problems: readonly PackProblem[]): Fault {
  const shown = problems.slice(0, shownProblems).map(({ path, place, message }) => {
    const where = place === null ? path : `${path} 第 ${String(place.line)} 行`;
    return `  ${where}：${message}`;
  });
  const rest = problems.length - shown.length;
  if (rest > 0) shown.push(`  ……另有 ${String(rest)} 处`);
  return new Fault(
    `政策包 ${basename(folder)} 有 ${String(problems.length)} 处问题，请改正后重试：\n${shown.join('\n')}`,
    {
      code: 'pack-invalid',
      disposition: 'halt-run',
      exitCode: 2,
      details: { folder, problems },
    },
  );
}
