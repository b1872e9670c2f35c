import type { Register } from './cli.ts';
import { registerAudit } from './commands/audit.ts';
import { registerCheck } from './commands/check.ts';
import { registerContacts } from './commands/contacts.ts';
import { registerCorrect } from './commands/correct.ts';
import { registerDemo } from './commands/demo.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDryRun } from './commands/dry-run.ts';
import { registerImport } from './commands/import.ts';
import { registerInit } from './commands/init.ts';
import { registerPlan } from './commands/plan.ts';
import { registerPortal } from './commands/portal.ts';
import { registerPurge } from './commands/purge.ts';
import { registerReadBack } from './commands/read-back.ts';
import { registerReconcile } from './commands/reconcile.ts';
import { registerReport } from './commands/report.ts';
import { registerResume } from './commands/resume.ts';
import { registerReturnSlip } from './commands/return-slip.ts';
import { registerReview } from './commands/review.ts';
import { registerSimulator } from './commands/simulator.ts';
import { registerStatus } from './commands/status.ts';
import { registerSubmit } from './commands/submit.ts';
import { registerTargets } from './commands/targets.ts';
import { registerTemplate } from './commands/template.ts';
import { registerWithdraw } from './commands/withdraw.ts';

/** Every verb, in the order of the work: the help lists them so. */
export const commands: readonly Register[] = [
  registerInit,
  registerTemplate,
  registerCheck,
  registerImport,
  registerStatus,
  registerContacts,
  registerTargets,
  registerReturnSlip,
  registerPlan,
  registerPortal,
  registerDryRun,
  registerReview,
  registerSubmit,
  registerResume,
  registerReadBack,
  registerReconcile,
  registerCorrect,
  registerWithdraw,
  registerReport,
  registerAudit,
  registerPurge,
  registerSimulator,
  registerDoctor,
  registerDemo,
];
