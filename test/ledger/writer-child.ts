// A run that enters people until it is killed: acknowledges each change on stdout only after the ledger resolved.
import { writeSync } from 'node:fs';
import { openLedger, readKey, type Ledger } from '../../src/ledger/index.ts';
import type { EntryState } from '../../src/entry/state.ts';
import { Fault } from '../../src/platform/fault.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { hashOf, rehearsalOf } from './ledger-world.ts';

const [path = '', keyFile = '', killAt = '', killAfter = '0'] = process.argv.slice(2);
const actor = { runId: `R-${String(process.pid)}`, operator: '赵经办' };

let reached = 0;
const faultPoints = {
  reach: (name: string) => {
    if (name !== killAt) return;
    reached += 1;
    if (reached > Number(killAfter)) process.kill(process.pid, 'SIGKILL');
  },
};

function acknowledge(entryIds: readonly string[], state: EntryState): void {
  writeSync(1, `${entryIds.map((id) => `${id} ${state}`).join('\n')}\n`);
}

async function round(ledger: Ledger): Promise<boolean> {
  const interrupted = await ledger.markInterrupted(actor);
  if (interrupted.length > 0)
    acknowledge(
      interrupted.map(({ id }) => id),
      'uncertain',
    );
  for (const { id } of await ledger.heads({ states: ['uncertain'] })) {
    await ledger.move(actor, id, 'uncertain', 'ready', { reason: '查不到' });
    acknowledge([id], 'ready');
  }
  const ready = (await ledger.heads({ states: ['ready'] })).slice(0, 3).map(({ id }) => id);
  if (ready.length > 0) {
    await ledger.createBatch(actor, {
      unit: '桔山街道办事处',
      month: '2024-03',
      profile: 'p',
      entryIds: ready,
    });
    acknowledge(ready, 'batched');
  }
  for (const { id } of await ledger.heads({ states: ['batched'] })) {
    await ledger.recordRehearsal(actor, rehearsalOf(id));
    acknowledge([id], 'rehearsed');
  }
  for (const { id, batchId } of await ledger.heads({ states: ['rehearsed'] })) {
    await ledger.approve(actor, batchId ?? '', [{ entryId: id, hash: hashOf(id) }], '钱复核');
    acknowledge([id], 'approved');
  }
  const approved = await ledger.heads({ states: ['approved'] });
  for (const [place, { id }] of approved.entries()) {
    const attempt = await ledger.recordIntent(actor, id, { contentHash: hashOf(id), fields: [] });
    acknowledge([id], 'in-flight');
    const kind = place % 3 === 2 ? ('uncertain' as const) : ('accepted' as const);
    await ledger.recordOutcome(
      actor,
      id,
      attempt,
      kind === 'accepted'
        ? { kind, receipt: `SL-${id}`, messages: [] }
        : { kind, reason: '没有回应', messages: [] },
    );
    acknowledge([id], kind);
  }
  for (const { id } of await ledger.heads({ states: ['accepted'] })) {
    await ledger.recordVerified(actor, id, { idNumber: '', shown: {}, state: null, receipt: null });
    acknowledge([id], 'verified');
  }
  return approved.length > 0 || ready.length > 0;
}

try {
  await using ledger = await openLedger({
    path,
    mode: 'open',
    year: 2024,
    key: await readKey(keyFile),
    clock: systemClock,
    owner: { ...actor, host: 'pc-1', pid: process.pid },
    exclusive: true,
    faultPoints,
  });
  let more = true;
  while (more) more = await round(ledger);
  writeSync(1, 'done\n');
} catch (error: unknown) {
  if (!(error instanceof Fault)) throw error;
  writeSync(1, `fault ${error.code}\n`);
}
