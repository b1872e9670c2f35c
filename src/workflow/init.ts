import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createKey, openLedger, readKey } from '../ledger/index.ts';
import { Fault } from '../platform/fault.ts';
import { newRunId } from '../platform/ids.ts';
import { createFolders, workspaceAt } from '../platform/workspace.ts';
import { defaultPack } from './default-pack.ts';
import { loadPack, resolvePack } from './load-pack.ts';
import type { Surroundings } from './surroundings.ts';

export interface InitRequest {
  folder: string;
  /** Name or folder; null: the only one installed. */
  pack: string | null;
  operator: string | null;
  profile: string | null;
  portalUrl: string | null;
}

export interface InitResult {
  workspace: string;
  pack: string;
  configFile: string;
}

/** Makes a workspace. Refuses a folder that already is one or that holds other things: nothing is ever overwritten. */
export async function initWorkspace(around: Surroundings, request: InitRequest): Promise<InitResult> {
  const workspace = workspaceAt(resolve(around.cwd, request.folder));
  if (existsSync(workspace.configFile)) {
    throw new Fault(`${workspace.root} 已经是工作区，没有改动任何内容。要新建请换一个文件夹。`, {
      code: 'workspace-exists',
      disposition: 'halt-run',
    });
  }
  await mkdir(workspace.root, { recursive: true });
  if ((await readdir(workspace.root)).length > 0) {
    throw new Fault(`${workspace.root} 不是空文件夹。为免混入别的文件，请换一个空文件夹。`, {
      code: 'workspace-not-empty',
      disposition: 'halt-run',
    });
  }
  const packName = request.pack ?? (await defaultPack(around.installation));
  const pack = await loadPack(resolvePack(around.installation, workspace.root, packName));
  await createFolders(workspace);
  const operator = request.operator ?? around.userName;
  await createKey(workspace.keyFile);
  const ledger = await openLedger({
    path: workspace.ledgerFile,
    mode: 'create',
    year: pack.year,
    key: await readKey(workspace.keyFile),
    clock: around.clock,
    owner: { operator, runId: newRunId(around.clock), host: around.host, pid: around.pid },
    exclusive: false,
    moreWitnesses: [workspace.witness],
    faultPoints: around.faultPoints,
  });
  await ledger[Symbol.asyncDispose]();
  // The configuration comes last: a folder without it is not yet a workspace, so a killed init leaves nothing half made.
  await writeFile(workspace.configFile, configText({ ...request, pack: packName, operator }), {
    mode: 0o600,
  });
  return { workspace: workspace.root, pack: pack.title, configFile: join(workspace.root, 'luru.yaml') };
}

function configText(values: {
  /** Name or folder; null: the only one installed. */
  pack: string | null;
  operator: string;
  profile: string | null;
  portalUrl: string | null;
}): string {
  const portal =
    values.profile === null || values.portalUrl === null
      ? '# portal:\n#   profile: simulator\n#   url: http://127.0.0.1:8790\n'
      : `portal:\n  profile: ${JSON.stringify(values.profile)}\n  url: ${JSON.stringify(values.portalUrl)}\n`;
  return `# 录入助手工作区设置。说明见 docs/操作手册.md；没有写出的项目用默认值。
version: 1
pack: ${JSON.stringify(values.pack)}
# 经办人姓名会写入每一条台账记录
operator: ${JSON.stringify(values.operator)}
${portal}# browser:
#   channel: auto      # auto | msedge | chrome | chromium
#   headless: false
# batch:
#   size: 20
# submit:
#   pauseSeconds: 2
#   maxPerMinute: 10
#   stopAfterSystemFaults: 3
#   stopAfterUncertain: 1
`;
}
