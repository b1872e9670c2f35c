import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBatches, type PlannableEntry } from '../../src/entry/plan-batches.ts';
import { entryStates } from '../../src/entry/state.ts';

function entry(number: number, over: Partial<PlannableEntry> = {}): PlannableEntry {
  return {
    id: `E${String(number).padStart(6, '0')}`,
    state: 'ready',
    unit: '桔山街道办事处',
    month: '2024-03',
    fileId: 1,
    sheet: 'Sheet1',
    row: number,
    ...over,
  };
}

function plan(entries: PlannableEntry[], size: number, unitOrder: string[] = []): string[] {
  return planBatches(entries, size, unitOrder).map(
    ({ unit, month, entryIds }) => `${unit} ${month} ${entryIds.map((id) => Number(id.slice(1))).join(',')}`,
  );
}

describe('planning batches', () => {
  it('cuts by size, unit and month', () => {
    const other = { unit: '民政局' };
    const entries = [
      entry(1),
      entry(2),
      entry(3, other),
      entry(4),
      entry(5, { month: '2024-02' }),
      entry(6, other),
    ];

    expect(plan(entries, 2, ['民政局', '桔山街道办事处'])).toEqual([
      '民政局 2024-03 3,6',
      '桔山街道办事处 2024-02 5',
      '桔山街道办事处 2024-03 1,2',
      '桔山街道办事处 2024-03 4',
    ]);
  });

  it('puts units that the order does not name after the others', () => {
    const entries = ['乙', '甲', '丙'].map((unit, index) => entry(index + 1, { unit }));

    expect(plan(entries, 9, ['丙'])).toEqual(['丙 2024-03 3', '乙 2024-03 1', '甲 2024-03 2']);
  });

  it('leaves out what is not ready or has no unit', () => {
    const entries = entryStates.map((state, index) => entry(index + 1, { state }));
    const ready = entries.find(({ state }) => state === 'ready');

    expect(
      planBatches([...entries, entry(99, { unit: null })], 50).flatMap(({ entryIds }) => entryIds),
    ).toEqual([ready?.id]);
  });

  it('takes people by file, worksheet as in the workbook, and row', () => {
    const entries = [
      entry(1, { sheet: 'Sheet2', row: 30 }),
      entry(2, { sheet: 'Sheet2', row: 31 }),
      entry(3, { sheet: 'Sheet10', row: 5 }),
      entry(999_999, { fileId: 2, row: 4 }),
      entry(1_000_000, { fileId: 2, row: 5 }),
    ];

    expect(plan([...entries].reverse(), 9)).toEqual(['桔山街道办事处 2024-03 1,2,3,999999,1000000']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a size of %d', (size) => {
    expect(() => planBatches([], size)).toThrow(RangeError);
  });

  it('takes everybody once, never beyond the size, and in any order of coming the same way', () => {
    const entries = fc
      .array(
        fc.record({
          state: fc.constantFrom('ready' as const, 'ready' as const, 'imported' as const),
          unit: fc.constantFrom('甲', '乙', null),
          month: fc.constantFrom('2024-03', '2024-04'),
          fileId: fc.integer({ min: 1, max: 3 }),
          sheet: fc.constantFrom('a', 'b'),
          row: fc.integer({ min: 1, max: 40 }),
        }),
        { maxLength: 60 },
      )
      .map((list) => list.map((over, index) => entry(index + 1, over)));
    const shuffled = entries.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 1, max: 7 }), ([list, mixed], size) => {
        const batches = planBatches(list, size);
        const wanted = list
          .filter(({ state, unit }) => state === 'ready' && unit !== null)
          .map(({ id }) => id);
        expect(batches.flatMap(({ entryIds }) => entryIds).sort()).toEqual(wanted.sort());
        for (const { unit, month, entryIds } of batches) {
          expect(entryIds.length).toBeGreaterThan(0);
          expect(entryIds.length).toBeLessThanOrEqual(size);
          for (const id of entryIds)
            expect(list.find((each) => each.id === id)).toMatchObject({ unit, month });
        }
        expect(planBatches(mixed, size)).toEqual(batches);
      }),
    );
  });
});
