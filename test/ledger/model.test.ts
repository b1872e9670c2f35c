import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryStates, mayMove, type EntryState } from '../../src/entry/state.ts';
import type { Ledger } from '../../src/ledger/index.ts';
import { actor, hashOf, makeWorld, newEntry, rehearsalOf, sheetFile } from './ledger-world.ts';

const people = 4;
const unit = '桔山街道办事处';
const held: readonly EntryState[] = [
  'in-flight',
  'uncertain',
  'accepted',
  'verified',
  'correcting',
  'withdrawing',
];
const withEvidence: readonly EntryState[] = ['rehearsed', 'approved', 'in-flight', 'uncertain', 'verified'];

/** What the pure table and the invariants say; nothing of a database. */
interface Model {
  states: EntryState[];
  attempts: (number | null)[];
  batches: number;
}

type Action =
  | { verb: 'move'; who: number; from: EntryState; to: EntryState }
  | { verb: 'batch'; who: number[] }
  | { verb: 'rehearse' | 'approve' | 'intend' | 'verify'; who: number }
  | { verb: 'outcome'; who: number; kind: 'accepted' | 'refused' | 'uncertain' }
  | { verb: 'interrupt' };

/** Something that this entry may do next: a walk of chance alone would seldom come to the press. */
function nextStep(model: Model, index: number, choice: number): Action {
  const from = model.states[index] ?? 'ready';
  switch (from) {
    case 'ready':
      return { verb: 'batch', who: [index] };
    case 'batched':
      return { verb: 'rehearse', who: index };
    case 'rehearsed':
      return { verb: 'approve', who: index };
    case 'approved':
      return { verb: 'intend', who: index };
    case 'in-flight':
      return {
        verb: 'outcome',
        who: index,
        kind: (['accepted', 'refused', 'uncertain'] as const)[choice % 3] ?? 'accepted',
      };
    case 'accepted':
      return { verb: 'verify', who: index };
    case 'verified':
      return { verb: 'move', who: index, from, to: choice % 2 === 0 ? 'correcting' : 'withdrawing' };
    case 'correcting':
      return { verb: 'verify', who: index };
    case 'withdrawing':
      return { verb: 'move', who: index, from, to: choice % 2 === 0 ? 'withdrawn' : 'accepted' };
    case 'uncertain':
      return { verb: 'move', who: index, from, to: choice % 2 === 0 ? 'accepted' : 'ready' };
    case 'imported':
    case 'blocked':
    case 'refused':
    case 'withdrawn':
    case 'returned':
    case 'skipped':
      return { verb: 'move', who: index, from, to: 'returned' };
  }
}

const who = fc.integer({ min: 0, max: people - 1 });
const state = fc.constantFrom(...entryStates);
const action: fc.Arbitrary<Action | { verb: 'advance'; who: number; choice: number }> = fc.oneof(
  { weight: 18, arbitrary: fc.record({ verb: fc.constant('advance' as const), who, choice: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ verb: fc.constant('move' as const), who, from: state, to: state }) },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constant('batch' as const), who: fc.uniqueArray(who, { minLength: 1 }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ verb: fc.constantFrom('rehearse' as const, 'approve', 'intend', 'verify'), who }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant('outcome' as const),
      who,
      kind: fc.constantFrom('accepted' as const, 'refused', 'uncertain'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant('interrupt' as const) }) },
);

const idOf = (index: number) => `E${String(index + 1).padStart(6, '0')}`;
/** The first two entries are the same person. */
const personOf = (index: number) => Math.max(index, 1);

function taken(model: Model, index: number): boolean {
  return model.states.some(
    (other, place) => place !== index && personOf(place) === personOf(index) && held.includes(other),
  );
}

