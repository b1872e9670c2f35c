import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PortalRecord } from '../../src/entry/portal-record.ts';
import { entryStates, type EntryState } from '../../src/entry/state.ts';
import { reconcile, usualPortalWords, verdictKinds, type ReconcileEntry } from '../../src/reconcile/index.ts';

const id = '522300199001011010';

function entry(state: EntryState, over: Partial<ReconcileEntry> = {}): ReconcileEntry {
  const values = { idNumber: id, name: '韦家豪', employedOn: '2024-02-06' };
  return {
    id: 'E000001',
    unit: '东湖街道',
    month: '2024-03',
    state,
    values,
    file: 'a.xlsx',
    sheet: '3月',
    row: 7,
    ...over,
  };
}

function record(over: Partial<PortalRecord> = {}): PortalRecord {
  return {
    idNumber: id,
    shown: { 姓名: '韦家豪', 录入时间: '2024-03-20 10:11:12' },
    state: '待审核',
    receipt: 'CZ1',
    ...over,
  };
}

const kindsOf = (entries: ReconcileEntry[], records: PortalRecord[] | null, words = usualPortalWords) =>
  reconcile(entries, records, words).verdicts.map((verdict) => verdict.kind);

describe('reconcile', () => {
  it.each<[string, EntryState, PortalRecord[], string]>([
    ['verified and there once', 'verified', [record()], 'matched'],
    ['accepted and there once', 'accepted', [record()], 'matched'],
    ['verified and gone', 'verified', [], 'missing-in-portal'],
    ['verified and there twice', 'verified', [record(), record({ receipt: 'CZ2' })], 'duplicate-in-portal'],
    ['verified and sent back', 'verified', [record({ state: '退回' })], 'returned-by-portal'],
    [
      'sent back and entered again',
      'verified',
      [record({ state: '退回' }), record({ receipt: 'CZ2' })],
      'matched',
    ],
    ['uncertain and there', 'uncertain', [record()], 'uncertain-found'],
    ['uncertain and not there', 'uncertain', [], 'uncertain-absent'],
    ['in flight and there', 'in-flight', [record()], 'uncertain-found'],
    ['skipped and there', 'skipped', [record()], 'already-in-portal'],
    ['skipped and not there', 'skipped', [], 'skipped-absent'],
    ['waiting and there', 'ready', [record()], 'entered-elsewhere'],
    ['waiting and there, sent back', 'ready', [record({ state: '审核不通过' })], 'open'],
    ['waiting and not there', 'approved', [], 'open'],
    ['blocked and not there', 'blocked', [], 'open'],
  ])('%s', (_, state, records, kind) => {
    expect(kindsOf([entry(state)], records)).toEqual([kind]);
  });

  it('names the fields that differ, by the words of the profile', () => {
    const words = { ...usualPortalWords, differences: () => ['就业时间'] };
    const [verdict] = reconcile([entry('verified')], [record()], words).verdicts;
    expect(verdict).toMatchObject({ kind: 'different', fields: ['就业时间'], enteredOn: '2024-03-20' });
  });

  it('lists a person whom only the portal has, with the name its list shows', () => {
    const [verdict] = reconcile([], [record()]).verdicts;
    expect(verdict).toMatchObject({
      kind: 'not-in-ledger',
      entryId: null,
      name: '韦家豪',
      enteredOn: '2024-03-20',
    });
  });

  it('does not blame a second row of the same person for what the first one entered', () => {
    const second = entry('blocked', { id: 'E000002' });
    expect(kindsOf([entry('verified'), second], [record()])).toEqual(['open', 'matched']);
  });

  it('finds the person however the portal writes the check character', () => {
    const values = { idNumber: '52230019800101203X', name: '蒙雪', employedOn: '2024-01-05' };
    expect(kindsOf([entry('verified', { values })], [record({ idNumber: ' 52230019800101203x ' })])).toEqual([
      'matched',
    ]);
  });

  it('claims nothing about the portal before the first read-back', () => {
    const result = reconcile([entry('verified'), entry('uncertain', { id: 'E2' })], null);
    expect(result.readBack).toBe(false);
    expect(result.counts['missing-in-portal']).toBe(0);
    expect(result.credits).toHaveLength(1);
  });

  it('credits verified people that the portal holds, and nobody else', () => {
    const credited = (state: EntryState, records: PortalRecord[]) =>
      reconcile([entry(state)], records).credits.length;
    expect(credited('verified', [record()])).toBe(1);
    expect(credited('verified', [record(), record()])).toBe(1);
    expect(credited('accepted', [record()])).toBe(0);
    expect(credited('verified', [record({ state: '退回' })])).toBe(0);
    expect(credited('verified', [])).toBe(0);
    expect(credited('skipped', [record()])).toBe(0);
  });

  it('gives every entry one verdict and every portal row a place, and asks for each difference once', () => {
    const people = fc.integer({ min: 0, max: 30 }).map((n) => `5223001990010110${String(10 + n)}`);
    const entries = fc.array(fc.record({ person: people, state: fc.constantFrom(...entryStates) }), {
      maxLength: 40,
    });
    const records = fc.array(
      fc.record({ person: people, state: fc.constantFrom('待审核', '通过', '退回') }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(entries, records, (sheetRows, portalRows) => {
        let compared = 0;
        const words = { ...usualPortalWords, differences: () => ((compared += 1), []) };
        const given = sheetRows.map(({ person, state }, at) =>
          entry(state, {
            id: `E${String(at)}`,
            values: { idNumber: person, name: '甲', employedOn: '2024-01-02' },
          }),
        );
        const rows = portalRows.map(({ person, state }) => record({ idNumber: person, state }));
        const result = reconcile(given, rows, words);
        const withEntry = result.verdicts.flatMap((verdict) => verdict.entryId ?? []);
        expect(withEntry.sort()).toEqual(given.map((one) => one.id).sort());
        const known = new Set(sheetRows.map(({ person }) => person));
        expect(result.counts['not-in-ledger']).toBe(
          portalRows.filter(({ person }) => !known.has(person)).length,
        );
        expect(verdictKinds.reduce((sum, kind) => sum + result.counts[kind], 0)).toBe(result.verdicts.length);
        expect(compared).toBeLessThanOrEqual(given.length);
      }),
    );
  });
});

describe('the usual words of portals', () => {
  it.each([
    ['2024-03-20 10:00:00', '2024-03-20'],
    ['2024/3/5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['昨天', null],
  ])('reads the day of entry from %s', (text, day) => {
    expect(usualPortalWords.enteredOn(record({ shown: { '受理 日期': text } }))).toBe(day);
  });
});
