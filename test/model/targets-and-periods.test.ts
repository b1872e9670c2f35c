import { describe, expect, it } from 'vitest';
import { periodOfMonth, periodsUntil } from '../../src/model/period.ts';
import { targetsInForce, totalTarget, unitTarget } from '../../src/model/targets.ts';
import { shippedPack as pack } from '../pack/shipped-pack.ts';

describe('periods', () => {
  it.each([
    ['2024-01', '2024Q1'],
    ['2024-03', '2024Q1'],
    ['2024-04', '2024-04'],
    ['2024-10', '2024-10'],
    ['2024-11', undefined],
    ['2023-12', undefined],
  ])('%s is in %s', (month, id) => {
    expect(periodOfMonth(pack, month)?.id).toBe(id);
  });

  it('adds up to a month', () => {
    expect(periodsUntil(pack, '2024-02').map(({ id }) => id)).toEqual(['2024Q1']);
    expect(periodsUntil(pack, '2024-05').map(({ id }) => id)).toEqual(['2024Q1', '2024-04', '2024-05']);
    expect(periodsUntil(pack, '2024-12')).toHaveLength(8);
    expect(periodsUntil(pack, '2023-12')).toEqual([]);
  });
});

describe('targets', () => {
  const version = targetsInForce(pack, '2024-06-30');

  it('follows the cumulative pace of the notice', () => {
    const months = [
      '2024-03',
      '2024-04',
      '2024-05',
      '2024-06',
      '2024-07',
      '2024-08',
      '2024-09',
      '2024-10',
      '2024-12',
    ];
    const percent = months.map((month) => (totalTarget(pack, version, month).cumulative / 65).toFixed(2));
    expect(percent).toEqual([
      '30.02',
      '45.03',
      '60.05',
      '70.06',
      '75.06',
      '80.06',
      '90.08',
      '100.00',
      '100.00',
    ]);
  });

  it('gives a unit its figures', () => {
    expect(unitTarget(pack, version, '东湖街道', '2024-04')).toEqual({
      annual: 412,
      period: 62,
      cumulative: 186,
    });
    expect(unitTarget(pack, version, '东湖街道', '2024-11')).toEqual({
      annual: 412,
      period: 0,
      cumulative: 412,
    });
    expect(unitTarget(pack, version, '火星局', '2024-04')).toBeNull();
  });

  it('chooses the version in force, the first before any', () => {
    const later = { ...version, id: '2024-07-15', effectiveOn: '2024-07-15' };
    const changed = { ...pack, targets: [...pack.targets, later] };
    expect(targetsInForce(changed, '2024-07-14').id).toBe('2024-03-01');
    expect(targetsInForce(changed, '2024-07-15').id).toBe('2024-07-15');
    expect(targetsInForce(changed, '2024-01-01').id).toBe('2024-03-01');
    expect(() => targetsInForce({ ...pack, targets: [] }, '2024-01-01')).toThrow(RangeError);
  });
});
