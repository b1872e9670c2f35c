import type { Run } from '../workflow/open-run.ts';
import type { Cli, CommonOptions } from './cli.ts';

/** Opens the workspace for one verb and closes it whatever happens. */
export async function withRun(
  cli: Cli,
  options: CommonOptions,
  verb: { name: string; exclusive: boolean; acceptRestored?: boolean },
  work: (run: Run) => Promise<void>,
): Promise<void> {
  const { openRun } = await import('../workflow/open-run.ts');
  await using run = await openRun(cli.around, {
    workspace: options.workspace,
    verb: verb.name,
    operator: options.operator ?? null,
    exclusive: verb.exclusive,
    acceptRestored: verb.acceptRestored ?? false,
  });
  try {
    await work(run);
  } catch (error: unknown) {
    run.log.error('run failed', { error });
    throw error;
  }
}
