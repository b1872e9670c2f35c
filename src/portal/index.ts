/** Public face of the portal room's form engine; also the package export `luru/portal`. */
export { diffInventories, type FieldDifference, type FormDifference } from './difference.ts';
export { fillForm } from './fill-form.ts';
export { fingerprintOf } from './fingerprint.ts';
export type {
  FieldInput,
  FieldKind,
  FieldLocator,
  FieldShown,
  FilledField,
  FillOptions,
  FillReport,
  FormField,
  FormInventory,
  ScanOptions,
} from './form.ts';
export {
  sureFrom,
  type ColumnCandidate,
  type FieldProposal,
  type Mapping,
  type MappingColumn,
  type MappingVocabulary,
  type UnmatchedColumn,
  type ValueProposal,
} from './mapping/mapping.ts';
export { mappingColumns } from './mapping/pack-columns.ts';
export { proposeMapping } from './mapping/propose-mapping.ts';
export type { FormScope } from './page-engine.ts';
export { readForm } from './read-form.ts';
export { scanForm } from './scan-form.ts';
export { dateText, showsValue } from './shown-equals.ts';
