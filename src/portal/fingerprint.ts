import { createHash } from 'node:crypto';
import type { FieldKind, FormField } from './form.ts';

/** Kinds whose option texts belong to the form itself and do not follow from what is filled. */
const ownOptions: readonly FieldKind[] = [
  'select',
  'multi-select',
  'radio',
  'checkbox-group',
  'button-group',
  'cascader',
];

/**
 * Hash of what makes a form this form: sections, labels, kinds and required marks in order, and which options. Values, places on the
 * screen, ids and locks are left out: they change while a form is filled. Twelve hexadecimal digits are shown to people, all
 * 64 are kept.
 */
export function fingerprintOf(fields: readonly FormField[]): string {
  const shape = fields.map((f) => [
    f.section,
    f.label,
    f.kind,
    f.required,
    f.maxLength,
    // Some lists move what is chosen to another place.
    ownOptions.includes(f.kind) && !f.remote ? (f.options?.toSorted() ?? null) : null,
  ]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}
