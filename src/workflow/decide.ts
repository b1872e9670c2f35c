import { Fault } from '../platform/fault.ts';
import type { Run } from './open-run.ts';

/**
 * What a named person found in the portal about an uncertain entry: `entered` – the record there is ours; `absent` – there
 * is none; `other` – there is one, but somebody else entered it.
 */
export type Decision = 'entered' | 'absent' | 'other';

export interface PersonsDecision {
  entryId: string;
  decision: Decision;
}

const outcomes = { entered: 'accepted', absent: 'ready', other: 'skipped' } as const;

const words: Record<Decision, string> = {
  entered: '经办人核对：门户中的记录就是这一条',
  absent: '经办人核对：门户中没有此人，未录入',
  other: '经办人核对：门户中的记录是别处录入的',
};

/** Puts persons' decisions into the journal, with name and reason; all are looked at before the first is written. */
export async function decide(
  run: Run,
  decisions: readonly PersonsDecision[],
  by: { reviewer: string; reason: string },
): Promise<void> {
  const heads = await run.ledger.heads({ ids: decisions.map(({ entryId }) => entryId) });
  const wrong = decisions.filter(
    ({ entryId }) => !heads.some((head) => head.id === entryId && head.state === 'uncertain'),
  );
  if (wrong.length > 0) {
    throw new Fault(
      `${wrong.map(({ entryId }) => entryId).join('、')} 不是存疑的条目，没有改动任何条目。存疑的条目由 luru resume 列出。`,
      { code: 'decide-not-uncertain', disposition: 'halt-run', exitCode: 2 },
    );
  }
  for (const { entryId, decision } of decisions) {
    await run.ledger.move(run.actor, entryId, 'uncertain', outcomes[decision], {
      reason: `${words[decision]}（${by.reviewer}：${by.reason}）`,
      body: { decision, reviewer: by.reviewer },
    });
    run.log.info('uncertain entry decided', { entryId, decision });
  }
}
