/**
 * The columns that the product knows, by key. The keys are the contract of `luru check --json` (RULES, "Column keys");
 * what a column is called on paper, whether it is required and which vocabulary it takes is data of the policy pack.
 */
export const columnKeys = [
  'no',
  'idNumber',
  'name',
  'sex',
  'birthDate',
  'ethnicity',
  'householdType',
  'householdPlace',
  'education',
  'politicalStatus',
  'disabled',
  'leftBehindFamily',
  'releasedPrisoner',
  'rehabilitated',
  'veteran',
  'povertyRelieved',
  'relocated',
  'graduate',
  'school',
  'graduatedOn',
  'personCategory',
  'permitNumber',
  'phone',
  'employer',
  'creditCode',
  'unitType',
  'industry',
  'sector',
  'employmentForm',
  'post',
  'employedOn',
  'workRegion',
  'urbanRuralClass',
  'monthlyIncome',
  'laborContract',
  'socialInsurance',
  'hardship',
  'collectingUnit',
  'remark',
] as const;

export type ColumnKey = (typeof columnKeys)[number];

/** How a cell of the column is read. */
export const columnKinds = [
  'serial',
  'text',
  'id-number',
  'person-name',
  'date',
  'vocabulary',
  'yes-no',
  'phone',
  'credit-code',
  'region',
  'money',
] as const;

export type ColumnKind = (typeof columnKinds)[number];

export interface Column {
  key: ColumnKey;
  /** As the pack's own form prints it. */
  header: string;
  /** Other spellings of the header, matched after the same clean-up. */
  aliases: string[];
  kind: ColumnKind;
  /** Name of the vocabulary in the pack; only for kind `vocabulary` and for `yes-no` columns that also take a list (hardship). */
  vocabulary: string | null;
  required: boolean;
  /** Personal data that is masked on screens and in logs. */
  sensitive: boolean;
}
