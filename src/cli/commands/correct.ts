import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { renderProposals, renderTasks } from '../render/amend-text.ts';
import { withRun } from '../with-run.ts';
import { amendmentOf, amendOptions, type AmendOptions } from './amend-options.ts';

export const registerCorrect: Register = (program, cli) => {
  const correct = withCommon(program.command('correct'))
    .description('更正：列出门户所存与采集表不一致的人员，经复核后由人在门户中改正')
    .action(async (options: CommonOptions, command: Command) => {
      const { proposeCorrections } = await import('../../workflow/correct.ts');
      await withRun(cli, options, { name: 'correct', exclusive: false }, async (run) => {
        const result = await proposeCorrections(run);
        cli.output(command).result(result, () => renderProposals(result));
        cli.exit(result.proposals.length > 0 ? exitCodes.person : exitCodes.ok);
      });
    });
  correct.enablePositionalOptions();
  amendOptions(correct.command('approve'))
    .description('批准更正，列出要在门户中手工改的内容')
    .argument('<条目...>', '条目编号，例如 E000012')
    .action(async (entryIds: string[], options: AmendOptions, command: Command) => {
      const { approveCorrections } = await import('../../workflow/correct.ts');
      const by = amendmentOf(options);
      await withRun(cli, options, { name: 'correct-approve', exclusive: false }, async (run) => {
        const result = await approveCorrections(run, entryIds, by);
        cli.output(command).result(result, () => renderTasks('更正', result, 'luru read-back'));
        cli.exit(exitCodes.person);
      });
    });
  amendOptions(correct.command('cancel'))
    .description('取消已批准、还没有改的更正')
    .argument('<条目...>', '条目编号，例如 E000012')
    .action(async (entryIds: string[], options: AmendOptions, command: Command) => {
      const { cancelAmendment } = await import('../../workflow/amend.ts');
      const by = amendmentOf(options);
      await withRun(cli, options, { name: 'correct-cancel', exclusive: false }, async (run) => {
        const entries = await cancelAmendment(run, entryIds, 'correcting', by);
        cli
          .output(command)
          .result(
            { cancelled: entries.map(({ id }) => id) },
            () => `已取消 ${String(entries.length)} 人的更正。`,
          );
      });
    });
};
