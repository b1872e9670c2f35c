import { pathOf } from './code-tables.ts';
import { fieldList, type FieldKey, type FixtureField } from './field-list.ts';

/** As `fillForm` takes it: text, several options or a path, a tick, or nothing. */
export type FixtureValue = string | string[] | boolean | null;
export type FixtureValues = Record<FieldKey, FixtureValue>;

/** The words for what a page posted: pages post codes, people speak labels. Unknown codes stay as they came, marked. */
export function decodeField(field: FixtureField, raw: unknown): FixtureValue {
  if (raw === undefined || raw === null || raw === '') return null;
  switch (field.kind) {
    case 'checkbox':
    case 'switch':
      return raw === true || raw === '1' || raw === 'on';
    case 'number':
      return isNaN(Number(raw)) ? `?${text(raw)}` : String(Number(raw));
    case 'multi-select':
    case 'checkbox-group': {
      const labels = list(raw).map((code) => labelOf(field, code));
      return labels.length === 0 ? null : labels;
    }
    case 'cascader':
    case 'tree': {
      const code = list(raw).at(-1);
      if (code === undefined || code === '') return null;
      return pathOf(field.tree ?? [], code) ?? [`?${code}`];
    }
    case 'select':
    case 'remote-select':
    case 'radio':
    case 'button-group':
    case 'picker':
      return labelOf(field, text(raw));
    case 'text':
    case 'textarea':
    case 'date':
    case 'autocomplete':
    case 'upload':
      return text(raw);
  }
}

/** All 25 fields of one posted form. */
export function decodeForm(raw: Record<string, unknown>): FixtureValues {
  return Object.fromEntries(fieldList.map((f) => [f.key, decodeField(f, raw[f.key])])) as FixtureValues;
}

/** Same value; the order of several options does not matter, the order of a path does. */
export function sameValue(field: FixtureField, asked: FixtureValue, got: FixtureValue): boolean {
  const unordered = field.kind === 'multi-select' || field.kind === 'checkbox-group';
  const form = (value: FixtureValue): string =>
    JSON.stringify(unordered && Array.isArray(value) ? value.toSorted() : value);
  return form(asked) === form(got);
}

/** One line a field that differs: `户口性质: asked …, got …`; empty when all is right. */
export function differences(asked: FixtureValues, got: FixtureValues): string[] {
  return fieldList
    .filter((f) => !sameValue(f, asked[f.key], got[f.key]))
    .map(
      (f) =>
        `${f.label} (${f.key}): asked ${JSON.stringify(asked[f.key])}, got ${JSON.stringify(got[f.key])}`,
    );
}

function labelOf(field: FixtureField, code: string): string {
  return field.options?.find((o) => o.value === code)?.label ?? `?${code}`;
}

function list(raw: unknown): string[] {
  return Array.isArray(raw) ? raw.map(text) : [text(raw)];
}

function text(raw: unknown): string {
  return typeof raw === 'string' ? raw : JSON.stringify(raw);
}
