import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { renderDryRunText } from '../render/dry-run-text.ts';
import { withRun } from '../with-run.ts';
import type { DryRunResult } from '../../workflow/dry-run.ts';

export const registerDryRun: Register = (program, cli) => {
  withCommon(program.command('dry-run'))
    .description('试填：在门户上逐人填表、读回、截图，不保存')
    .argument('[批次...]', '批次编号，例如 B0001；不写就是全部待试填的批次')
    .action(async (batches: string[], options: CommonOptions, command: Command) => {
      const { dryRun } = await import('../../workflow/dry-run.ts');
      await withRun(cli, options, { name: 'dry-run', exclusive: true }, async (run) => {
        const result = await dryRun(run, { batches });
        cli.output(command).result(result, () => renderDryRunText(result));
        cli.exit(exitCodeOf(result));
      });
    });
};

function exitCodeOf(result: DryRunResult): ExitCode {
  if (result.stopped === 'interrupted') return exitCodes.interrupted;
  if (result.stopped === 'system-faults') return exitCodes.portal;
  if (result.halt !== null) return result.halt.exitCode;
  const clean = result.lines.every((line) => line.result === 'rehearsed' || line.result === 'skipped');
  return clean ? exitCodes.ok : exitCodes.person;
}
