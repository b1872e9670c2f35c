import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { renderResumeText } from '../render/submit-text.ts';
import { submitExitCode } from '../submit-exit-code.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  settleOnly?: true;
}

export const registerResume: Register = (program, cli) => {
  withCommon(program.command('resume'))
    .description('接着做：先向门户查清每一条存疑的录入，再继续提交已批准的')
    .option('--settle-only', '只查清存疑的，不继续提交')
    .action(async (options: Options, command: Command) => {
      const { resume } = await import('../../workflow/resume.ts');
      await withRun(cli, options, { name: 'resume', exclusive: true }, async (run) => {
        const result = await resume(run, { goOn: options.settleOnly !== true });
        cli.output(command).result(result, () => renderResumeText(result));
        if (result.lines.some((line) => line.found === 'open')) cli.exit(exitCodes.person);
        else cli.exit(result.submitted === null ? exitCodes.ok : submitExitCode(result.submitted));
      });
    });
};
