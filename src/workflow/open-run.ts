import { resolve } from 'node:path';
import type { Actor, Ledger } from '../ledger/ledger.ts';
import { openLedger, readKey } from '../ledger/index.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import type { Config } from '../platform/config.ts';
import { newRunId } from '../platform/ids.ts';
import { openLog, type Log } from '../platform/log.ts';
import { requireWorkspace, type Workspace } from '../platform/workspace.ts';
import { loadConfig } from './load-config.ts';
import { loadPack, resolvePack } from './load-pack.ts';
import type { Surroundings } from './surroundings.ts';
import { withImportedTargets } from './targets.ts';

/** One verb at work in one workspace. Whoever opens it closes it (`await using`). */
export interface Run extends AsyncDisposable {
  readonly around: Surroundings;
  readonly workspace: Workspace;
  readonly config: Config;
  readonly pack: PolicyPack;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly actor: Actor;
}

export interface RunRequest {
  /** Workspace folder as given, relative to the current folder. */
  workspace: string;
  verb: string;
  /** Replaces the operator of `luru.yaml`. */
  operator: string | null;
  /** True for verbs that hold the portal or the ledger for long: only one of them at a time. */
  exclusive: boolean;
  /** A named person accepts a ledger that its witness speaks against; every approval is voided then. */
  acceptRestored?: boolean;
}

export async function openRun(around: Surroundings, request: RunRequest): Promise<Run> {
  const workspace = requireWorkspace(resolve(around.cwd, request.workspace));
  const config = await loadConfig(workspace);
  const pack = await withImportedTargets(
    await loadPack(resolvePack(around.installation, workspace.root, config.pack)),
    workspace,
  );
  const operator = request.operator ?? config.operator;
  const actor: Actor = { runId: newRunId(around.clock), operator };
  const failed = (error: unknown) => {
    const why = (error as { code?: string }).code === 'ENOSPC' ? '磁盘已满' : '请检查 logs 文件夹';
    around.progress.say(`日志写不进去（${why}），从现在起没有日志；台账另有保护，不受影响。`);
  };
  const log = openLog({ folder: workspace.logs, level: 'info', failed }).with({
    runId: actor.runId,
    verb: request.verb,
  });
  try {
    const ledger = await openLedger({
      path: workspace.ledgerFile,
      mode: 'open',
      year: pack.year,
      key: await readKey(workspace.keyFile),
      clock: around.clock,
      owner: { operator, runId: actor.runId, host: around.host, pid: around.pid },
      exclusive: request.exclusive,
      ...(request.acceptRestored === true ? { restored: 'accept' as const } : {}),
      moreWitnesses: [workspace.witness],
      faultPoints: around.faultPoints,
    });
    log.info('run started', { operator, pack: pack.name });
    return {
      around,
      workspace,
      config,
      pack,
      ledger,
      log,
      actor,
      [Symbol.asyncDispose]: async () => {
        await ledger[Symbol.asyncDispose]();
        log.info('run ended');
        await log.close();
      },
    };
  } catch (error) {
    log.error('run could not start', { error });
    await log.close();
    throw error;
  }
}
