import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import { progressFigures, type Credit } from '../../src/reconcile/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';

let pack: PolicyPack;
beforeAll(async () => {
  pack = await loadPack(join(import.meta.dirname, '../../fixtures/packs/xingren-2024'));
});

function credits(unit: string, ...days: string[]): Credit[] {
  return days.map((employedOn, at) => ({ entryId: `E${String(at)}`, unit, employedOn, enteredOn: null }));
}

const figures = (given: readonly Credit[], month: string, basis: 'employment' | 'entry' = 'employment') =>
  progressFigures(pack, given, { month, basis, asOf: `${month}-28` });

function lineOf(unit: string, result: ReturnType<typeof figures>) {
  const line = result.blocks.flatMap((block) => block.lines).find((one) => one.unit === unit);
  if (line === undefined) throw new Error(`no line ${unit}`);
  return line;
}

describe('progressFigures', () => {
  it('counts the first quarter as one period', () => {
    const result = figures(credits('东湖街道', '2024-01-05', '2024-02-06', '2024-03-07'), '2024-03');
    expect(lineOf('东湖街道', result)).toMatchObject({
      annual: 412,
      periodTarget: 124,
      periodDone: 3,
      cumulativeTarget: 124,
      cumulativeDone: 3,
      pace: -121,
    });
    expect(result.total).toMatchObject({ annual: 6500, periodTarget: 1951, cumulativeDone: 3 });
  });

  it('adds periods up: April is its own period on top of the quarter', () => {
    const result = figures(credits('东湖街道', '2024-03-31', '2024-04-01'), '2024-04');
    expect(lineOf('东湖街道', result)).toMatchObject({
      periodTarget: 62,
      periodDone: 1,
      cumulativeTarget: 186,
      cumulativeDone: 2,
    });
  });

  it('has no target for November, and the whole year is due', () => {
    const result = figures(credits('市教育局', '2024-11-02'), '2024-11');
    expect(lineOf('市教育局', result)).toMatchObject({
      periodTarget: 0,
      periodDone: 1,
      cumulativeTarget: 300,
      annual: 300,
    });
  });

  it('counts by day of entry when asked, and tells who has none', () => {
    const given: Credit[] = [
      { entryId: 'E1', unit: '东湖街道', employedOn: '2024-01-05', enteredOn: '2024-04-01' },
      { entryId: 'E2', unit: '东湖街道', employedOn: '2024-01-05', enteredOn: null },
    ];
    expect(figures(given, '2024-03').total.cumulativeDone).toBe(2);
    const byEntry = figures(given, '2024-03', 'entry');
    expect(byEntry.total.cumulativeDone).toBe(0);
    expect(byEntry.outside).toEqual({ noDate: 1, otherYear: 0, laterMonth: 1, unknownUnit: 0 });
  });

  it('ranks by rate inside the block, equal rates sharing the place', () => {
    const result = figures(
      [
        ...credits('波阳镇', ...Array<string>(19).fill('2024-01-02')),
        ...credits('回龙镇', ...Array<string>(15).fill('2024-01-02')),
      ],
      '2024-03',
    );
    const rank = (unit: string) => lineOf(unit, result).rank;
    expect([rank('波阳镇'), rank('回龙镇'), rank('东湖街道'), rank('大山镇'), rank('市教育局')]).toEqual([
      1, 1, 3, 3, 1,
    ]);
  });

  it('uses the version in force on the day, and the changed total', () => {
    const [first] = pack.targets;
    if (first === undefined) throw new Error('no targets');
    const units = {
      ...first.units,
      东湖街道: { annual: 500, periods: { ...first.units['东湖街道']?.periods, '2024Q1': 212 } },
    };
    const total = { annual: 6588, periods: { ...first.total.periods, '2024Q1': 2039 } };
    const changed: PolicyPack = {
      ...pack,
      targets: [first, { id: '2', effectiveOn: '2024-06-01', reason: '上级调整', units, total }],
    };
    const on = (asOf: string) =>
      progressFigures(changed, [], { month: '2024-06', basis: 'employment', asOf });
    expect([on('2024-05-31').total.annual, on('2024-06-01').total.annual]).toEqual([6500, 6588]);
    expect(lineOf('东湖街道', on('2024-06-01')).annual).toBe(500);
  });

  it('accounts for every credit, in blocks, totals and what is left out', () => {
    const units = fc.constantFrom('东湖街道', '市教育局', '市市场监管局', '不存在的单位', null);
    const days = fc.constantFrom('2023-12-31', '2024-01-01', '2024-03-31', '2024-04-15', '2024-12-31', null);
    const given = fc.array(
      fc.record({ entryId: fc.constant('E1'), unit: units, employedOn: days, enteredOn: days }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(given, fc.constantFrom('2024-01', '2024-03', '2024-04', '2024-12'), (people, month) => {
        const result = figures(people, month);
        const left = Object.values(result.outside).reduce((sum, count) => sum + count, 0);
        expect(result.total.cumulativeDone + left).toBe(people.length);
        const lines = result.blocks.flatMap((block) => block.lines);
        expect(lines.reduce((sum, line) => sum + line.cumulativeDone, 0)).toBe(result.total.cumulativeDone);
        expect(lines.reduce((sum, line) => sum + line.annual, 0)).toBe(result.total.annual);
        expect(lines.every((line) => line.periodDone <= line.cumulativeDone)).toBe(true);
      }),
    );
  });
});
