import type { Command } from 'commander';
import type { Surroundings } from '../workflow/surroundings.ts';
import type { ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';

/** What a command works with: it declares options, calls one verb, hands over the result and an exit code. */
export interface Cli {
  readonly around: Surroundings;
  output(command: Command): Output;
  /** Last word of the command; `main.ts` ends the process with it. */
  exit(code: ExitCode): void;
}

export interface CommonOptions {
  workspace: string;
  json?: true;
  operator?: string;
}

export type Register = (program: Command, cli: Cli) => void;

/** `--workspace` and `--json`, on every command; `--operator` on those that write to the ledger. */
export function withCommon(command: Command): Command {
  return command
    .option('-w, --workspace <目录>', '工作区文件夹', '.')
    .option('--operator <姓名>', '经办人姓名，替代 luru.yaml 中的设置')
    .option('--json', '结果以 JSON 输出，供程序读取');
}
