import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Fault } from './fault.ts';

/** The folders of one workspace (DESIGN §4). Nothing outside it is written. Files 0600, folders 0700. */
export interface Workspace {
  root: string;
  configFile: string;
  inbox: string;
  outbox: string;
  evidence: string;
  ledgerFolder: string;
  ledgerFile: string;
  keyFile: string;
  /** A second witness of the ledger, apart from its folder, so that a folder put back whole is noticed too. */
  witness: string;
  logs: string;
  /** The browser's own profile folder: cookies of the portal session, never a password. */
  browser: string;
}

export function workspaceAt(folder: string): Workspace {
  const root = resolve(folder);
  const ledgerFolder = join(root, 'ledger');
  return {
    root,
    configFile: join(root, 'luru.yaml'),
    inbox: join(root, 'inbox'),
    outbox: join(root, 'outbox'),
    evidence: join(root, 'evidence'),
    ledgerFolder,
    ledgerFile: join(ledgerFolder, 'ledger.sqlite'),
    keyFile: join(ledgerFolder, 'key'),
    witness: join(root, 'evidence', '.ledger-witness.json'),
    logs: join(root, 'logs'),
    browser: join(root, 'browser'),
  };
}

export function requireWorkspace(folder: string): Workspace {
  const workspace = workspaceAt(folder);
  if (!existsSync(workspace.configFile)) {
    throw new Fault(
      `这里还不是工作区：${workspace.root} 中没有 luru.yaml。请先运行 luru init 目录，或用 --workspace 指明工作区。`,
      {
        code: 'workspace-missing',
        disposition: 'halt-run',
        exitCode: 2,
      },
    );
  }
  return workspace;
}

export async function createFolders(workspace: Workspace): Promise<void> {
  const { root, inbox, outbox, evidence, ledgerFolder, logs, browser } = workspace;
  for (const folder of [root, inbox, outbox, evidence, ledgerFolder, logs, browser]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  }
}
