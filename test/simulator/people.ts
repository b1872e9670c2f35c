// Invented people for the portal's own tests: area code 522300 belongs to nobody, the check character is right.

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function idNumber(birthDate: string, serial: number): string {
  const body = `522300${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** A complete, valid form as the modern page posts it. */
export function validValues(id: string, changes: Record<string, string> = {}): Record<string, string> {
  return {
    idNumber: id,
    name: '测试甲',
    ethnicity: '09',
    householdType: '20',
    householdPlace: '兴仁市东湖街道五峰村三组',
    education: '31',
    politicalStatus: '13',
    phone: '13800001111',
    disabled: '0',
    leftBehindFamily: '0',
    releasedPrisoner: '0',
    personCategory: '07',
    employmentForm: '010',
    employer: '兴仁市百味园餐饮店',
    creditCode: '12522302000770037Q',
    unitType: '60',
    industry: 'H',
    post: '服务员',
    employedOn: '2024-03-05',
    workRegion: '522302001001',
    monthlyIncome: '3200',
    remark: '',
    ...changes,
  };
}
