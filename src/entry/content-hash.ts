import { createHash } from 'node:crypto';
import type { PersonValues } from '../model/person.ts';

/** Everything that an approval covers (invariant 4): change any of it and the approval is void. */
export interface ApprovedContent {
  values: PersonValues;
  /** Null only for an entry in no batch, whose hash can never be approved. */
  batchId: string | null;
  /** Hash of the portal profile's content. */
  profileHash: string;
  formFingerprint: string;
  /** Hash of the policy pack's content. */
  packHash: string;
}

/**
 * The hash that a reviewer approves and that `submit` compares again before the press: 64 hex digits of SHA-256 over a
 * canonical text. The order of keys does not matter, and a column that is absent equals one that is null, because both
 * leave the field of the form empty; every other difference, down to a space, gives another hash.
 *
 * @throws RangeError for a number that is not finite: such a value must never have become a person's value.
 */
export function contentHash(content: ApprovedContent): string {
  const values = Object.entries(content.values)
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, value] of values) {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${key} is not a finite number`);
  }
  // An array, not an object: the position of each part is fixed and no part can be taken for another.
  const canonical = JSON.stringify([
    'luru-content-1',
    values,
    content.batchId,
    content.profileHash,
    content.formFingerprint,
    content.packHash,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
