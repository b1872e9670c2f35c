import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { dateOption } from '../parse-options.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  effective: string;
  reason: string;
}

export const registerTargets: Register = (program, cli) => {
  const targets = program.command('targets').description('目标任务：上级调整指标时导入新的版本（附件3）');
  withCommon(targets.command('import'))
    .description('导入目标任务表，作为从某一天起生效的新版本；旧版本保留')
    .argument('<文件>', '目标任务表，各单位和总计都要有')
    .requiredOption('--effective <日期>', '从哪天起生效', dateOption)
    .requiredOption('--reason <理由>', '为什么调整，例如文号')
    .action(async (file: string, options: Options, command: Command) => {
      const { importTargets } = await import('../../workflow/targets.ts');
      await withRun(cli, options, { name: 'targets-import', exclusive: false }, async (run) => {
        const result = await importTargets(run, {
          file,
          effectiveOn: options.effective,
          reason: options.reason,
        });
        cli
          .output(command)
          .result(result, () =>
            [
              `已导入 ${result.effectiveOn} 起生效的目标任务，全年合计 ${String(result.annual)} 人；${String(result.changed.length)} 个单位有变化。`,
              ...result.changed.map(
                ({ unit, before, after }) => `  ${unit}：全年 ${String(before)} → ${String(after)}`,
              ),
            ].join('\n'),
          );
      });
    });
};
