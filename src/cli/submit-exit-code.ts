import type { SubmitSummary } from '../workflow/submission-summary.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';

/** Worst thing first: an unknown outcome or a refusal needs a person even when the run went on to its end. */
export function submitExitCode(summary: SubmitSummary): ExitCode {
  const needsPerson = ['uncertain', 'refused', 'voided', 'held', 'accepted', 'not-attempted', 'fault'];
  switch (summary.stopped) {
    case 'interrupted':
      return exitCodes.interrupted;
    case 'system-faults':
      return exitCodes.portal;
    case 'halted':
      return summary.halt?.exitCode ?? exitCodes.person;
    case 'uncertain':
    case 'off-hours':
      return exitCodes.person;
    case 'done':
      return summary.lines.some((line) => needsPerson.includes(line.result))
        ? exitCodes.person
        : exitCodes.ok;
  }
}
