import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { countOption, monthOption } from '../parse-options.ts';
import { renderPlanText } from '../render/plan-text.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  unit?: string;
  month?: string;
  size?: number;
}

export const registerPlan: Register = (program, cli) => {
  withCommon(program.command('plan'))
    .description('把可以录入的人员分成批次')
    .option('--unit <单位>', '只分这个填报单位')
    .option('--month <年-月>', '只分这个月', monthOption)
    .option('--size <人数>', '每批最多几人', countOption)
    .action(async (options: Options, command: Command) => {
      const { plan } = await import('../../workflow/plan.ts');
      await withRun(cli, options, { name: 'plan', exclusive: false }, async (run) => {
        const result = await plan(run, {
          unit: options.unit ?? null,
          month: options.month ?? null,
          size: options.size ?? null,
        });
        cli.output(command).result(result, () => renderPlanText(result));
        cli.exit(result.blocked.length > 0 ? exitCodes.findings : exitCodes.ok);
      });
    });
};
