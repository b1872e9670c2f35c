import type { Command } from 'commander';
import { withCommon, type Cli, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { withRun } from '../with-run.ts';

interface DecisionOptions extends CommonOptions {
  reviewer: string;
  reason?: string;
}

export const registerReview: Register = (program, cli) => {
  const review = withCommon(program.command('review'))
    .description('复核：逐人对照采集表、检查结果和试填页面，再批准或退回')
    .argument('[批次]', '批次编号；不写就列出待复核的批次和待确认的人员')
    .action(async (batchId: string | undefined, options: CommonOptions, command: Command) => {
      const { listReviews, showReview } = await import('../../workflow/review.ts');
      await withRun(cli, options, { name: 'review', exclusive: false }, async (run) => {
        const output = cli.output(command);
        if (batchId === undefined) {
          const list = await listReviews(run);
          output.result(list.data, () => list.text);
        } else {
          const shown = await showReview(run, batchId);
          output.result(shown.data, () => `${shown.text}\n\n复核页面：${shown.htmlPath}`);
        }
      });
    });
  review.enablePositionalOptions();
  registerApprove(review, cli);
  registerReturn(review, cli);
  registerConfirm(review, cli);
};

function decisionOptions(command: Command): Command {
  return withCommon(command)
    .requiredOption('--reviewer <姓名>', '复核人姓名，写入台账')
    .option('--reason <理由>', '理由，写入台账和退回单');
}

function registerApprove(review: Command, cli: Cli): void {
  decisionOptions(review.command('approve'))
    .description('批准一个批次中已试填的人员')
    .argument('<批次>', '批次编号')
    .action(async (batchId: string, options: DecisionOptions, command: Command) => {
      const { approveBatch } = await import('../../workflow/review-batch.ts');
      await withRun(cli, options, { name: 'approve', exclusive: false }, async (run) => {
        const { approved, left } = await approveBatch(run, batchId, decisionOf(options));
        cli
          .output(command)
          .result(
            { batchId, approved, left: left.map((entry) => entry.id) },
            () =>
              `批次 ${batchId}：已批准 ${String(approved)} 人（复核人 ${options.reviewer}）` +
              (left.length > 0 ? `；${String(left.length)} 人还没有试填，未批准。` : '。'),
          );
      });
    });
}

function registerReturn(review: Command, cli: Cli): void {
  decisionOptions(review.command('return'))
    .description('退回人员给填报单位')
    .argument('<条目...>', '条目编号，例如 E000012')
    .action(async (entryIds: string[], options: DecisionOptions, command: Command) => {
      const { returnEntries } = await import('../../workflow/review-batch.ts');
      await withRun(cli, options, { name: 'return', exclusive: false }, async (run) => {
        const entries = await returnEntries(run, entryIds, decisionOf(options));
        cli
          .output(command)
          .result(
            { returned: entries.map((entry) => entry.id) },
            () => `已退回 ${String(entries.length)} 人。`,
          );
        cli.exit(exitCodes.ok);
      });
    });
}

function registerConfirm(review: Command, cli: Cli): void {
  decisionOptions(review.command('confirm'))
    .description('确认需要人来判断的人员可以录入')
    .argument('<条目...>', '条目编号，例如 E000012')
    .action(async (entryIds: string[], options: DecisionOptions, command: Command) => {
      const { confirmEntries } = await import('../../workflow/review-batch.ts');
      await withRun(cli, options, { name: 'confirm', exclusive: false }, async (run) => {
        const entries = await confirmEntries(run, entryIds, decisionOf(options));
        cli
          .output(command)
          .result(
            { confirmed: entries.map((entry) => entry.id) },
            () => `已确认 ${String(entries.length)} 人，可以分批。`,
          );
      });
    });
}

function decisionOf(options: DecisionOptions): { reviewer: string; reason: string | null } {
  return { reviewer: options.reviewer, reason: options.reason ?? null };
}
