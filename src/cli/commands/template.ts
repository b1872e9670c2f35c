import { Option, type Command } from 'commander';
import type { TemplateKind } from '../../workflow/template.ts';
import type { Register } from '../cli.ts';
import { monthOption } from '../parse-options.ts';

interface Options {
  kind: TemplateKind;
  pack?: string;
  unit?: string;
  month?: string;
  out?: string;
}

export const registerTemplate: Register = (program, cli) => {
  program
    .command('template')
    .description(
      '空白表：写出采集表（附件5）、联系人名单（附件4）或目标任务表，带下拉列表和检查（不需要工作区）',
    )
    .addOption(
      new Option('--kind <种类>', 'people 采集表，contacts 联系人名单，targets 目标任务表')
        .choices(['people', 'contacts', 'targets'])
        .default('people'),
    )
    .option('--pack <政策包>', '政策包名称或文件夹；只装有一个时可以不写')
    .option('--unit <单位>', '填报单位，预先填在表上')
    .option('--month <年-月>', '哪个月的采集表', monthOption)
    .option('--out <文件>', '写到哪里，默认写在当前文件夹；已有的文件不会覆盖')
    .option('-w, --workspace <目录>', '不使用；空白表不需要工作区')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (options: Options, command: Command) => {
      const { writeTemplate } = await import('../../workflow/template.ts');
      const result = await writeTemplate(cli.around, {
        kind: options.kind,
        pack: options.pack ?? null,
        unit: options.unit ?? null,
        month: options.month ?? null,
        out: options.out ?? null,
      });
      cli.output(command).result(result, () => `已写出空白表：${result.path}`);
    });
};
