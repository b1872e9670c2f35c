import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { withRun } from '../with-run.ts';

export const registerAudit: Register = (program, cli) => {
  const audit = program.command('audit').description('审计：核对台账');
  withCommon(audit.command('verify'))
    .description('逐行重算台账的链条，并与当前状态核对')
    .action(async (options: CommonOptions, command: Command) => {
      await withRun(cli, options, { name: 'audit', exclusive: false }, async (run) => {
        const result = await run.ledger.verify();
        cli
          .output(command)
          .result(result, () =>
            result.ok
              ? `台账完整：共 ${String(result.lines)} 行，链条和状态都对得上。`
              : `台账有问题，请立即停止使用并联系管理员：\n${result.problems.map((problem) => `· ${problem}`).join('\n')}`,
          );
        cli.exit(result.ok ? exitCodes.ok : exitCodes.person);
      });
    });
  withCommon(audit.command('export'))
    .description('把台账日志写成文件，没有台账和钥匙也能核对链条')
    .action(async (options: CommonOptions, command: Command) => {
      const { exportAudit } = await import('../../workflow/audit.ts');
      await withRun(cli, options, { name: 'audit-export', exclusive: false }, async (run) => {
        const result = await exportAudit(run);
        cli.output(command).result(result, () => `已写出 ${String(result.lines)} 行：${result.path}`);
      });
    });
};
