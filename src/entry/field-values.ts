/** What a form field was asked to hold or shows: text, several options or a path, a tick, or nothing. */
export type FieldValue = string | string[] | boolean | null;

export interface FieldComparison {
  /** Field label on the portal. */
  label: string;
  /** Column key of the pack, where the field comes from one. */
  column: string | null;
  asked: FieldValue;
  shown: FieldValue;
  equal: boolean;
  /** `typed` by us, or `loaded` by the portal's server and only compared. */
  source: 'typed' | 'loaded';
}
