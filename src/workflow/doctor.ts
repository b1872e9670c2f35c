import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openLedger, readKey } from '../ledger/index.ts';
import { findBrowser } from '../portal/session/index.ts';
import { Fault } from '../platform/fault.ts';
import { newRunId } from '../platform/ids.ts';
import { workspaceAt, type Workspace } from '../platform/workspace.ts';
import { loadConfig } from './load-config.ts';
import { loadPack, resolvePack } from './load-pack.ts';
import { loadProfileFor } from './load-run-profile.ts';
import type { Surroundings } from './surroundings.ts';

export interface DoctorLine {
  subject: string;
  ok: boolean;
  words: string;
}

/** Looks at the machine and, where there is one, at the workspace. Changes nothing. */
export async function examine(around: Surroundings, folder: string): Promise<DoctorLine[]> {
  const workspace = workspaceAt(resolve(around.cwd, folder));
  const lines = [
    line('Node.js', true, process.version),
    line('SQLite', true, process.versions.sqlite ?? '未知'),
    await probe('浏览器', () => findBrowser().then((found) => `${found.title}（${found.path}）`)),
    await diskLine(around.cwd),
  ];
  if (!existsSync(workspace.configFile)) {
    return [...lines, line('工作区', true, `${workspace.root} 不是工作区，未检查（用 luru init 新建）`)];
  }
  return [...lines, ...(await workspaceLines(around, workspace))];
}

async function workspaceLines(around: Surroundings, workspace: Workspace): Promise<DoctorLine[]> {
  return [
    await probe('设置文件', () =>
      loadConfig(workspace).then((config) => `经办人 ${config.operator}，政策包 ${config.pack}`),
    ),
    await probe('政策包', async () => {
      const config = await loadConfig(workspace);
      const pack = await loadPack(resolvePack(around.installation, workspace.root, config.pack));
      return `${pack.title}，合计核对无误`;
    }),
    await probe('门户配置', async () => {
      const config = await loadConfig(workspace);
      if (config.portal === undefined) return '还没有设置门户（luru.yaml 的 portal）';
      return (await loadProfileFor(around, workspace, config)).profile.title;
    }),
    await modeLine('台账钥匙', workspace.keyFile, 0o600),
    await modeLine('台账文件夹', workspace.ledgerFolder, 0o700),
    await probe('台账', () => verifyLedger(around, workspace)),
  ];
}

async function verifyLedger(around: Surroundings, workspace: Workspace): Promise<string> {
  const config = await loadConfig(workspace);
  const pack = await loadPack(resolvePack(around.installation, workspace.root, config.pack));
  await using ledger = await openLedger({
    path: workspace.ledgerFile,
    mode: 'open',
    year: pack.year,
    key: await readKey(workspace.keyFile),
    clock: around.clock,
    owner: { operator: config.operator, runId: newRunId(around.clock), host: around.host, pid: around.pid },
    exclusive: false,
    moreWitnesses: [workspace.witness],
    faultPoints: around.faultPoints,
  });
  const result = await ledger.verify();
  if (result.ok) return `完整，共 ${String(result.lines)} 行`;
  throw new Fault(result.problems.join('；'), { code: 'ledger-damaged', disposition: 'halt-run' });
}

async function probe(subject: string, look: () => Promise<string>): Promise<DoctorLine> {
  try {
    return line(subject, true, await look());
  } catch (error: unknown) {
    if (error instanceof Fault) return line(subject, false, error.message);
    throw error;
  }
}

async function modeLine(subject: string, path: string, mode: number): Promise<DoctorLine> {
  const found = await stat(path).catch(() => null);
  if (found === null) return line(subject, false, `${path} 不见了；请从备份找回，不要新建`);
  // Windows has no such bits; its folders inherit the user's own rights.
  const fits = process.platform === 'win32' || (found.mode & 0o777) === mode;
  return line(subject, fits, fits ? '权限正确' : `权限过宽，请改为 ${mode.toString(8)}：${path}`);
}

async function diskLine(folder: string): Promise<DoctorLine> {
  const { bavail, bsize } = await statfs(join(folder));
  const freeMegabytes = Math.floor((bavail * bsize) / 2 ** 20);
  return line(
    '磁盘',
    freeMegabytes > 500,
    `剩余 ${String(freeMegabytes)} MB${freeMegabytes > 500 ? '' : '，太少，请先清理'}`,
  );
}

function line(subject: string, ok: boolean, words: string): DoctorLine {
  return { subject, ok, words };
}
