/** Names of the inputs: the field codes that such systems use, so that nothing but the label says what a field is. */
const names: Record<string, string> = {
  idNumber: 'aac002',
  name: 'aac003',
  sex: 'aac004',
  birthDate: 'aac006',
  ethnicity: 'aac005',
  householdType: 'aac009',
  householdPlace: 'aac010',
  education: 'aac011',
  politicalStatus: 'aac024',
  phone: 'aae005',
  disabled: 'yac001',
  leftBehindFamily: 'yac002',
  releasedPrisoner: 'yac003',
  personCategory: 'aac027',
  employmentForm: 'aac318',
  employer: 'aab004',
  shopName: 'aab069',
  creditCode: 'aab003',
  unitType: 'aab019',
  industry: 'aab022',
  sector: 'aab054',
  post: 'acb216',
  employedOn: 'acc031',
  workRegion: 'aab301',
  urbanRuralClass: 'yab004',
  monthlyIncome: 'acc034',
  remark: 'aae013',
};

export function inputName(key: string): string {
  return names[key] ?? key;
}
