/** From a person's values to what each field of the portal is asked to hold. Pure: no page is looked at. */
import type { FieldValue } from '../../entry/field-values.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { ColumnKey } from '../../model/column.ts';
import type { CellValue, PersonValues } from '../../model/person.ts';
import type { FieldRule } from '../profile/schema-field.ts';
import type { Profile } from '../profile/schema.ts';
import { fillTemplate } from '../profile/templates.ts';

export type PackPlaces = Pick<PolicyPack, 'city' | 'urbanPlaces'>;

/** A field of the profile that applies to this person, with the value that it has to show. */
export interface FieldAsk {
  rule: FieldRule;
  /** null: the sheet says nothing. */
  asked: FieldValue;
}

/** Why a person cannot be entered through this profile, known before any page is opened (`portal-field-required`). */
export interface FieldProblem {
  column: ColumnKey | null;
  label: string;
  kind: 'required-missing' | 'place-unknown' | 'option-unavailable';
}

export function fieldAsks(profile: Profile, pack: PackPlaces, values: PersonValues): FieldAsk[] {
  return profile.entry.fields
    .filter((rule) => applies(rule, values))
    .map((rule) => ({ rule, asked: askedValue(rule, pack, values) }));
}

/** What the portal needs of this person and the sheet does not say. */
export function fieldProblems(profile: Profile, pack: PackPlaces, values: PersonValues): FieldProblem[] {
  return fieldAsks(profile, pack, values).flatMap(({ rule, asked }): FieldProblem[] => {
    const column = rule.column ?? null;
    const given = rule.column === undefined ? null : (values[rule.column] ?? null);
    if (given !== null && rule.unavailable?.includes(String(given)) === true)
      return [{ column, label: rule.label, kind: 'option-unavailable' }];
    if (asked === null && rule.path !== undefined && given !== null)
      return [{ column, label: rule.label, kind: 'place-unknown' }];
    return asked === null && rule.required ? [{ column, label: rule.label, kind: 'required-missing' }] : [];
  });
}

export function applies(rule: FieldRule, values: PersonValues): boolean {
  const when = rule.when;
  if (when === undefined) return true;
  const value = values[when.column] ?? null;
  if (when.present !== undefined) return (value !== null && value !== '') === when.present;
  if (when.equals !== undefined) return value === when.equals;
  return when.in?.some((option) => option === value) ?? true;
}

export function askedValue(rule: FieldRule, pack: PackPlaces, values: PersonValues): FieldValue {
  if (rule.constant !== undefined) return rule.constant;
  if (rule.template !== undefined) return fillTemplate(rule.template, templateValues(values));
  const value = rule.column === undefined ? null : (values[rule.column] ?? null);
  if (value === null || value === '') return null;
  if (rule.path !== undefined) return placePath(rule.path, String(value), pack, values);
  return cellAsText(value, rule);
}

function cellAsText(value: Exclude<CellValue, null>, rule: FieldRule): FieldValue {
  const mapped =
    rule.options?.[String(value)] ?? (typeof value === 'boolean' ? rule.options?.[yesNo(value)] : undefined);
  if (mapped !== undefined) return mapped;
  if (typeof value === 'boolean')
    return rule.kind === 'switch' || rule.kind === 'checkbox' ? value : yesNo(value);
  if (typeof value === 'number') return plainNumber(value);
  return rule.format === undefined ? value : formatDate(value, rule.format);
}

function placePath(path: string[], code: string, pack: PackPlaces, values: PersonValues): string[] | null {
  const names = { ...templateValues(values), ...placeNamesOf(pack, code) };
  const steps = path.map((step) => fillTemplate(step, names));
  return steps.every((step) => step !== null) ? steps : null;
}

/** `{city}`, `{town}`, `{place}` and `{code}` of a 12-digit place code; all missing for a place that the pack does not know. */
export function placeNamesOf(pack: PackPlaces, code: CellValue): Record<string, string | null> {
  const place = pack.urbanPlaces.find((candidate) => candidate.code === code);
  if (place === undefined) return { city: null, town: null, place: null, code: null };
  return { city: pack.city.name, town: place.town, place: place.name, code: place.code };
}

export function templateValues(values: PersonValues): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      if (value === null) return [key, null];
      return [
        key,
        typeof value === 'boolean' ? yesNo(value) : typeof value === 'number' ? plainNumber(value) : value,
      ];
    }),
  );
}

/** `YYYY-MM-DD` in the portal's own spelling; a text that is no such date stays as it is. */
export function formatDate(date: string, format: NonNullable<FieldRule['format']>): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  const [year, month, day] = [parts?.[1], parts?.[2], parts?.[3]];
  if (year === undefined || month === undefined || day === undefined) return date;
  return format
    .replace('YYYY', year)
    .replace('MM', month)
    .replace('DD', day)
    .replace('M', String(Number(month)))
    .replace('D', String(Number(day)));
}

/** Money without exponent or float noise: at most two decimals. */
function plainNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100);
}

function yesNo(value: boolean): string {
  return value ? '是' : '否';
}
