import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { monthOption } from '../parse-options.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  month?: string;
}

export const registerReconcile: Register = (program, cli) => {
  withCommon(program.command('reconcile'))
    .description('对账：采集表、台账、门户回读和目标任务逐人逐单位核对')
    .option('--month <年-月>', '截至哪个月，默认今天所在的月', monthOption)
    .action(async (options: Options, command: Command) => {
      const { reconcile } = await import('../../workflow/reconcile.ts');
      await withRun(cli, options, { name: 'reconcile', exclusive: false }, async (run) => {
        const result = await reconcile(run, { month: options.month ?? null });
        cli.output(command).result(result.data, () => result.text);
        cli.exit(result.open > 0 ? exitCodes.person : exitCodes.ok);
      });
    });
};
