import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { renderReadBackText } from '../render/submit-text.ts';
import { withRun } from '../with-run.ts';

export const registerReadBack: Register = (program, cli) => {
  withCommon(program.command('read-back'))
    .description('回读：把门户列表逐页读回，核实已受理的人员')
    .action(async (options: CommonOptions, command: Command) => {
      const { readBack } = await import('../../workflow/read-back.ts');
      await withRun(cli, options, { name: 'read-back', exclusive: true }, async (run) => {
        const result = await readBack(run);
        cli.output(command).result(result, () => renderReadBackText(result));
        cli.exit(result.open.length > 0 ? exitCodes.person : exitCodes.ok);
      });
    });
};
