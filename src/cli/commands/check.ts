import type { Command } from 'commander';
import { renderCheckText } from '../render/check-text.ts';
import type { Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { dateOption, monthOption } from '../parse-options.ts';

interface Options {
  pack?: string;
  unit?: string;
  month?: string;
  today?: string;
  annotate?: string;
  json?: true;
}

export const registerCheck: Register = (program, cli) => {
  program
    .command('check')
    .description('检查采集表：读出每个人，逐格核对，不改动任何东西（不需要工作区）')
    .argument('<文件...>', '采集表文件，可以给多个')
    .option('--pack <政策包>', '政策包名称或文件夹；只装有一个时可以不写')
    .option('--unit <单位>', '填报单位，替代表中所写')
    .option('--month <年-月>', '这是哪个月的采集表', monthOption)
    .option('--today <日期>', '按这一天检查，默认今天', dateOption)
    .option('--annotate <目录>', '把标出问题的副本写到这个文件夹')
    .option('-w, --workspace <目录>', '不使用；检查不需要工作区')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (files: string[], options: Options, command: Command) => {
      const { checkSheets } = await import('../../workflow/check-sheets.ts');
      const output = cli.output(command);
      const { report, annotated } = await checkSheets(cli.around, {
        files,
        pack: options.pack ?? null,
        unit: options.unit ?? null,
        month: options.month ?? null,
        today: options.today ?? null,
        annotate: options.annotate ?? null,
        keepRows: output.json,
      });
      output.result(report, () => renderCheckText(report, annotated));
      const { error, decision } = report.summary.findings;
      cli.exit(error > 0 ? exitCodes.findings : decision > 0 ? exitCodes.person : exitCodes.ok);
    });
};
