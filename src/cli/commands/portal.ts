import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { withRun } from '../with-run.ts';

export const registerPortal: Register = (program, cli) => {
  const portal = program.command('portal').description('门户：核对门户配置');
  withCommon(portal.command('check'))
    .description('打开门户的录入页，逐项核对门户配置；全部通过后才允许提交')
    .action(async (options: CommonOptions, command: Command) => {
      const { checkProfile } = await import('../../workflow/portal-check.ts');
      await withRun(cli, options, { name: 'portal-check', exclusive: true }, async (run) => {
        const report = await checkProfile(run);
        cli
          .output(command)
          .result(report, () =>
            [
              ...report.lines.map((line) => `${line.ok ? '✓' : '✗'} ${line.subject}：${line.found}`),
              report.passed
                ? '门户配置全部通过，已记入台账，可以提交。'
                : '门户配置有不符之处，未通过；请修改配置后再核对。',
            ].join('\n'),
          );
        cli.exit(report.passed ? exitCodes.ok : exitCodes.person);
      });
    });
};
