import { InvalidArgumentError, type Command } from 'commander';
import { Fault } from '../../platform/fault.ts';
import type { PersonsDecision } from '../../workflow/decide.ts';
import type { ResumeRequest, ResumeResult } from '../../workflow/resume.ts';
import { withCommon, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { renderResumeText } from '../render/submit-text.ts';
import { submitExitCode } from '../submit-exit-code.ts';
import { withRun } from '../with-run.ts';

interface Options extends CommonOptions {
  settleOnly?: true;
  decide?: PersonsDecision[];
  reviewer?: string;
  reason?: string;
}

export const registerResume: Register = (program, cli) => {
  withCommon(program.command('resume'))
    .description('接着做：先向门户查清每一条存疑的录入，再继续提交已批准的')
    .option('--settle-only', '只查清存疑的，不继续提交')
    .option(
      '--decide <条目=结果>',
      '人工核对的结果，可重复：entered 门户中就是这一条，absent 门户中没有，other 是别处录入的',
      decisionOption,
    )
    .option('--reviewer <姓名>', '核对人姓名，写入台账')
    .option('--reason <理由>', '怎样核对的，写入台账')
    .action(async (options: Options, command: Command) => {
      const { resume } = await import('../../workflow/resume.ts');
      const request = requestOf(options);
      await withRun(cli, options, { name: 'resume', exclusive: true }, async (run) => {
        const result = await resume(run, request);
        cli.output(command).result(result, () => renderResumeText(result));
        cli.exit(exitCodeOf(result));
      });
    });
};

function decisionOption(text: string, before: PersonsDecision[] = []): PersonsDecision[] {
  const [, entryId, decision] = /^(E\d{6,})=(entered|absent|other)$/.exec(text) ?? [];
  if (entryId === undefined || decision === undefined)
    throw new InvalidArgumentError(`--decide 请写成 E000012=entered、E000012=absent 或 E000012=other。`);
  return [...before, { entryId, decision: decision as PersonsDecision['decision'] }];
}

function requestOf(options: Options): ResumeRequest {
  const goOn = options.settleOnly !== true;
  const { decide, reviewer, reason } = options;
  if (decide === undefined) return { goOn };
  if (reviewer === undefined || reason === undefined) {
    throw new Fault('人工核对的结果要写明核对人和理由：--reviewer 姓名 --reason 理由。', {
      code: 'decide-unsigned',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  return { goOn, decisions: { list: decide, reviewer, reason } };
}

function exitCodeOf(result: ResumeResult): ExitCode {
  if (result.interrupted) return exitCodes.interrupted;
  const left = result.lines.some((line) => line.found === 'open' || line.found === 'unseen');
  const submitted = result.submitted === null ? exitCodes.ok : submitExitCode(result.submitted);
  return submitted === exitCodes.ok && left ? exitCodes.person : submitted;
}
