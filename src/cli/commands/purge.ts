import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { dateOption } from '../parse-options.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  before: string;
  yes?: true;
}

export const registerPurge: Register = (program, cli) => {
  withCommon(program.command('purge'))
    .description('清除：永久删去已办结人员的个人信息、截图和现场记录，台账链条和数字不变')
    .requiredOption('--before <日期>', '只清除在这一天之前办结的', dateOption)
    .option('--yes', '确认永久删除')
    .action(async (options: Options, command: Command) => {
      const { purge } = await import('../../workflow/purge.ts');
      if (options.yes !== true)
        command.error(`这会永久删去 ${options.before} 之前办结人员的个人信息，不能恢复。确认请加 --yes。`);
      await withRun(cli, options, { name: 'purge', exclusive: true }, async (run) => {
        const summary = await purge(run, options.before);
        cli
          .output(command)
          .result(
            summary,
            () =>
              `已清除 ${String(summary.entries)} 人的个人信息和 ${String(summary.pictures)} 份截图和现场记录。`,
          );
      });
    });
};
