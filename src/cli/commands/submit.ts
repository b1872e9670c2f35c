import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { renderSubmitText } from '../render/submit-text.ts';
import { submitExitCode } from '../submit-exit-code.ts';
import { withRun } from '../with-run.ts';

export const registerSubmit: Register = (program, cli) => {
  withCommon(program.command('submit'))
    .description('提交：只录入已批准的人员，逐人保存、记账、核实；Ctrl-C 做完手头一人就停')
    .argument('[批次...]', '批次编号；不写就是全部已批准的批次')
    .action(async (batches: string[], options: CommonOptions, command: Command) => {
      const { submitBatches } = await import('../../workflow/submit.ts');
      await withRun(cli, options, { name: 'submit', exclusive: true }, async (run) => {
        const summary = await submitBatches(run, { batches });
        cli.output(command).result(summary, () => renderSubmitText(summary));
        cli.exit(submitExitCode(summary));
      });
    });
};
