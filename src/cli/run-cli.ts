import { Command, CommanderError } from 'commander';
import { Fault } from '../platform/fault.ts';
import { openLog } from '../platform/log.ts';
import type { Surroundings } from '../workflow/surroundings.ts';
import type { Cli } from './cli.ts';
import { sentenceFor, speakChinese } from './commander-words.ts';
import { commands } from './commands.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { StreamOutput } from './output.ts';

export interface CliPorts {
  around: Surroundings;
  /** Where the stack of a bug goes: operators never see one. */
  bugLogFolder: string;
  /** stdout: results only. */
  write: (text: string) => void;
  /** stderr: progress and complaints. */
  complain: (text: string) => void;
}

/** Parses the arguments, runs one command, and returns its exit code (DESIGN §7). */
export async function runCli(args: readonly string[], ports: CliPorts): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const cli: Cli = {
    around: ports.around,
    output: (command) => new StreamOutput(command.opts<{ json?: true }>().json === true, ports.write),
    exit: (asked) => {
      code = asked;
    },
  };
  const program = buildProgram(cli, ports);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error: unknown) {
    return complain(error, args, ports);
  }
}

function buildProgram(cli: Cli, ports: CliPorts): Command {
  const program = new Command('luru');
  program
    .description('录入助手：采集表 → 检查 → 分批 → 试填 → 复核 → 提交 → 回读 → 对账')
    .usage('[选项] <命令>')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        ports.write(text);
      },
      // Our own Chinese sentence follows in `complain`.
      writeErr: () => undefined,
    });
  speakChinese(program);
  for (const register of commands) register(program, cli);
  for (const command of program.commands) inherit(program, command);
  return program;
}

function inherit(parent: Command, command: Command): void {
  command.copyInheritedSettings(parent).exitOverride();
  for (const child of command.commands) inherit(command, child);
}

async function complain(error: unknown, args: readonly string[], ports: CliPorts): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    ports.complain(`${sentenceFor(error)}\n`);
    return exitCodes.usage;
  }
  if (ports.around.stop.soft.aborted && isAbort(error)) {
    ports.complain('已停止。\n');
    return exitCodes.interrupted;
  }
  if (error instanceof Fault) {
    if (args.includes('--json'))
      ports.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
    ports.complain(`${error.message}\n`);
    return error.exitCode;
  }
  const log = openLog({ folder: ports.bugLogFolder, level: 'info' });
  log.error('bug', { error, command: args[0] ?? '' });
  await log.close();
  ports.complain(
    `程序内部出错，这是录入助手的问题，没有继续执行。详情已记入 ${ports.bugLogFolder}，请把当天的日志交给开发人员。\n`,
  );
  return exitCodes.bug;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || isAbort(error.cause));
}
