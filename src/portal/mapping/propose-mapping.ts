import type { FormField, FormInventory } from '../form.ts';
import { assign } from './assignment.ts';
import {
  sureFrom,
  type ColumnCandidate,
  type FieldProposal,
  type Mapping,
  type MappingColumn,
} from './mapping.ts';
import type { OptionMatch } from './option-match.ts';
import { realOptions } from './option-match.ts';
import { readColumn, readField, scoreField, type Score } from './score-field.ts';

/** Below this a match is not even worth a question. */
const floor = 0.5;
const candidateFrom = 0.3;

/**
 * Which column of the sheet belongs to which field of the form, how sure that is and why; and how the values of its list
 * are called there. Pure: what it says depends on the two arguments alone. Each column goes to one field at most, chosen
 * so that the whole fits best; a match that has a rival nearly as good is never sure.
 */
export function proposeMapping(
  inventory: Pick<FormInventory, 'fields'>,
  columns: readonly MappingColumn[],
): Mapping {
  const { fields } = inventory;
  const readColumns = columns.map(readColumn);
  const scores = fields.map((field) => {
    const read = readField(field);
    return readColumns.map((column) => scoreField(read, column));
  });
  // Powers: one match that is certain counts for more than two that are middling.
  const chosen = assign(scores.map((row) => row.map((s) => (s.value < floor ? 0 : s.value ** 4))));
  const proposals = fields.map((field, f) => proposal(f, field, columns, scores, chosen));
  const taken = new Set(chosen);
  return {
    threshold: sureFrom,
    fields: proposals,
    unmatchedColumns: columns.flatMap((column, c) =>
      taken.has(c)
        ? []
        : [{ column: column.key, header: column.header, candidates: fieldCandidates(c, fields, scores) }],
    ),
  };
}

function proposal(
  f: number,
  field: FormField,
  columns: readonly MappingColumn[],
  scores: Score[][],
  chosen: (number | null)[],
): FieldProposal {
  const c = chosen[f] ?? null;
  const column = c === null ? undefined : columns[c];
  const score = c === null ? undefined : scores[f]?.[c];
  const candidates = columnCandidates(scores[f] ?? [], columns, c);
  const common = {
    fieldId: field.id,
    label: field.label,
    section: field.section,
    kind: field.kind,
    required: field.required,
    candidates,
  };
  if (c === null || column === undefined || score === undefined) {
    const must = field.required ? '，而门户必填：请指定一列或固定值' : '';
    const reason = `没有一列与它对得上${must}`;
    return { ...common, column: null, header: null, confidence: 0, sure: false, reason, ...noValues };
  }
  const doubt = rivalry(f, c, fields(scores), columns, chosen);
  const confidence = Math.round(Math.min(score.value, doubt.cap) * 100) / 100;
  const reason = [score.reason, doubt.reason].filter((r) => r !== '').join('；');
  return {
    ...common,
    column: column.key,
    header: column.header,
    confidence,
    sure: confidence >= sureFrom,
    reason,
    ...valuesOf(score.options, field, column),
  };

  function fields(all: Score[][]): number[][] {
    return all.map((row) => row.map((s) => s.value));
  }
}

const noValues = { values: [], options: {}, unavailable: [], path: null } satisfies Partial<FieldProposal>;

/** How far others come near: fields for the same column, columns for the same field, that are not better served elsewhere. */
function rivalry(
  f: number,
  c: number,
  values: number[][],
  columns: readonly MappingColumn[],
  chosen: (number | null)[],
): { cap: number; reason: string } {
  const own = values[f]?.[c] ?? 0;
  let nearest = 0;
  let reason = '';
  for (const [otherField, row] of values.entries()) {
    const claim = row[c] ?? 0;
    const served = chosen[otherField] ?? null;
    if (otherField === f || claim <= nearest || (served !== null && (row[served] ?? 0) > claim)) continue;
    nearest = claim;
    reason = '另有字段与这一列同样相近，请确认是哪一个';
  }
  for (const [otherColumn, claim] of (values[f] ?? []).entries()) {
    const holder = chosen.indexOf(otherColumn);
    const held = holder === -1 ? 0 : (values[holder]?.[otherColumn] ?? 0);
    // A name that two columns share stays doubtful even when the other one has found its field.
    if (otherColumn === c || claim <= nearest || (held > claim && claim < sureFrom)) continue;
    nearest = claim;
    reason = `与“${columns[otherColumn]?.header ?? ''}”同样相近，请确认是哪一列`;
  }
  if (own - nearest < 0.07) return { cap: 0.6, reason };
  if (own - nearest < 0.11) return { cap: sureFrom - 0.05, reason };
  return { cap: 1, reason: '' };
}

function columnCandidates(
  row: readonly Score[],
  columns: readonly MappingColumn[],
  taken: number | null,
): ColumnCandidate[] {
  return row
    .map((score, c) => ({ score, c }))
    .filter(({ score, c }) => c !== taken && score.value >= candidateFrom)
    .toSorted((a, b) => b.score.value - a.score.value)
    .slice(0, 3)
    .flatMap(({ score, c }) => {
      const column = columns[c];
      if (column === undefined) return [];
      const confidence = Math.round(Math.min(score.value, sureFrom - 0.05) * 100) / 100;
      return [{ column: column.key, header: column.header, confidence, reason: score.reason }];
    });
}

function fieldCandidates(
  c: number,
  fields: readonly FormField[],
  scores: Score[][],
): { fieldId: string; label: string; confidence: number; reason: string }[] {
  return fields
    .map((field, f) => ({ field, score: scores[f]?.[c] }))
    .flatMap(({ field, score }) =>
      score === undefined || score.value < candidateFrom ? [] : [{ field, score }],
    )
    .toSorted((a, b) => b.score.value - a.score.value)
    .slice(0, 3)
    .map(({ field, score }) => ({
      fieldId: field.id,
      label: field.label,
      confidence: Math.round(Math.min(score.value, sureFrom - 0.05) * 100) / 100,
      reason: score.reason,
    }));
}

function valuesOf(
  match: OptionMatch | null,
  field: FormField,
  column: MappingColumn,
): Pick<FieldProposal, 'values' | 'options' | 'unavailable' | 'path'> {
  const path = pathOf(field, column);
  if (match === null) return { ...noValues, path };
  const { values } = match;
  const worded = values.filter((v) => v.option !== null && v.option !== v.value && v.confidence >= sureFrom);
  return {
    values,
    options: Object.fromEntries(worded.map((v) => [v.value, v.option ?? v.value])),
    unavailable: values.filter((v) => v.option === null && v.candidates.length === 0).map((v) => v.value),
    path,
  };
}

/** The first list shows where the path to a place begins: at the city, or at its towns. */
function pathOf(field: FormField, column: MappingColumn): string[] | null {
  const steps = ['cascader', 'linked-selects', 'tree-select'].includes(field.kind);
  if (column.kind !== 'region' || !steps || field.options === null || !column.places) return null;
  const options = realOptions(field.options);
  if (options.includes(column.places.city)) return ['{city}', '{town}', '{place}'];
  const towns = column.places.towns.filter((town) => options.includes(town)).length;
  return towns > 0 ? ['{town}', '{place}'] : null;
}
