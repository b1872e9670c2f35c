import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closingStatement,
  headOfState,
  missingRows,
  statementHeads,
} from '../../src/entry/closing-statement.ts';
import { entryStates } from '../../src/entry/state.ts';

const month = '2024-03';

describe('the closing statement', () => {
  it('adds up by unit and in all, in the order of the units', () => {
    const statement = closingStatement(
      [
        { unit: '甲', month, count: 5 },
        { unit: '甲', month: '2024-04', count: 2 },
        { unit: '乙', month, count: 1 },
        { unit: null, month, count: 1 },
      ],
      [
        { unit: '甲', month, state: 'verified', count: 3 },
        { unit: '甲', month, state: 'in-flight', count: 1 },
        { unit: '甲', month, state: 'uncertain', count: 1 },
        { unit: '甲', month: '2024-04', state: 'approved', count: 2 },
        { unit: '乙', month, state: 'accepted', count: 1 },
        { unit: null, month, state: 'imported', count: 1 },
      ],
      ['乙', '甲'],
    );

    const none = {
      verified: 0,
      accepted: 0,
      amending: 0,
      withdrawn: 0,
      refused: 0,
      returned: 0,
      blocked: 0,
      uncertain: 0,
      skipped: 0,
      waiting: 0,
    };
    expect(statement).toEqual({
      lines: [
        { ...none, unit: '乙', sheetRows: 1, accepted: 1, missing: 0 },
        { ...none, unit: '甲', sheetRows: 7, verified: 3, uncertain: 2, waiting: 2, missing: 0 },
        { ...none, unit: null, sheetRows: 1, waiting: 1, missing: 0 },
      ],
      total: {
        ...none,
        unit: null,
        sheetRows: 9,
        verified: 3,
        accepted: 1,
        amending: 0,
        withdrawn: 0,
        uncertain: 2,
        waiting: 3,
        missing: 0,
      },
      addsUp: true,
    });
  });

  it('does not let a gap in one unit be filled from another', () => {
    const { lines, total, addsUp } = closingStatement(
      [
        { unit: '甲', month, count: 2 },
        { unit: '乙', month, count: 2 },
      ],
      [
        { unit: '甲', month, state: 'verified', count: 1 },
        { unit: '乙', month, state: 'verified', count: 2 },
        { unit: '丙', month, state: 'verified', count: 1 },
      ],
    );

    expect(lines.map(({ unit, missing }) => [unit, missing])).toEqual([
      ['丙', -1],
      ['乙', 0],
      ['甲', 1],
    ]);
    expect(total.missing).toBe(0);
    expect(addsUp).toBe(false);
  });

  it('is empty, and adds up, where nothing was handed in', () => {
    expect(closingStatement([], [])).toMatchObject({ lines: [], addsUp: true, total: { sheetRows: 0 } });
  });

  it('has a head for every state', () => {
    for (const state of entryStates) expect(statementHeads).toContain(headOfState[state]);
  });

  it('adds up for any states, until one entry is taken away', () => {
    const counts = fc.array(
      fc.record({
        unit: fc.constantFrom('甲', '乙', null),
        month: fc.constantFrom('2024-03', '2024-04'),
        state: fc.constantFrom(...entryStates),
        count: fc.integer({ min: 1, max: 100 }),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(counts, (given) => {
        const rows = given.map(({ unit, month: of, count }) => ({ unit, month: of, count }));
        expect(closingStatement(rows, given).addsUp).toBe(true);
        const [first, ...rest] = given;
        if (first === undefined) return;
        const less = closingStatement(rows, [{ ...first, count: first.count - 1 }, ...rest]);
        expect(less.addsUp).toBe(false);
        expect(less.lines.find(({ unit }) => unit === first.unit)?.missing).toBe(1);
        expect(less.total.missing).toBe(1);
      }),
    );
  });
});

describe('missing rows', () => {
  it('are named by their place, twice when two are missing', () => {
    const row = (number: number, sheet = 'a') => ({ fileId: 1, sheet, row: number });

    expect(missingRows([row(5), row(6), row(6), row(7), row(5, 'b')], [row(7), row(6)])).toEqual([
      row(5),
      row(6),
      row(5, 'b'),
    ]);
    expect(missingRows([row(5)], [row(5)])).toEqual([]);
  });
});
