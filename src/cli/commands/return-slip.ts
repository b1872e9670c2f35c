import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { dateOption, monthOption } from '../parse-options.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  unit?: string;
  month?: string;
  reviewer: string;
  replyBy?: string;
}

export const registerReturnSlip: Register = (program, cli) => {
  withCommon(program.command('return-slip'))
    .description('退回单：每个单位一份，只列要更正的行和理由；列上的人员转为已退回')
    .requiredOption('--reviewer <姓名>', '由谁退回，写入台账')
    .option('--unit <单位>', '只写这个单位的')
    .option('--month <年-月>', '只写这个月的', monthOption)
    .option('--reply-by <日期>', '请单位在这一天前报回', dateOption)
    .action(async (options: Options, command: Command) => {
      const { writeReturnSlips } = await import('../../workflow/return-slip.ts');
      await withRun(cli, options, { name: 'return-slip', exclusive: false }, async (run) => {
        const slips = await writeReturnSlips(run, {
          unit: options.unit ?? null,
          month: options.month ?? null,
          reviewer: options.reviewer,
          replyBy: options.replyBy ?? null,
        });
        cli
          .output(command)
          .result({ slips }, () =>
            slips.length === 0
              ? '没有要退回的行。'
              : slips
                  .map(
                    ({ unit, month, rows, returned, path }) =>
                      `${unit} ${month}：${String(rows)} 行（本次退回 ${String(returned.length)} 行）\n  ${path}`,
                  )
                  .join('\n'),
          );
      });
    });
};
