import type { Command } from 'commander';
import { withCommon, type Cli, type CommonOptions, type Register } from '../cli.ts';
import { dateOption, monthOption } from '../parse-options.ts';
import { renderStatusText } from '../render/status-text.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  month?: string;
}
interface PaperOptions extends CommonOptions {
  unit: string;
  month: string;
  by: string;
  on: string;
}

export const registerStatus: Register = (program, cli) => {
  const status = withCommon(program.command('status'))
    .description('收表登记：某个月哪些单位交了、迟交、没交，录入了多少')
    .option('--month <年-月>', '哪个月，默认今天所在的月', monthOption)
    .action(async (options: Options, command: Command) => {
      const { monthStatus } = await import('../../workflow/status.ts');
      await withRun(cli, options, { name: 'status', exclusive: false }, async (run) => {
        const result = await monthStatus(run, options.month ?? run.around.clock.today().slice(0, 7));
        cli.output(command).result(result, () => renderStatusText(result));
      });
    });
  status.enablePositionalOptions();
  registerPaper(status, cli);
};

function registerPaper(status: Command, cli: Cli): void {
  withCommon(status.command('paper'))
    .description('登记签字盖章的纸质表已经收到')
    .requiredOption('--unit <单位>', '哪个单位')
    .requiredOption('--month <年-月>', '哪个月', monthOption)
    .requiredOption('--by <姓名>', '谁确认的')
    .requiredOption('--on <日期>', '哪天收到', dateOption)
    .action(async (options: PaperOptions, command: Command) => {
      const { confirmPaper } = await import('../../workflow/status.ts');
      await withRun(cli, options, { name: 'status-paper', exclusive: false }, async (run) => {
        const done = await confirmPaper(run, options);
        cli
          .output(command)
          .result(done, () => `已登记：${done.unit} ${done.month} 的纸质表，${done.on} 由 ${done.by} 确认。`);
      });
    });
}
