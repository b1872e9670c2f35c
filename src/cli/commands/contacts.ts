import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { withRun } from '../with-run.ts';

export const registerContacts: Register = (program, cli) => {
  const contacts = program.command('contacts').description('联系人：分管领导和联络员名单（附件4）');
  withCommon(contacts.command('import'))
    .description('导入填好的联系人名单，替代以前的；有问题就一个都不导入')
    .argument('<文件>', '联系人名单')
    .action(async (file: string, options: CommonOptions, command: Command) => {
      const { importContacts } = await import('../../workflow/contacts.ts');
      await withRun(cli, options, { name: 'contacts-import', exclusive: false }, async (run) => {
        const result = await importContacts(run, file);
        const missing = result.missing.length === 0 ? '' : `\n还没有填的单位：${result.missing.join('、')}`;
        cli
          .output(command)
          .result(result, () => `${result.file}：已导入 ${String(result.units)} 个单位的联系人。${missing}`);
      });
    });
};
