import type { Command } from 'commander';
import type { Register } from '../cli.ts';

interface Options {
  pack?: string;
  operator?: string;
  profile?: string;
  portalUrl?: string;
}

export const registerInit: Register = (program, cli) => {
  program
    .command('init')
    .description('新建工作区')
    .argument('[目录]', '新的空文件夹', '.')
    .option('--pack <政策包>', '政策包名称或文件夹；只装有一个时可以不写')
    .option('--operator <姓名>', '经办人姓名')
    .option('--profile <门户配置>', '门户配置名称或文件')
    .option('--portal-url <地址>', '门户地址')
    .option('-w, --workspace <目录>', '与参数「目录」相同')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (folder: string, options: Options & { workspace?: string }, command: Command) => {
      const { initWorkspace } = await import('../../workflow/init.ts');
      const result = await initWorkspace(cli.around, {
        folder: options.workspace ?? folder,
        pack: options.pack ?? null,
        operator: options.operator ?? null,
        profile: options.profile ?? null,
        portalUrl: options.portalUrl ?? null,
      });
      cli
        .output(command)
        .result(
          result,
          () => `已建好工作区：${result.workspace}\n政策包：${result.pack}\n设置文件：${result.configFile}`,
        );
    });
};
