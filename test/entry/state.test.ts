import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  entryStates,
  firstState,
  isFinal,
  mayMove,
  reachableFrom,
  stateTitles,
  transition,
  transitions,
  trappedStates,
  unreachableStates,
  type EntryState,
} from '../../src/entry/state.ts';

const state = fc.constantFrom(...entryStates);

describe('the transition table', () => {
  it('names only states that it has, each once, each with a title of its own', () => {
    for (const targets of Object.values(transitions)) {
      expect(new Set(targets).size).toBe(targets.length);
      for (const target of targets) expect(entryStates).toContain(target);
    }
    expect(new Set(Object.values(stateTitles)).size).toBe(entryStates.length);
  });

  it('lets every state be reached, and every entry come to an end', () => {
    expect(unreachableStates()).toEqual([]);
    expect(trappedStates()).toEqual([]);
    expect(reachableFrom(firstState).size).toBe(entryStates.length);
  });

  it('ends where an entry is entered, handed back or not needed', () => {
    expect(entryStates.filter(isFinal)).toEqual(['verified', 'withdrawn', 'returned', 'skipped']);
  });

  it('reaches the press only through rehearsal and approval (invariants 1 and 4)', () => {
    const before = (target: EntryState) => entryStates.filter((from) => mayMove(from, target));
    expect(before('in-flight')).toEqual(['approved']);
    expect(before('approved')).toEqual(['rehearsed']);
    expect(before('rehearsed')).toEqual(['batched']);
    expect(before('batched')).toEqual(['ready', 'rehearsed', 'approved']);
  });

  it('never retries: what was pressed comes back to the line only from uncertain (invariant 2)', () => {
    expect(transitions['in-flight']).toEqual(['accepted', 'refused', 'uncertain']);
    expect(transitions.uncertain).toEqual(['accepted', 'ready', 'skipped']);
    for (const pressed of ['accepted', 'refused', 'verified', 'correcting', 'withdrawing'] as const)
      expect(reachableFrom(pressed).has('in-flight')).toBe(false);
  });
});

describe('transition', () => {
  it('agrees with the table for every pair', () => {
    for (const from of entryStates) {
      for (const to of entryStates) {
        if ((transitions[from] as readonly EntryState[]).includes(to)) expect(transition(from, to)).toBe(to);
        else expect(() => transition(from, to)).toThrow(`ENTRY-0002: no move from ${from} to ${to}`);
      }
    }
  });

  it('takes no state to itself', () => {
    for (const each of entryStates) expect(mayMove(each, each)).toBe(false);
  });

  it('stays within what is reachable, however one walks', () => {
    fc.assert(
      fc.property(state, fc.array(fc.nat(), { maxLength: 20 }), (start, choices) => {
        let at = start;
        for (const choice of choices) {
          const next = transitions[at];
          if (next.length === 0) break;
          at = transition(at, next[choice % next.length] ?? at);
        }
        expect(reachableFrom(start).has(at)).toBe(true);
      }),
    );
  });
});
