import type { ColumnKey } from '../model/column.ts';
import type { Finding } from '../model/finding.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import type { PersonValues } from '../model/person.ts';
import { ruleSeverity } from './rule-table.ts';

/**
 * What a portal needs beyond the pack's required columns and a person's row leaves blank (`portal-field-required`). Made
 * by the plan, when the profile is known.
 * @param needed column key → label of the portal's field.
 */
export function portalFieldFindings(
  pack: PolicyPack,
  place: { file: string; sheet: string; row: number },
  needed: Partial<Record<ColumnKey, string>>,
  values: PersonValues,
): Finding[] {
  return (Object.entries(needed) as [ColumnKey, string][]).flatMap(([key, label]): Finding[] => {
    const value = values[key];
    if (value !== undefined && value !== null && value !== '') return [];
    const header = pack.columnByKey[key]?.header ?? label;
    const field = header === label ? '' : `（门户字段“${label}”）`;
    return [
      {
        rule: 'portal-field-required',
        severity: ruleSeverity['portal-field-required'],
        ...place,
        column: null,
        cell: null,
        message: `门户要求填写${header}${field}，采集表中是空白，请补齐后重新报送`,
      },
    ];
  });
}
