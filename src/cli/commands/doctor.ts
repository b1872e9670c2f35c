import type { Command } from 'commander';
import type { Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';

interface Options {
  workspace: string;
}

export const registerDoctor: Register = (program, cli) => {
  program
    .command('doctor')
    .description('体检：看这台电脑、工作区、政策包、门户配置和台账是否都正常')
    .option('-w, --workspace <目录>', '工作区文件夹', '.')
    .option('--json', '结果以 JSON 输出，供程序读取')
    .action(async (options: Options, command: Command) => {
      const { examine } = await import('../../workflow/doctor.ts');
      const lines = await examine(cli.around, options.workspace);
      cli
        .output(command)
        .result({ ok: lines.every((line) => line.ok), lines }, () =>
          lines.map((line) => `${line.ok ? '✓' : '✗'} ${line.subject}：${line.words}`).join('\n'),
        );
      cli.exit(lines.every((line) => line.ok) ? exitCodes.ok : exitCodes.usage);
    });
};
