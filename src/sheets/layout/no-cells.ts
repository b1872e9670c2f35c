import type { ColumnKey } from '../../model/column.ts';
import type { PersonCell } from '../../model/person.ts';

export type CellsInTheMaking = Record<ColumnKey, PersonCell | undefined>;

/**
 * The cells of a row with every column in its place and nothing in it. Written out, because an object that gets thirty
 * keys one by one becomes a hash table: building those, and looking into them, took a fifth of a check.
 */
export function noCells(): CellsInTheMaking {
  return {
    no: undefined,
    idNumber: undefined,
    name: undefined,
    sex: undefined,
    birthDate: undefined,
    ethnicity: undefined,
    householdType: undefined,
    householdPlace: undefined,
    education: undefined,
    politicalStatus: undefined,
    disabled: undefined,
    leftBehindFamily: undefined,
    releasedPrisoner: undefined,
    rehabilitated: undefined,
    veteran: undefined,
    povertyRelieved: undefined,
    relocated: undefined,
    graduate: undefined,
    school: undefined,
    graduatedOn: undefined,
    personCategory: undefined,
    permitNumber: undefined,
    phone: undefined,
    employer: undefined,
    creditCode: undefined,
    unitType: undefined,
    industry: undefined,
    sector: undefined,
    employmentForm: undefined,
    post: undefined,
    employedOn: undefined,
    workRegion: undefined,
    urbanRuralClass: undefined,
    monthlyIncome: undefined,
    laborContract: undefined,
    socialInsurance: undefined,
    hardship: undefined,
    collectingUnit: undefined,
    remark: undefined,
  };
}
