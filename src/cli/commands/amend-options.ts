import type { Command } from 'commander';
import type { Amendment } from '../../workflow/amend.ts';
import { Fault } from '../../platform/fault.ts';
import { withCommon, type CommonOptions } from '../cli.ts';

export interface AmendOptions extends CommonOptions {
  reviewer?: string;
  reason?: string;
}

/** Not `requiredOption`: commander would ask the subcommands for their parent's as well. */
export function amendOptions(command: Command): Command {
  return withCommon(command)
    .option('--reviewer <姓名>', '复核人姓名，写入台账')
    .option('--reason <理由>', '理由，写入台账');
}

export function amendmentOf({ reviewer, reason }: AmendOptions): Amendment {
  if (reviewer !== undefined && reason !== undefined) return { reviewer, reason };
  throw new Fault('更正和撤销要写明复核人和理由：--reviewer 姓名 --reason 理由。', {
    code: 'amend-unsigned',
    disposition: 'halt-run',
    exitCode: 2,
  });
}
