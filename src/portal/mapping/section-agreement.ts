import type { ColumnKind } from '../../model/column.ts';
import {
  jobSections,
  otherMatters,
  otherPeople,
  personSections,
  relatives,
  unitSections,
} from './form-words.ts';

export interface SectionAgreement {
  factor: number;
  /** Empty where the section says nothing. */
  reason: string;
}

const silent: SectionAgreement = { factor: 1, reason: '' };
/** Columns that an employer or a relative has as well: their section decides whose they are. */
const everybodyHas: ReadonlySet<ColumnKind> = new Set(['phone', 'person-name', 'id-number']);

/** Whether the heading above a field allows the column there. */
export function sectionAgreement(section: string | null, kind: ColumnKind): SectionAgreement {
  if (section === null || section === '') return silent;
  const ofPerson = personSections.test(section);
  if (otherMatters.test(section)) return { factor: 0.5, reason: `但所在分组“${section}”说的是别的事` };
  if (otherPeople.test(section) || (relatives.test(section) && !ofPerson)) {
    return { factor: 0.45, reason: `但所在分组“${section}”说的是别的人` };
  }
  if (!everybodyHas.has(kind)) return silent;
  const ofUnit = unitSections.test(section);
  if (ofUnit && !ofPerson) return { factor: 0.55, reason: `但所在分组“${section}”像是单位的` };
  if (ofUnit) return { factor: 0.8, reason: `所在分组“${section}”既说人又说单位` };
  if (ofPerson) return { factor: 1, reason: `在分组“${section}”` };
  if (jobSections.test(section)) return { factor: 0.88, reason: `所在分组“${section}”没有说是谁的` };
  return silent;
}
