import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentHash, type ApprovedContent } from '../../src/entry/content-hash.ts';

const content: ApprovedContent = {
  values: {
    name: '测试人员',
    idNumber: '440524188001010014',
    monthlyIncome: 3200,
    disabled: false,
    remark: null,
  },
  batchId: 'B0001',
  profileHash: 'p',
  formFingerprint: 'f',
  packHash: 'k',
};

it('is the same for the same content, in any order of columns, blank or absent', () => {
  const { name, idNumber, monthlyIncome, disabled } = content.values;

  expect(
    contentHash({ ...content, values: { disabled, monthlyIncome, idNumber, name } } as ApprovedContent),
  ).toBe(contentHash(content));
  expect(contentHash(content)).toMatch(/^[0-9a-f]{64}$/);
  // Stored with approvals: a change of this value voids every approval in every ledger.
  expect(contentHash(content)).toBe('5b495505ef63d9bcd19264d8ef0bd6c3be782171c3fbaaefd6099aaaab4f3c78');
});

it.each<[string, Partial<ApprovedContent>]>([
  ['a value', { values: { ...content.values, name: '测试人员 ' } }],
  ['the type of a value', { values: { ...content.values, monthlyIncome: '3200' } }],
  ['false for blank', { values: { ...content.values, disabled: null } }],
  ['an empty text for blank', { values: { ...content.values, remark: '' } }],
  ['a value in another column', { values: { ...content.values, remark: '测试人员', name: null } }],
  ['the batch', { batchId: 'B0002' }],
  ['no batch', { batchId: null }],
  ['the profile', { profileHash: 'q' }],
  ['the form', { formFingerprint: 'g' }],
  ['the pack', { packHash: 'l' }],
  ['parts exchanged', { profileHash: 'f', formFingerprint: 'p' }],
])('is another with another: %s', (_, change) => {
  expect(contentHash({ ...content, ...change })).not.toBe(contentHash(content));
});

it('tells any two sets of values apart', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const values = fc.record({ name: value, remark: value, school: value }, { requiredKeys: [] });
  const visible = (given: object) =>
    JSON.stringify(
      Object.entries(given)
        .filter(([, each]) => each !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  fc.assert(
    fc.property(values, values, (a, b) => {
      const same = contentHash({ ...content, values: a }) === contentHash({ ...content, values: b });
      expect(same).toBe(visible(a) === visible(b));
    }),
  );
});

it('refuses a number that is none', () => {
  expect(() => contentHash({ ...content, values: { monthlyIncome: Number.NaN } })).toThrow(RangeError);
  expect(() => contentHash({ ...content, values: { monthlyIncome: Infinity } })).toThrow('monthlyIncome');
});
