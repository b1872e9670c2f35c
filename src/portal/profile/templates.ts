/**
 * The only "expressions" of a profile: `{name}` in a text is replaced by one value. Names are column keys of the pack
 * and, where a place is meant, `{city}`, `{town}`, `{place}` and `{code}`. Nothing nests, nothing is computed.
 */
import { columnKeys } from '../../model/column.ts';

export const placeNames = ['city', 'town', 'place', 'code'] as const;
const known = new Set<string>([...columnKeys, ...placeNames]);
const hole = /\{([^{}]*)\}/gu;

export function templateNames(template: string): string[] {
  return [...template.matchAll(hole)].map((match) => match[1] ?? '');
}

/** The first name in the template that means nothing, or null. */
export function unknownName(template: string): string | null {
  return templateNames(template).find((name) => !known.has(name)) ?? null;
}

/** @returns null when a value that the template needs is missing: half a text is never made. */
export function fillTemplate(
  template: string,
  values: Record<string, string | null | undefined>,
): string | null {
  if (templateNames(template).some((name) => (values[name] ?? '') === '')) return null;
  return template.replace(hole, (_, name: string) => values[name] ?? '');
}
