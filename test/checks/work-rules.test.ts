import { describe, expect, it } from 'vitest';
import type { CellProblem } from '../../src/model/person.ts';
import { fictionalCreditCode } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';
import { findingsOf, goodPerson, letters, rulesOf, tableHead, type RowSpec } from './row-builder.ts';

const unknown: CellProblem = { kind: 'unknown-label' };

type Case = [name: string, change: RowSpec, expected: string[]];

describe('place of work', () => {
  const unknownPlace: CellProblem = { kind: 'unknown-place' };
  it.each<Case>([
    ['not on the list', { workRegion: '522302001202' }, ['region-not-urban @workRegion']],
    ['another city', { workRegion: '520102001001' }, ['region-not-urban @workRegion']],
    [
      'malformed',
      { workRegion: { raw: '52230200100', problem: unknownPlace } },
      ['region-unknown @workRegion'],
    ],
    ['malformed, untold', { workRegion: '52230200100' }, ['region-unknown @workRegion']],
    [
      'street',
      { workRegion: { raw: '522302001000', problem: unknownPlace } },
      ['region-unknown @workRegion'],
    ],
    [
      'unknown name',
      { workRegion: { raw: '兴隆村', problem: unknownPlace } },
      ['region-unknown @workRegion'],
    ],
    [
      'damaged',
      { workRegion: { raw: '5.22E+11', problem: { kind: 'damaged-number' } } },
      ['region-unknown @workRegion'],
    ],
    ['other class', { urbanRuralClass: '112' }, ['region-class-mismatch @urbanRuralClass']],
    ['blank class', { urbanRuralClass: null }, []],
    [
      'unknown class',
      { urbanRuralClass: { raw: '119', problem: unknown } },
      ['vocab-unknown @urbanRuralClass'],
    ],
    [
      'class of an unlisted place',
      { workRegion: '522302001202', urbanRuralClass: '220' },
      ['region-not-urban @workRegion'],
    ],
    ['own area, other place', { workRegion: '522302001201', urbanRuralClass: '112' }, []],
    ['outside the own area', { workRegion: '522302002001' }, ['region-outside-unit @workRegion']],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('is free for departments and while the unit is unknown', () => {
    expect(rulesOf({ workRegion: '522302002001' }, { table: { reportingUnit: '市教育局' } })).toEqual([]);
    expect(rulesOf({ workRegion: '522302002001' }, { table: { reportingUnit: null } })).toEqual([]);
  });

  it("is held against the operator's unit where one is given", () => {
    expect(rulesOf({ workRegion: '522302002001' }, { context: { unit: '城南街道' } })).toEqual([]);
    expect(rulesOf({}, { context: { unit: '兴仁市城南街道办事处' } })).toEqual([
      'region-outside-unit @workRegion',
    ]);
  });

  it('proposes places that an unknown name names', () => {
    const [finding] = findingsOf({
      ...goodPerson(),
      workRegion: { raw: '东湖社区旁', problem: unknownPlace },
    });
    expect(finding?.suggestion).toEqual(['东湖街道东湖社区']);
    const [none] = findingsOf({ ...goodPerson(), workRegion: { raw: '某处', problem: unknownPlace } });
    expect(none).not.toHaveProperty('suggestion');
  });
});

describe('vocabularies', () => {
  it.each<Case>([
    ['unknown label', { education: { raw: '大学堂', problem: unknown } }, ['vocab-unknown @education']],
    [
      'no yes or no',
      { disabled: { raw: '不详', problem: { kind: 'not-yes-no' } } },
      ['vocab-unknown @disabled'],
    ],
    ['error value', { sector: { raw: '#N/A', problem: { kind: 'excel-error' } } }, ['vocab-unknown @sector']],
    [
      'two meanings',
      {
        education: {
          raw: '研究生',
          problem: { kind: 'ambiguous-label', candidates: ['硕士研究生', '博士研究生'] },
        },
      },
      ['vocab-ambiguous @education'],
    ],
    [
      'several forms',
      {
        employmentForm: {
          raw: '是',
          problem: { kind: 'ambiguous-label', candidates: ['单位就业', '灵活就业'] },
        },
      },
      ['vocab-ambiguous @employmentForm'],
    ],
    ['text column', { employer: { raw: '#N/A', problem: { kind: 'excel-error' } } }, []],
    [
      'sector of the industry',
      { industry: '制造业', sector: '第三产业' },
      ['industry-sector-mismatch @sector'],
    ],
    ['no sector', { industry: '制造业', sector: null }, []],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('gives the candidates as suggestion', () => {
    const candidates = ['硕士研究生', '博士研究生'];
    const [finding] = findingsOf({
      ...goodPerson(),
      education: { raw: '研究生', problem: { kind: 'ambiguous-label', candidates } },
    });
    expect(finding).toMatchObject({
      severity: 'decision',
      suggestion: candidates,
      value: '研究生',
      cell: `${letters('education')}4`,
    });
    expect(finding?.message).toContain('硕士研究生还是博士研究生');
  });
});

describe('excluded and doubtful people', () => {
  it.each<Case>([
    [
      'form',
      { employmentForm: { raw: '就业见习', problem: unknown } },
      ['vocab-unknown @employmentForm', 'trainee-excluded @employmentForm'],
    ],
    [
      'category',
      { personCategory: { raw: '见习生', problem: unknown } },
      ['vocab-unknown @personCategory', 'trainee-excluded @personCategory'],
    ],
    ['post', { post: '见习 护士' }, ['trainee-excluded @post']],
    ['spaced', { remark: '就业见 习' }, ['trainee-excluded @remark']],
    ['history', { remark: '见习期满留用' }, ['trainee-history @remark']],
    ['history before', { remark: '曾在我局见习' }, ['trainee-history @remark']],
    ['history and present', { post: '见习护士', remark: '见习期满' }, ['trainee-excluded @post']],
    ['present after history', { post: '见习转正', remark: '见习' }, ['trainee-excluded @remark']],
    ['employer', { employer: '青年见习基地' }, []],
    ['grass roots, proven', { remark: '三支一扶' }, []],
    ['grass roots, no contract', { remark: '三支一扶', laborContract: false }, ['grassroots-proof @remark']],
    ['grass roots, blank insurance', { post: '特岗教师', socialInsurance: null }, ['grassroots-proof @post']],
    [
      'grass roots, columns absent',
      { employer: '西部计划项目办', laborContract: undefined, socialInsurance: undefined },
      ['grassroots-proof @employer'],
    ],
    [
      'grass roots, first naming cell',
      { post: '大学生村官', remark: '大学生村官', laborContract: null },
      ['grassroots-proof @post'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('finds grass-roots projects in columns that the pack does not know', () => {
    const columns = [...tableHead().columns, { key: null, header: '项目', column: 'AZ' }];
    const findings = findingsOf(
      { ...goodPerson(), laborContract: null },
      { table: { columns }, extra: { 项目: '三支一扶' } },
    );
    expect(findings.map(({ rule, cell, value }) => [rule, cell, value])).toEqual([
      ['grassroots-proof', 'AZ4', '三支一扶'],
    ]);
  });

  it('follows the words of the pack', () => {
    const exclusions = { traineeWords: ['实习(生)'], traineeHistoryWords: [], grassrootsWords: [] };
    const context = { pack: { ...shippedPack, exclusions } };
    expect(rulesOf({ post: '见习', remark: '三支一扶', laborContract: null }, { context })).toEqual([]);
    expect(rulesOf({ post: '实习(生)' }, { context })).toEqual(['trainee-excluded @post']);
  });
});

describe('phone, employer code and income', () => {
  const rare = `2${fictionalCreditCode().slice(1, 17)}`;
  it.each<Case>([
    ['short phone', { phone: '1390000' }, ['phone-invalid @phone']],
    ['unreadable phone', { phone: { raw: '无' } }, ['phone-invalid @phone']],
    ['landline', { phone: '0859-6210000' }, []],
    [
      'code wrong',
      {
        creditCode: `${fictionalCreditCode().slice(0, 17)}${fictionalCreditCode().endsWith('0') ? '1' : '0'}`,
      },
      ['credit-code-checksum @creditCode'],
    ],
    ['code short', { creditCode: '91522300' }, ['credit-code-checksum @creditCode']],
    [
      'code damaged',
      { creditCode: { raw: '915223000000000000', type: 'number', problem: { kind: 'damaged-number' } } },
      ['credit-code-damaged @creditCode'],
    ],
    [
      'code a number',
      { creditCode: { value: '12345', type: 'number' } },
      ['credit-code-damaged @creditCode'],
    ],
    ['rare issuer', { creditCode: fictionalCreditCode(rare) }, ['credit-code-issuer @creditCode']],
    ['no code', { creditCode: null }, ['credit-code-missing @creditCode']],
    ['none written', { creditCode: '无' }, ['credit-code-missing @creditCode']],
    ['slash', { creditCode: '/', employmentForm: '灵活就业' }, []],
    ['no code for flexible work', { creditCode: null, employmentForm: '灵活就业' }, []],
    ['no code and no form', { creditCode: null, employmentForm: null }, []],
    [
      'income text',
      { monthlyIncome: { raw: '面议', problem: { kind: 'not-an-amount' } } },
      ['income-invalid @monthlyIncome'],
    ],
    ['income negative', { monthlyIncome: -1 }, ['income-invalid @monthlyIncome']],
    ['income blank', { monthlyIncome: null }, []],
    ['income zero', { monthlyIncome: 0 }, []],
  ])('%s', (_name, change, expected) => {
    expect(rulesOf(change)).toEqual(expected);
  });

  it('holds the income against the floor in force on the employment date', () => {
    const incomeFloors = [
      { from: '2023-07-01', yuan: 700, source: '文号' },
      { from: '2024-03-05', yuan: 750, source: '文号' },
    ];
    const income = (monthlyIncome: number, employedOn: string | null) =>
      rulesOf({ monthlyIncome, employedOn }, { context: { pack: { ...shippedPack, incomeFloors } } });
    expect(income(749, '2024-03-04')).toEqual([]);
    expect(income(749, '2024-03-05')).toEqual(['income-below-floor @monthlyIncome']);
    expect(income(750, '2024-03-05')).toEqual([]);
    expect(income(699.99, '2024-03-04')).toEqual(['income-below-floor @monthlyIncome']);
    expect(income(700, null)).toEqual(['required-missing @employedOn', 'income-below-floor @monthlyIncome']);
  });
});
