import type { Command } from 'commander';
import type { Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { renderTasks, renderWithdrawal } from '../render/amend-text.ts';
import { withRun } from '../with-run.ts';
import { amendmentOf, amendOptions, type AmendOptions } from './amend-options.ts';

const entriesArgument = ['<条目...>', '条目编号，例如 E000012'] as const;

export const registerWithdraw: Register = (program, cli) => {
  const withdraw = amendOptions(program.command('withdraw'))
    .description('撤销：不该录入的人员，列出要在门户中手工撤销的记录，写入台账')
    .argument(...entriesArgument)
    .action(async (entryIds: string[], options: AmendOptions, command: Command) => {
      const { beginWithdrawal } = await import('../../workflow/withdraw.ts');
      const by = amendmentOf(options);
      await withRun(cli, options, { name: 'withdraw', exclusive: false }, async (run) => {
        const result = await beginWithdrawal(run, entryIds, by);
        const then = `luru withdraw done ${result.tasks[0]?.entryId ?? ''} --reviewer 姓名 --reason 理由`;
        cli.output(command).result(result, () => renderTasks('撤销', result, then));
        cli.exit(exitCodes.person);
      });
    });
  withdraw.enablePositionalOptions();
  amendOptions(withdraw.command('done'))
    .description('已在门户手工撤销：向门户查清，再记为已撤销')
    .argument(...entriesArgument)
    .action(async (entryIds: string[], options: AmendOptions, command: Command) => {
      const { finishWithdrawal } = await import('../../workflow/withdraw.ts');
      const by = amendmentOf(options);
      await withRun(cli, options, { name: 'withdraw-done', exclusive: true }, async (run) => {
        const lines = await finishWithdrawal(run, entryIds, by);
        cli.output(command).result({ lines }, () => renderWithdrawal(lines));
        const done = lines.length === entryIds.length && lines.every(({ gone }) => gone);
        cli.exit(done ? exitCodes.ok : exitCodes.person);
      });
    });
  amendOptions(withdraw.command('cancel'))
    .description('取消还没有办的撤销')
    .argument(...entriesArgument)
    .action(async (entryIds: string[], options: AmendOptions, command: Command) => {
      const { cancelAmendment } = await import('../../workflow/amend.ts');
      const by = amendmentOf(options);
      await withRun(cli, options, { name: 'withdraw-cancel', exclusive: false }, async (run) => {
        const entries = await cancelAmendment(run, entryIds, 'withdrawing', by);
        const cancelled = entries.map(({ id }) => id);
        cli.output(command).result({ cancelled }, () => `已取消 ${String(cancelled.length)} 人的撤销。`);
      });
    });
};
