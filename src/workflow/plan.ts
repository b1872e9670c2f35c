import { planBatches } from '../entry/plan-batches.ts';
import type { Batch } from '../ledger/ledger.ts';
import type { Run } from './open-run.ts';
import { fieldProblems, type FieldProblem } from '../portal/driver/index.ts';
import { loadProfileFor } from './load-run-profile.ts';

export interface PlanRequest {
  unit: string | null;
  month: string | null;
  size: number | null;
}

export interface PlanResult {
  batches: Batch[];
  /** Entries that the portal would refuse for want of a value; they are blocked and go to the return slip. */
  blocked: { entryId: string; place: string; words: string }[];
  /** Entries that wait for a named person's decision and so were not planned. */
  waiting: number;
}

/** Cuts ready entries into batches by unit, month and size; deterministic, so that planning twice changes nothing. */
export async function plan(run: Run, request: PlanRequest): Promise<PlanResult> {
  const filter = {
    ...(request.unit === null ? {} : { unit: request.unit }),
    ...(request.month === null ? {} : { month: request.month }),
  };
  const profile = await loadProfileFor(run.around, run.workspace, run.config);
  const result: PlanResult = { batches: [], blocked: [], waiting: 0 };
  const ready = [];
  for (const entry of await run.ledger.entries({ ...filter, states: ['ready'] })) {
    const problems = fieldProblems(profile.profile, run.pack, entry.values);
    if (problems.length === 0) {
      ready.push(entry);
      continue;
    }
    const words = problems.map(problemWords).join('；');
    await run.ledger.move(run.actor, entry.id, 'ready', 'blocked', {
      reason: words,
      body: { rule: 'portal-field-required' },
    });
    result.blocked.push({ entryId: entry.id, place: `${entry.file} 第 ${String(entry.row)} 行`, words });
  }
  for (const planned of planBatches(
    ready,
    request.size ?? run.config.batch.size,
    run.pack.units.map((unit) => unit.name),
  )) {
    const { unit, month, entryIds } = planned;
    result.batches.push(
      await run.ledger.createBatch(run.actor, { unit, month, entryIds, profile: profile.name }),
    );
  }
  result.waiting = (await run.ledger.entries({ ...filter, states: ['imported'] })).length;
  run.log.info('batches planned', { batches: result.batches.length, blocked: result.blocked.length });
  return result;
}

function problemWords({ label, kind }: FieldProblem): string {
  switch (kind) {
    case 'required-missing':
      return `门户要求填写「${label}」，采集表中是空白，请补齐后重新报送`;
    case 'option-unavailable':
      return `门户的「${label}」没有采集表中的这个选项，请与市人社局商定后重新报送`;
    case 'place-unknown':
      return `采集表中的地点不能对应到门户的「${label}」，请核对后重新报送`;
  }
}
