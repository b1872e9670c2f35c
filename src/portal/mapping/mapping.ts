import type { ColumnKind } from '../../model/column.ts';
import type { Term } from '../../model/pack/policy-pack.ts';
import type { FieldKind } from '../form.ts';

/**
 * From this confidence on a proposal may be taken without asking; below it a person settles it. The promise of the room:
 * a wrong match never reaches it, whatever a page calls its fields.
 */
export const sureFrom = 0.85;

/** A list of values as the mapping needs it: a pack's vocabulary fits. */
export interface MappingVocabulary {
  title?: string;
  terms: readonly (Pick<Term, 'label'> & Partial<Term>)[];
  ambiguous?: Record<string, string[]>;
}

/** A column of the collection sheet; a pack's `Column` fits, `mappingColumns` adds its lists. */
export interface MappingColumn {
  key: string;
  header: string;
  aliases?: readonly string[];
  /** Default `text`. */
  kind?: ColumnKind;
  /** The list itself; a bare name says nothing and is passed over. */
  vocabulary?: MappingVocabulary | string | null;
  /** For kind `region`: what the levels of a cascader are called. */
  places?: { city: string; towns: readonly string[] } | null;
}

/** One value of the column and what the portal calls it. */
export interface ValueProposal {
  /** Label of the pack's term; 是 and 否 for yes-no columns. */
  value: string;
  /** Text of the portal's option; null where none can be said. */
  option: string | null;
  /** 0..1, as for fields. */
  confidence: number;
  /** One Chinese sentence. */
  reason: string;
  /** Options that a person may choose from where `option` is null. */
  candidates: string[];
}

export interface ColumnCandidate {
  column: string;
  header: string;
  confidence: number;
  reason: string;
}

export interface FieldProposal {
  fieldId: string;
  label: string;
  section: string | null;
  kind: FieldKind;
  required: boolean;
  /** Key of the column; null: no column fits. */
  column: string | null;
  header: string | null;
  /** 0..1; 0 where `column` is null. */
  confidence: number;
  /** `confidence` reaches `sureFrom`. */
  sure: boolean;
  /** Why, or why not; for the operator, in Chinese. */
  reason: string;
  /** Other columns that come into question, best first, three at most. */
  candidates: ColumnCandidate[];
  /** One a value of the column's list; empty where the field lists nothing. */
  values: ValueProposal[];
  /** Values that are worded differently on the portal, sure ones only: what a profile's `options` holds. */
  options: Record<string, string>;
  /** Values that the portal's list does not offer at all. */
  unavailable: string[];
  /** Templates of the levels for a place (`{city}`, `{town}`, `{place}`), as far as the first list shows; else null. */
  path: string[] | null;
}

export interface UnmatchedColumn {
  column: string;
  header: string;
  /** Fields that come into question, best first, three at most. */
  candidates: { fieldId: string; label: string; confidence: number; reason: string }[];
}

export interface Mapping {
  /** `sureFrom` at the time of the proposal. */
  threshold: number;
  /** One a field of the inventory, in its order. */
  fields: FieldProposal[];
  /** Columns that no field was found for. */
  unmatchedColumns: UnmatchedColumn[];
}