/** The model's answer: the new states, or null when the ledger must refuse. */
function expected(model: Model, act: Action): EntryState[] | null {
  const states = [...model.states];
  const step = (index: number, from: EntryState, to: EntryState) => {
    if (states[index] !== from || !mayMove(from, to)) return null;
    if (held.includes(to) && !held.includes(from) && taken(model, index)) return null;
    states[index] = to;
    return states;
  };
  switch (act.verb) {
    case 'move':
      if (withEvidence.includes(act.to) || act.from === 'in-flight') return null;
      // A plain move to a batch would have to name one.
      if (act.from === 'ready' && act.to === 'batched') return null;
      return step(act.who, act.from, act.to);
    case 'batch':
      return act.who.every((index) => step(index, 'ready', 'batched') !== null) ? states : null;
    case 'rehearse':
      return states[act.who] === 'rehearsed' ? states : step(act.who, 'batched', 'rehearsed');
    case 'approve':
      return step(act.who, 'rehearsed', 'approved');
    case 'intend':
      return step(act.who, 'approved', 'in-flight');
    case 'outcome':
      return step(act.who, 'in-flight', act.kind);
    case 'verify':
      return step(act.who, states[act.who] === 'correcting' ? 'correcting' : 'accepted', 'verified');
    case 'interrupt':
      return states.map((each) => (each === 'in-flight' ? 'uncertain' : each));
  }
}

async function perform(ledger: Ledger, model: Model, act: Action): Promise<void> {
  switch (act.verb) {
    case 'move':
      return ledger.move(actor, idOf(act.who), act.from, act.to, { reason: '试' });
    case 'batch':
      await ledger.createBatch(actor, { unit, month: '2024-03', profile: 'p', entryIds: act.who.map(idOf) });
      model.batches += 1;
      return;
    case 'rehearse':
      return ledger.recordRehearsal(actor, rehearsalOf(idOf(act.who)));
    case 'approve': {
      const { batchId } = await ledger.entry(idOf(act.who));
      return ledger.approve(
        actor,
        batchId ?? 'B0001',
        [{ entryId: idOf(act.who), hash: hashOf(idOf(act.who)) }],
        '钱复核',
      );
    }
    case 'intend':
      model.attempts[act.who] = await ledger.recordIntent(actor, idOf(act.who), {
        contentHash: hashOf(idOf(act.who)),
        fields: [],
      });
      return;
    case 'outcome': {
      const rest =
        act.kind === 'accepted'
          ? { kind: act.kind, receipt: 'SL' }
          : act.kind === 'refused'
            ? { kind: act.kind, reason: 'business' as const }
            : { kind: act.kind, reason: '没有回应' };
      return ledger.recordOutcome(actor, idOf(act.who), model.attempts[act.who] ?? 0, {
        ...rest,
        messages: [],
      });
    }
    case 'verify':
      return ledger.recordVerified(actor, idOf(act.who), {
        idNumber: '',
        shown: {},
        state: null,
        receipt: null,
      });
    case 'interrupt':
      await ledger.markInterrupted(actor);
  }
}

it(
  'does exactly what the pure table says, whatever comes in whatever order',
  { timeout: 120_000 },
  async () => {
    let accepted = 0;
    const reached = new Set<EntryState>();
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 80, size: 'max' }), async (actions) => {
        await using world = await makeWorld();
        const { ledger } = world;
        const entries = Array.from({ length: people }, (_, index) =>
          newEntry(5 + index, { values: newEntry(100 + personOf(index)).values }),
        );
        await ledger.importSheet(actor, sheetFile(), entries);
        const model: Model = {
          states: entries.map(() => 'ready'),
          attempts: entries.map(() => null),
          batches: 0,
        };
        for (const chosen of actions) {
          const act = chosen.verb === 'advance' ? nextStep(model, chosen.who, chosen.choice) : chosen;
          const want = expected(model, act);
          const failed = await perform(ledger, model, act).then(
            () => false,
            () => true,
          );
          expect({ act, refused: failed }).toEqual({ act, refused: want === null });
          if (want !== null) {
            model.states = want;
            accepted += 1;
          }
          for (const each of model.states) reached.add(each);
        }
        expect((await ledger.heads()).map((head) => head.state)).toEqual(model.states);
        expect(await ledger.batches()).toHaveLength(model.batches);
        expect((await ledger.verify()).problems).toEqual([]);
      }),
      { numRuns: 25 },
    );
    // The walk must have gone far, or it would prove nothing.
    expect(accepted).toBeGreaterThan(200);
    expect(reached).toContain('verified');
    expect(reached).toContain('uncertain');
    expect(reached).toContain('returned');
    expect(reached).toContain('withdrawn');
  },
);
