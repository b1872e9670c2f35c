/** Whether a row of the portal's list is the person that was entered. Pure. */
import type { PortalRecord } from '../../entry/portal-record.ts';
import type { ColumnKey } from '../../model/column.ts';
import type { PersonValues } from '../../model/person.ts';
import { plainLabel } from '../profile/patterns.ts';
import type { FieldRule } from '../profile/schema-field.ts';
import { meaningOf, type Profile } from '../profile/schema.ts';
import { fillTemplate } from '../profile/templates.ts';
import { askedValue, applies, placeNamesOf, templateValues, type PackPlaces } from './field-asks.ts';
import { sameValue } from './shown-values.ts';

export interface RecordDifference {
  header: string;
  column: ColumnKey;
  /** As the portal should show it. */
  expected: string;
  shown: string;
}

/** Every column of the list that stands for a column of the sheet and shows something else; empty when all agree. */
export function recordDifferences(
  profile: Profile,
  pack: PackPlaces,
  values: PersonValues,
  record: PortalRecord,
): RecordDifference[] {
  return Object.entries(profile.list.columns).flatMap(([header, column]) => {
    const meaning = meaningOf(column);
    if (meaning === 'state' || meaning === 'receipt' || meaning === 'other') return [];
    if (meaning === 'idNumber' && profile.list.idMasked) return [];
    const as = typeof column === 'string' ? undefined : column.as;
    const expected =
      as === undefined ? expectedText(profile, pack, values, meaning) : asText(as, pack, values);
    if (expected === null) return [];
    const shown =
      Object.entries(record.shown).find(([title]) => plainLabel(title) === plainLabel(header))?.[1] ?? '';
    const same = sameValue(expected, shown);
    return same
      ? []
      : [
          {
            header,
            column: meaning,
            expected: typeof expected === 'string' ? expected : expected.join('/'),
            shown,
          },
        ];
  });
}

/** As the entry form shows it, since that is what the portal stored; null where nothing was entered. */
function expectedText(
  profile: Profile,
  pack: PackPlaces,
  values: PersonValues,
  column: ColumnKey,
): string | string[] | null {
  const rules = profile.entry.fields.filter((field) => field.column === column);
  const rule = rules.find((field) => applies(field, values));
  // The form has no such field for this person, so nothing was entered there.
  if (rules.length > 0 && rule === undefined) return null;
  const asked = askedValue(rule ?? plainRule(column), pack, values);
  if (typeof asked === 'boolean') return asked ? '是' : '否';
  return asked;
}

function asText(template: string, pack: PackPlaces, values: PersonValues): string | null {
  return fillTemplate(template, {
    ...templateValues(values),
    ...placeNamesOf(pack, values.workRegion ?? null),
  });
}

function plainRule(column: ColumnKey): FieldRule {
  return { label: column, column, loaded: 'auto', required: false, blank: 'empty', mask: false };
}
