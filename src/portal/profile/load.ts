import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { parseYaml, type ParsedDocument } from '../../platform/documents.ts';
import { Fault } from '../../platform/fault.ts';
import { Profile } from './schema.ts';

export interface LoadedProfile {
  /** Name as given for `selectors/<name>.yaml`, else the file's own name. */
  name: string;
  path: string;
  profile: Profile;
  /** SHA-256 over what the profile says: comments and layout of the file do not change it. Part of every approval. */
  hash: string;
}

export interface ProfileReaders {
  /** Where `<name>.yaml` is looked for, first folder first: the workspace's own before the installation's. */
  folders: readonly string[];
  /** Base of a relative file path. */
  cwd: string;
}

/** Loads a profile by name or file. A mistake in it is refused with file and line (`profile-invalid`, exit 2). */
export async function loadProfile(nameOrPath: string, readers: ProfileReaders): Promise<LoadedProfile> {
  const found = await readFirst(nameOrPath, readers);
  if (found === null)
    throw profileFault(
      'profile-missing',
      `找不到门户配置"${nameOrPath}"。请检查名称；可以放在：${readers.folders.join('、')}。`,
    );
  const profile = parseProfile(found.text, found.path);
  const name = /([^/\\]+?)(?:\.ya?ml)?$/u.exec(nameOrPath)?.[1] ?? nameOrPath;
  return { name, path: found.path, profile, hash: profileHash(profile) };
}

/** Parses the text of a profile; `path` only names it in the message. */
export function parseProfile(text: string, path: string): Profile {
  const parsed = parseYaml(text);
  if (parsed.kind === 'problems')
    throw invalid(
      path,
      parsed.problems.map(({ place, message }) => `${at(place?.line)}${message}`),
    );
  const { document } = parsed;
  const checked = Profile.safeParse(document.value, { error: z.locales.zhCN().localeError });
  if (checked.success) return checked.data;
  throw invalid(
    path,
    checked.error.issues.flatMap((issue) => issueWords(issue, document)),
  );
}

export function profileHash(profile: Profile): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(profile)))
    .digest('hex');
}

async function readFirst(
  nameOrPath: string,
  { folders, cwd }: ProfileReaders,
): Promise<{ path: string; text: string } | null> {
  const isPath = /[/\\]|\.ya?ml$/u.test(nameOrPath);
  const candidates = isPath
    ? [isAbsolute(nameOrPath) ? nameOrPath : join(cwd, nameOrPath)]
    : folders.map((folder) => join(folder, `${nameOrPath}.yaml`));
  for (const path of candidates) {
    try {
      return { path, text: await readFile(path, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        throw profileFault('profile-missing', `门户配置读不出来：${path}。请检查文件权限。`, error);
    }
  }
  return null;
}

/** One line a mistake; of a choice that fits nowhere, the mistakes of the branch that came nearest. */
function issueWords(issue: z.core.$ZodIssue, document: ParsedDocument, base: PropertyKey[] = []): string[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const deepest = branches.toSorted((a, b) => depth(b) - depth(a))[0];
    if (deepest !== undefined && depth(deepest) > 0)
      return deepest.flatMap((inner) => issueWords(inner, document, path));
  }
  const keys = path.filter((key): key is string | number => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => `${lineOf(document, [...keys, key])}${[...keys, key].join('.')}：不认识这一项`,
    );
  return [`${lineOf(document, keys)}${keys.join('.')}:${issue.message}`];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}

function lineOf(document: ParsedDocument, path: (string | number)[]): string {
  return at(document.locate(path)?.line);
}

function at(line: number | undefined): string {
  return line === undefined ? '' : `第 ${String(line)} 行 `;
}

function invalid(path: string, problems: string[]): Fault {
  const lines = [...new Set(problems)].map((problem) => `  ${problem}`);
  return profileFault('profile-invalid', `门户配置 ${path} 有误，请改正后重试：\n${lines.join('\n')}`);
}

function profileFault(code: string, message: string, cause?: unknown): Fault {
  return new Fault(message, { code, disposition: 'halt-run', exitCode: 2, cause });
}

/** Keys in one order, so that moving a line does not void approvals; lists keep theirs, it means something. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
