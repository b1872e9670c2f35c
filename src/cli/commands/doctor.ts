import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  acceptRestored?: true;
}

export const registerDoctor: Register = (program, cli) => {
  withCommon(program.command('doctor'))
    .description('体检：看这台电脑、工作区、政策包、门户配置和台账是否都正常')
    .option('--accept-restored', '由经办人确认：台账是从备份恢复的，接受它；所有批准作废，逐人重新向门户核对')
    .action(async (options: Options, command: Command) => {
      const { examine } = await import('../../workflow/doctor.ts');
      if (options.acceptRestored === true) {
        // Opening it so is the acceptance: journalled by the ledger itself.
        await withRun(cli, options, { name: 'doctor', exclusive: true, acceptRestored: true }, () =>
          Promise.resolve(),
        );
      }
      const lines = await examine(cli.around, options.workspace);
      const ok = lines.every((line) => line.ok);
      cli
        .output(command)
        .result({ ok, lines }, () =>
          lines.map((line) => `${line.ok ? '✓' : '✗'} ${line.subject}：${line.words}`).join('\n'),
        );
      cli.exit(ok ? exitCodes.ok : exitCodes.usage);
    });
};
