import type { FormField } from '../form.ts';
import { otherPeriods } from './form-words.ts';
import { kindAgreement, kindName } from './kind-agreement.ts';
import type { MappingColumn, MappingVocabulary } from './mapping.ts';
import {
  columnNames,
  knownName,
  matchName,
  type ColumnNames,
  type KnownName,
  type NameMatch,
} from './name-match.ts';
import { matchOptions, matchYesNo, realOptions, type OptionMatch } from './option-match.ts';
import { sectionAgreement } from './section-agreement.ts';

/** What the proposal reads of a scanned field. */
export type ScoredField = Pick<
  FormField,
  'label' | 'labels' | 'section' | 'kind' | 'options' | 'remote' | 'maxLength' | 'placeholder'
>;

export interface Score {
  /** 0..1. */
  value: number;
  reason: string;
  /** The column's values against the field's options; null where either has none. */
  options: OptionMatch | null;
}

const nothing: Score = { value: 0, reason: '', options: null };
/** Shorter than this the control cannot hold the column's values. */
const shortest: Partial<Record<NonNullable<MappingColumn['kind']>, number>> = {
  'id-number': 15,
  'credit-code': 15,
  phone: 7,
};

/** A field whose names are taken apart once, to be held against every column. */
export interface ReadField {
  field: ScoredField;
  label: KnownName;
  otherLabels: KnownName[];
  placeholder: KnownName;
}

export function readField(field: ScoredField): ReadField {
  const others = field.labels.filter((label) => label !== field.label);
  return {
    field,
    label: knownName(field.label),
    otherLabels: others.map(knownName),
    placeholder: knownName(field.placeholder),
  };
}

export interface ReadColumn {
  column: MappingColumn;
  names: ColumnNames;
}

export function readColumn(column: MappingColumn): ReadColumn {
  return { column, names: columnNames(column.header, column.aliases ?? []) };
}

/** How likely the field is meant to hold the column: name first, then control, list, section, length. */
export function scoreField(read: ReadField, { column, names }: ReadColumn): Score {
  const { field } = read;
  const kind = column.kind ?? 'text';
  const agreed = kindAgreement(kind, field.kind);
  if (agreed === 0) return nothing;
  const name = bestName(read, names);
  const options = optionsOf(field, column);
  const listed = weighOptions(name.score, options, field, column);
  if (listed.value === 0) return nothing;
  const section = sectionAgreement(field.section, kind);
  const doubts = [...doubtsOf(read, kind, agreed), section];
  const value = doubts.reduce((product, doubt) => product * doubt.factor, listed.value * agreed);
  const reasons = [name.reason, listed.reason, ...doubts.map((d) => d.reason)];
  return { value, reason: reasons.filter((r) => r !== '').join('，'), options };
}

/** What speaks against the match besides name, list and section. */
function doubtsOf(
  { field, label }: ReadField,
  kind: NonNullable<MappingColumn['kind']>,
  agreed: number,
): { factor: number; reason: string }[] {
  const doubts: { factor: number; reason: string }[] = [];
  if (agreed < 0.5) doubts.push({ factor: 1, reason: `但控件是${kindName(field.kind)}，不像` });
  const least = shortest[kind];
  if (least !== undefined && field.maxLength !== null && field.maxLength < least) {
    doubts.push({ factor: 0.4, reason: `但只能填 ${String(field.maxLength)} 个字` });
  }
  if (label.asksYesNo && kind !== 'yes-no') doubts.push({ factor: 0.3, reason: '但问的是“是否”' });
  // Without 是否 and without a list nothing says that yes or no is wanted.
  const told = label.asksYesNo || field.kind === 'switch' || field.kind === 'checkbox';
  if (kind === 'yes-no' && !told && field.options === null) {
    doubts.push({ factor: 0.85, reason: '但看不出填的是“是/否”' });
  }
  if (kind === 'money' && otherPeriods.test(field.label))
    doubts.push({ factor: 0.5, reason: '但不像每月的金额' });
  return doubts;
}

function bestName(read: ReadField, names: ColumnNames): NameMatch {
  const found = [
    matchName(read.label, names),
    // A second text names the field less surely, and what is written inside the box is an example as often as a name.
    ...read.otherLabels.map((label) => lessen(matchName(label, names), 0.84)),
    lessen(matchName(read.placeholder, names), 0.8),
  ];
  return found.reduce((a, b) => (b.score > a.score ? b : a));
}

function lessen(match: NameMatch, by: number): NameMatch {
  return { score: match.score * by, reason: match.reason };
}

function vocabularyOf(column: MappingColumn): MappingVocabulary | null {
  return typeof column.vocabulary === 'object' ? column.vocabulary : null;
}

function optionsOf(field: ScoredField, column: MappingColumn): OptionMatch | null {
  if (field.options === null || realOptions(field.options).length === 0 || field.remote) return null;
  const vocabulary = vocabularyOf(column);
  const listed = vocabulary === null ? null : matchOptions(vocabulary, field.options);
  if (column.kind !== 'yes-no') return listed;
  const answered = matchYesNo(field.options);
  return listed !== null && listed.agreement > answered.agreement ? listed : answered;
}

/** Lists that agree lift a doubtful name, lists that contradict it pull it down; a list alone never makes a match sure. */
function weighOptions(
  value: number,
  options: OptionMatch | null,
  field: ScoredField,
  column: MappingColumn,
): { value: number; reason: string } {
  if (options === null) return weighForeignList(value, field, column);
  const percent = `${String(Math.round(options.agreement * 100))}%`;
  const said = `选项有 ${percent} 与代码表对得上`;
  if (column.kind === 'yes-no') {
    if (options.agreement >= 0.5) return { value, reason: '' };
    return { value: value * 0.45, reason: '但选项不是“是/否”' };
  }
  if (options.agreement >= 0.75 && options.matched >= 2) {
    if (value >= 0.5) return { value: value + (1 - value) * 0.5 * options.agreement, reason: said };
    return { value: options.matched >= 3 ? Math.max(value, 0.6) : value, reason: `名称不同，但${said}` };
  }
  if (options.agreement < 0.34) return { value: value * 0.5, reason: `但选项只有 ${percent} 与代码表对得上` };
  return { value: value * (0.7 + 0.3 * options.agreement), reason: `选项只有 ${percent} 与代码表对得上` };
}

/** A column without a list of its own cannot be one that answers yes or no. */
function weighForeignList(
  value: number,
  field: ScoredField,
  column: MappingColumn,
): { value: number; reason: string } {
  if (field.options === null || column.kind === 'yes-no') return { value, reason: '' };
  if (matchYesNo(field.options).agreement === 1) return { value: value * 0.3, reason: '但选项是“是/否”' };
  return { value, reason: '' };
}
