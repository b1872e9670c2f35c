import { Option, type Command } from 'commander';
import type { Register } from '../cli.ts';
import { countOption } from '../parse-options.ts';

interface Options {
  folder?: string;
  skin: 'modern' | 'legacy';
  show?: true;
  people: number;
}

export const registerDemo: Register = (program, cli) => {
  program
    .command('demo')
    .description('演示：在演练门户上从采集表到对账走一遍')
    .option('--folder <目录>', '演示用的文件夹，默认新建在 .demo 下')
    .addOption(
      new Option('--skin <样式>', '演练门户的页面样式').choices(['modern', 'legacy']).default('modern'),
    )
    .option('--people <人数>', '每个单位录入几人，默认 1', countOption, 1)
    .option('--show', '显示浏览器窗口')
    .option('-w, --workspace <目录>', '不使用', '.')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (options: Options, command: Command) => {
      const { demo } = await import('../../workflow/demo.ts');
      const { startSimulator } = await import('../../simulator/index.ts');
      const result = await demo(cli.around, startSimulator, {
        folder: options.folder ?? null,
        skin: options.skin,
        headless: options.show !== true,
        batchSize: options.people,
      });
      cli.output(command).result(result.data, () => result.text);
      cli.exit(result.exitCode);
    });
};
