import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleSeverity } from '../../src/checks/index.ts';
import type { ColumnKey } from '../../src/model/column.ts';
import type { CellProblem, PersonCell } from '../../src/model/person.ts';
import { fictionalId } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';
import { checkerWith, personRow, tableHead, type RowSpec } from './row-builder.ts';

const problem = fc.option(
  fc.constantFrom<CellProblem>(
    { kind: 'damaged-number' },
    { kind: 'ditto' },
    { kind: 'not-a-date' },
    { kind: 'not-an-amount' },
    { kind: 'unknown-label' },
    { kind: 'ambiguous-label', candidates: ['甲', '乙'] },
    { kind: 'unknown-place' },
    { kind: 'excel-error' },
    { kind: 'not-yes-no' },
  ),
);
const someText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '见习期满',
    '三支一扶',
    '同上',
    '2024-02-29',
    '2024-03',
    '522302001001',
    '5.22E+17',
    '13900001111',
    '#N/A',
  ),
  fc.integer({ min: 0, max: 300 }).map((order) => fictionalId('1990-03-05', '男', order)),
);
const cell: fc.Arbitrary<Partial<PersonCell>> = fc.record({
  raw: someText,
  value: fc.oneof(someText, fc.double(), fc.boolean(), fc.constant(null)),
  problem,
  type: fc.constantFrom('blank', 'text', 'number', 'date', 'boolean', 'error'),
  formula: fc.boolean(),
});
const keys = shippedPack.columns.map((column) => column.key);
const anyRow: fc.Arbitrary<RowSpec> = fc.dictionary(fc.constantFrom<ColumnKey>(...keys), cell, {
  maxKeys: keys.length,
});

describe('whatever a row holds', () => {
  it('is judged without a crash, the same way twice, in known rules, without a number in the clear', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), (specs) => {
        const check = () => {
          const checker = checkerWith();
          const table = tableHead();
          const rows = specs.map((spec, index) =>
            checker.row(table, personRow(index + 4, spec, { 其他: '特岗' })),
          );
          return [...rows.flat(), ...checker.end()];
        };
        const findings = check();
        expect(check()).toEqual(findings);
        for (const { suggestion, ...finding } of findings) {
          expect(Object.keys(ruleSeverity)).toContain(finding.rule);
          expect(finding.row).toBeGreaterThanOrEqual(4);
          expect(finding.message.length).toBeGreaterThan(8);
          expect(JSON.stringify(finding)).not.toMatch(/(?<!\d)522300\d{11}[\dX]|(?<!\d)13900001111(?!\d)/);
          if (suggestion !== undefined) expect(suggestion.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
