import type { SubmitSummary } from '../workflow/submission-summary.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';

/** Worst thing first: an unknown outcome or a refusal needs a person even when the run went on to its end. */
export function submitExitCode(summary: SubmitSummary): ExitCode {
  if (summary.stopped === 'interrupted') return exitCodes.interrupted;
  const needsPerson = ['uncertain', 'refused', 'voided', 'accepted', 'not-attempted', 'fault'];
  if (summary.stopped === 'system-faults') return exitCodes.portal;
  return summary.lines.some((line) => needsPerson.includes(line.result)) ? exitCodes.person : exitCodes.ok;
}
