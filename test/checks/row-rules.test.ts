import { describe, expect, it } from 'vitest';
import { ruleSeverity } from '../../src/checks/index.ts';
import type { CellProblem } from '../../src/model/person.ts';
import { fictionalId, withWrongCheck } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';
import { findingsOf, goodPerson, rulesOf, tableHead, type RowSpec } from './row-builder.ts';

const unknown: CellProblem = { kind: 'unknown-label' };
const ditto: CellProblem = { kind: 'ditto' };
const id = fictionalId('1990-03-05', '男');
const born = { idNumber: id, sex: '男', birthDate: '1990-03-05' };

type Case = [name: string, change: RowSpec, expected: string[]];

describe('a person with whom nothing is wrong', () => {
  it.each([1, 2, 3, 4, 5])('has no finding (%i)', (order) => {
    expect(findingsOf(goodPerson(order))).toEqual([]);
  });

  it('needs no more than the required columns', () => {
    const { idNumber, name, employedOn, workRegion } = goodPerson();
    expect(findingsOf({ idNumber, name, employedOn, workRegion })).toEqual([]);
  });
});

describe('required cells', () => {
  it.each<Case>([
    ['blank number', { idNumber: null }, ['id-missing @idNumber']],
    ['absent number', { idNumber: undefined }, ['id-missing @idNumber']],
    ['spaces only', { idNumber: { raw: '  ' } }, ['id-missing @idNumber']],
    ['blank name', { name: '' }, ['name-missing @name']],
    [
      'name #N/A',
      { name: { raw: '#N/A', type: 'error', problem: { kind: 'excel-error' } } },
      ['name-missing @name'],
    ],
    ['blank date', { employedOn: null }, ['required-missing @employedOn']],
    ['blank place', { workRegion: null }, ['required-missing @workRegion']],
    ['ditto date', { employedOn: { raw: '同上', problem: ditto } }, ['value-ditto @employedOn']],
    ['ditto place', { workRegion: { raw: '〃', problem: ditto } }, ['value-ditto @workRegion']],
    ['ditto name', { name: { raw: '″', problem: ditto } }, ['value-ditto @name']],
    ['ditto number', { idNumber: { raw: '同上', problem: ditto } }, ['value-ditto @idNumber']],
    ['ditto employer', { employer: { raw: '同上', problem: ditto } }, []],
    ['ditto in a list', { education: { raw: '同上', problem: ditto } }, ['vocab-unknown @education']],
    ['blank elsewhere', { sex: null, birthDate: null, disabled: null, phone: null, employer: null }, []],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('are not asked of a column that the sheet does not have', () => {
    const columns = tableHead().columns.filter((column) => column.key !== 'employedOn');
    expect(rulesOf({ employedOn: undefined }, { table: { columns } })).toEqual([]);
  });
});

describe('identity numbers', () => {
  const old = fictionalId('1970-05-06', '女');
  it.each<Case>([
    ['17 characters', { idNumber: id.slice(0, 17) }, ['id-format @idNumber']],
    ['a letter inside', { idNumber: `5223O0${id.slice(6)}` }, ['id-format @idNumber']],
    ['30 February', { idNumber: fictionalId('1990-02-30') }, ['id-format @idNumber']],
    ['born tomorrow', { idNumber: fictionalId('2024-04-11') }, ['id-format @idNumber']],
    ['error value', { idNumber: { raw: '#N/A', problem: { kind: 'excel-error' } } }, ['id-format @idNumber']],
    [
      'wrong check',
      { idNumber: withWrongCheck(id), sex: '女', birthDate: '1991-01-01' },
      ['id-checksum @idNumber'],
    ],
    [
      'damaged',
      { idNumber: { raw: '522300199003051000', type: 'number', problem: { kind: 'damaged-number' } } },
      ['id-damaged @idNumber'],
    ],
    [
      'damaged, untold',
      { idNumber: { raw: '522300199003051000', type: 'number', value: '522300199003051000' } },
      ['id-damaged @idNumber'],
    ],
    ['as shown by Excel', { idNumber: '5.22E+17' }, ['id-damaged @idNumber']],
    [
      '15 digits',
      { idNumber: old.slice(0, 6) + old.slice(8, 17), sex: '女', birthDate: '1970-05-06' },
      ['id-15 @idNumber'],
    ],
    [
      '15 digits as a number',
      {
        idNumber: { value: old.slice(0, 6) + old.slice(8, 17), type: 'number' },
        sex: '女',
        birthDate: '1970-05-06',
      },
      ['id-15 @idNumber'],
    ],
    [
      'born in another year',
      { idNumber: fictionalId('1990-03-05'), birthDate: '1991-03-05' },
      ['birthdate-mismatch @birthDate'],
    ],
    ['year and month agree', { ...born, birthDate: '1990-03' }, []],
    ['year and month differ', { ...born, birthDate: '1990-04' }, ['birthdate-mismatch @birthDate']],
    [
      'birth date unreadable',
      { ...born, birthDate: { raw: '05/03/1990', problem: { kind: 'not-a-date' } } },
      ['birthdate-mismatch @birthDate'],
    ],
    ['other sex', { ...born, sex: '女' }, ['sex-mismatch @sex']],
    ['sex unknown', { ...born, sex: { raw: '南', problem: unknown } }, ['vocab-unknown @sex']],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('offers the 18-character form of an old number, and no repair of any other', () => {
    const short = old.slice(0, 6) + old.slice(8, 17);
    const [finding] = findingsOf({ ...goodPerson(), idNumber: short, sex: '女', birthDate: '1970-05-06' });
    expect(finding).toMatchObject({
      rule: 'id-15',
      severity: 'decision',
      suggestion: old,
      value: '522300*******00'.slice(0, 13) + short.slice(-2),
    });
    const [wrong] = findingsOf({ ...goodPerson(), ...born, idNumber: withWrongCheck(id) });
    expect(wrong).not.toHaveProperty('suggestion');
  });
});

describe('names', () => {
  it.each<Case>([
    ['digit', { name: '张3' }, ['name-suspect @name']],
    ['Latin letter', { name: '张san' }, ['name-suspect @name']],
    ['question mark', { name: '张?' }, ['name-suspect @name']],
    ['wide question mark', { name: '张？' }, ['name-suspect @name']],
    ['replacement', { name: '张\uFFFD' }, ['name-suspect @name']],
    ['private use', { name: '张\uE815' }, ['name-suspect @name']],
    ['private use plane', { name: '张\u{F0001}' }, ['name-suspect @name']],
    ['rare but real', { name: '王𠮷㐱' }, []],
    ['name dot', { name: '阿依古丽·买买提' }, []],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });
});

describe('age on the employment date', () => {
  it.each([
    ['男', '2008-03-06', ['age-under']],
    ['男', '2008-03-05', []],
    ['男', '1964-03-06', []],
    ['男', '1964-03-05', ['age-at-limit']],
    ['男', '1963-03-06', ['age-at-limit']],
    ['男', '1963-03-05', ['age-over']],
    ['女', '1969-03-06', []],
    ['女', '1969-03-05', ['age-at-limit']],
    ['女', '1968-03-06', ['age-at-limit']],
    ['女', '1968-03-05', ['age-over']],
    ['男', '2024-04-01', ['age-under']],
  ] as const)('%s born %s', (sex, birthDate, expected) => {
    const change = { idNumber: fictionalId(birthDate, sex), sex, birthDate };
    expect(rulesOf(change)).toEqual(expected.map((rule) => `${rule} @idNumber`));
  });

  it('completes the years of 29 February on 1 March of a common year', () => {
    const leapling = { idNumber: fictionalId('2008-02-29'), birthDate: '2008-02-29' };
    expect(rulesOf({ ...leapling, employedOn: '2024-02-28' })).toEqual(['age-under @idNumber']);
    expect(rulesOf({ ...leapling, employedOn: '2024-02-29' })).toEqual([]);
    const old = { idNumber: fictionalId('1964-02-29'), birthDate: '1964-02-29' };
    expect(rulesOf({ ...old, employedOn: '2024-02-28' })).toEqual([]);
    expect(rulesOf({ ...old, employedOn: '2024-02-29' })).toEqual(['age-at-limit @idNumber']);
  });

  it('follows the schedule of 2025 from its first day', () => {
    // Born 1964-12-31 60 exactly; born 1965-01: 60 years and 1 month.
    const context = { today: '2025-12-31', pack: { ...shippedPack, year: 2025 } };
    const table = { month: null };
    const man = (birthDate: string, employedOn: string) =>
      rulesOf({ idNumber: fictionalId(birthDate), birthDate, employedOn }, { context, table });
    expect(man('1965-01-10', '2025-01-10')).toEqual([]);
    expect(man('1965-01-10', '2025-02-09')).toEqual([]);
    expect(man('1965-01-10', '2025-02-10')).toEqual(['age-at-limit @idNumber']);
    expect(man('1964-12-31', '2025-01-01')).toEqual(['age-at-limit @idNumber']);
  });

  it('is not judged without a credible date or a number that passes', () => {
    const old = { idNumber: fictionalId('1950-01-01'), birthDate: '1950-01-01' };
    expect(rulesOf({ ...old, employedOn: '2024-05-01' })).toEqual(['employment-in-future @employedOn']);
    expect(rulesOf({ ...old, idNumber: withWrongCheck(old.idNumber) })).toEqual(['id-checksum @idNumber']);
    expect(rulesOf(old, { context: { pack: { ...shippedPack, ageRules: [] } } })).toEqual([]);
  });

  it('says how old, and what the limit is', () => {
    const message = (sex: '男' | '女', birthDate: string) =>
      findingsOf({ ...goodPerson(), sex, birthDate, idNumber: fictionalId(birthDate, sex) })[0]?.message;
    expect(message('女', '1969-03-05')).toContain('满 55 周岁');
    expect(message('女', '1960-03-05')).toContain('女性上限 55 周岁');
    expect(message('男', '2024-04-01')).toContain('尚未出生');
  });
});

describe('employment date', () => {
  it.each<Case>([
    [
      'unreadable',
      { employedOn: { raw: '三月', problem: { kind: 'not-a-date' } } },
      ['employment-date-invalid @employedOn'],
    ],
    ['month only', { employedOn: '2024-03' }, ['employment-date-invalid @employedOn']],
    ['30 February', { employedOn: '2024-02-30' }, ['employment-date-invalid @employedOn']],
    [
      'error value',
      { employedOn: { raw: '#REF!', problem: { kind: 'excel-error' } } },
      ['employment-date-invalid @employedOn'],
    ],
    ['today', { employedOn: '2024-04-10' }, ['employment-after-month @employedOn']],
    ['tomorrow', { employedOn: '2024-04-11' }, ['employment-in-future @employedOn']],
    ['next year', { employedOn: '2025-01-01' }, ['employment-in-future @employedOn']],
    ['first day of the year', { employedOn: '2024-01-01' }, []],
    ['last day of the year before', { employedOn: '2023-12-31' }, ['employment-out-of-year @employedOn']],
    ['last day of the month', { employedOn: '2024-03-31' }, []],
    ['first day after the month', { employedOn: '2024-04-01' }, ['employment-after-month @employedOn']],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it("takes the operator's month before the sheet's, and none for none", () => {
    expect(rulesOf({ employedOn: '2024-04-01' }, { context: { month: '2024-04' } })).toEqual([]);
    expect(rulesOf({ employedOn: '2024-04-01' }, { table: { month: null } })).toEqual([]);
  });
});

describe('a sheet without a column', () => {
  it('has no warning of it in every row', () => {
    const columns = tableHead().columns.filter((column) => column.key !== 'creditCode');
    expect(rulesOf({ creditCode: undefined }, { table: { columns } })).toEqual([]);
  });
});

describe('every finding', () => {
  it('has the severity of the table, a place, and one Chinese sentence without personal numbers', () => {
    const spec: RowSpec = {
      ...goodPerson(),
      idNumber: withWrongCheck(id),
      name: '张3',
      phone: '139000',
      education: { raw: `${id} 13900001111`, problem: unknown },
      employedOn: '2023-12-31',
      workRegion: '522302001202',
      monthlyIncome: { raw: '面议', problem: { kind: 'not-an-amount' } },
      creditCode: null,
    };
    const findings = findingsOf(spec);
    expect(findings).toHaveLength(8);
    for (const finding of findings) {
      expect(finding.severity).toBe(ruleSeverity[finding.rule as keyof typeof ruleSeverity]);
      expect(finding).toMatchObject({ file: 'inbox/东湖街道3月.xlsx', sheet: 'Sheet1', row: 4 });
      expect(finding.cell).toBe(`${String(finding.column)}4`);
      expect(finding.message).toMatch(/\p{Script=Han}/u);
      expect(JSON.stringify(finding)).not.toContain(id.slice(0, 17));
      expect(JSON.stringify(finding)).not.toContain('13900001111');
    }
    expect(findings.find((finding) => finding.rule === 'id-checksum')?.value).toMatch(/^522300\*{10}/);
  });

  it('stands at the cell of the row itself', () => {
    const [finding] = findingsOf({ ...goodPerson(), sex: { value: '女', column: 'ZZ' } });
    expect(finding).toMatchObject({
      rule: 'sex-mismatch',
      column: 'ZZ',
      cell: 'ZZ4',
      value: '女',
      suggestion: '男',
    });
  });
});
