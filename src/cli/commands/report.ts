import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { monthOption } from '../parse-options.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  month?: string;
}

export const registerReport: Register = (program, cli) => {
  withCommon(program.command('report'))
    .description('报表：写出进度通报表、对账表和收尾清单')
    .option('--month <年-月>', '截至哪个月，默认今天所在的月', monthOption)
    .action(async (options: Options, command: Command) => {
      const { report } = await import('../../workflow/report.ts');
      await withRun(cli, options, { name: 'report', exclusive: false }, async (run) => {
        const result = await report(run, { month: options.month ?? null });
        cli.output(command).result(result.data, () => `${result.text}\n\n报表：${result.path}`);
      });
    });
};
