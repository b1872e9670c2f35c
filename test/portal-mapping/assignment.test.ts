import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '../../src/portal/mapping/assignment.ts';

const total = (weights: number[][], chosen: (number | null)[]): number =>
  chosen.reduce<number>((sum, c, r) => sum + (c === null ? 0 : (weights[r]?.[c] ?? 0)), 0);

/** The best sum by trying every assignment. */
function bestByTrying(weights: number[][], row = 0, used: readonly number[] = []): number {
  const line = weights[row];
  if (line === undefined) return 0;
  const skipped = bestByTrying(weights, row + 1, used);
  return line.reduce(
    (best, w, c) =>
      w > 0 && !used.includes(c) ? Math.max(best, w + bestByTrying(weights, row + 1, [...used, c])) : best,
    skipped,
  );
}

test('no assignment has a larger sum, and no column is used twice', () => {
  const table = fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: columns, maxLength: columns }),
        {
          minLength: rows,
          maxLength: rows,
        },
      ),
    );
  fc.assert(
    fc.property(table, (weights) => {
      const chosen = assign(weights);
      expect(chosen).toHaveLength(weights.length);
      const used = chosen.filter((c) => c !== null);
      expect(new Set(used).size).toBe(used.length);
      for (const [r, c] of chosen.entries()) if (c !== null) expect(weights[r]?.[c]).toBeGreaterThan(0);
      expect(total(weights, chosen)).toBeCloseTo(bestByTrying(weights), 9);
    }),
  );
});
