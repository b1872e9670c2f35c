import type { Command } from 'commander';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { dateOption, monthOption } from '../parse-options.ts';
import { renderImportText } from '../render/import-text.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  unit?: string;
  month?: string;
  received?: string;
}

export const registerImport: Register = (program, cli) => {
  withCommon(program.command('import'))
    .description('导入采集表到台账：每一行都登记，有错误的挡住，等退回')
    .argument('<文件...>', '采集表文件，可以给多个')
    .option('--unit <单位>', '填报单位，替代表中所写')
    .option('--month <年-月>', '这是哪个月的采集表', monthOption)
    .option('--received <日期>', '哪天收到的（收表登记用），默认今天', dateOption)
    .action(async (files: string[], options: Options, command: Command) => {
      const { importSheets } = await import('../../workflow/import.ts');
      await withRun(cli, options, { name: 'import', exclusive: false }, async (run) => {
        const result = await importSheets(run, {
          files,
          unit: options.unit ?? null,
          month: options.month ?? null,
          receivedOn: options.received ?? null,
        });
        cli.output(command).result(result, () => renderImportText(result));
        const blocks = result.findings.some((finding) => finding.severity === 'error');
        const asks = result.findings.some((finding) => finding.severity === 'decision');
        cli.exit(blocks ? exitCodes.findings : asks ? exitCodes.person : exitCodes.ok);
      });
    });
};
