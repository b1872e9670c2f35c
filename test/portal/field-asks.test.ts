import { beforeAll, describe, expect, test } from 'vitest';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { PersonValues } from '../../src/model/person.ts';
import { fieldAsks, fieldProblems, formatDate } from '../../src/portal/driver/field-asks.ts';
import { recordDifferences } from '../../src/portal/driver/record-differences.ts';
import { fillTemplate, unknownName } from '../../src/portal/profile/templates.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import { person, simulatorProfile, xingren } from './simulated-portal.ts';

let profile: Profile;
let pack: PolicyPack;
beforeAll(async () => {
  [profile, pack] = await Promise.all([simulatorProfile(), xingren()]);
});

function asked(values: PersonValues): Record<string, unknown> {
  return Object.fromEntries(fieldAsks(profile, pack, values).map((ask) => [ask.rule.label, ask.asked]));
}

describe('what each field is asked to hold', () => {
  test('labels, yes and no, dates, money and places as the portal words them', () => {
    expect(
      asked(person(1, { politicalStatus: '中国共产党党员', disabled: true, monthlyIncome: 3200.5 })),
    ).toMatchObject({
      政治面貌: '中共党员',
      是否残疾人: '是',
      是否刑满释放人员: false,
      就业时间: '2024-03-05',
      就业地: ['兴仁市', '东湖街道', '东湖社区'],
      '月收入（元）': '3200.5',
      备注: null,
    });
  });

  test('fields that do not apply to the person are left out, by the value of the sheet', () => {
    expect(asked(person(1, { employmentForm: '个体经营' }))).toMatchObject({
      字号名称: '兴仁市百味园餐饮店',
    });
    expect(asked(person(1, { employmentForm: '个体经营' }))).not.toHaveProperty('就业单位名称');
    expect(asked(person(1, { employmentForm: '灵活就业' }))).not.toHaveProperty('统一社会信用代码');
  });

  test('a constant and a template', () => {
    const entry = {
      ...profile.entry,
      fields: [
        { label: '国籍', constant: '中国', loaded: 'auto', required: false, blank: 'empty', mask: false },
        {
          label: '单位',
          template: '{employer}({creditCode})',
          loaded: 'auto',
          required: false,
          blank: 'empty',
          mask: false,
        },
      ] satisfies Profile['entry']['fields'],
    };
    const own = { ...profile, entry };

    expect(fieldAsks(own, pack, person(1)).map((ask) => ask.asked)).toEqual([
      '中国',
      '兴仁市百味园餐饮店(92522302MA0770555U)',
    ]);
    expect(fieldAsks(own, pack, person(1, { creditCode: null }))[1]?.asked).toBeNull();
  });
});

describe('what the portal needs and the sheet does not say', () => {
  test('a complete person has none', () => {
    expect(fieldProblems(profile, pack, person(1))).toEqual([]);
  });

  test.each<[string, PersonValues, string, string]>([
    ['a blank', { phone: null }, 'required-missing', '联系电话'],
    ['a blank yes or no', { releasedPrisoner: null }, 'required-missing', '是否刑满释放人员'],
    [
      'a blank that only this form needs',
      { employmentForm: '灵活就业', post: null },
      'required-missing',
      '岗位/工种',
    ],
    ['a place that the pack does not know', { workRegion: '522302999001' }, 'place-unknown', '就业地'],
    ['a value that the portal has no option for', { ethnicity: '革家人' }, 'option-unavailable', '民族'],
  ])('%s', (_, changes, kind, label) => {
    expect(fieldProblems(profile, pack, person(1, changes))).toMatchObject([{ kind, label }]);
  });

  test('what is only needed elsewhere is no problem', () => {
    expect(fieldProblems(profile, pack, person(1, { employmentForm: '灵活就业', creditCode: null }))).toEqual(
      [],
    );
  });
});

describe('the row of the list', () => {
  const shown = {
    受理编号: 'CZ1',
    身份证号码: String(person(1).idNumber),
    姓名: '韦一',
    性别: '男',
    就业形式: '单位就业',
    就业单位名称: '兴仁市百味园餐饮店',
    就业时间: '2024-03-05',
    就业地: '东湖街道东湖社区',
    状态: '待审核',
    录入时间: '2024-03-20 09:00',
  };
  const differences = (changes: Partial<typeof shown>, values = person(1)) =>
    recordDifferences(profile, pack, values, {
      idNumber: shown.身份证号码,
      shown: { ...shown, ...changes },
      state: '待审核',
      receipt: 'CZ1',
    }).map((difference) => difference.header);

  test('agrees with the person', () => {
    expect(differences({})).toEqual([]);
  });

  test.each<[Partial<typeof shown>, string]>([
    [{ 姓名: '韦二' }, '姓名'],
    [{ 就业时间: '2024-03-06' }, '就业时间'],
    [{ 就业地: '城南街道东湖社区' }, '就业地'],
    [{ 就业单位名称: '兴仁市百味园餐饮店（东湖店）' }, '就业单位名称'],
  ])('%j is another person or another content', (changes, header) => {
    expect(differences(changes)).toEqual([header]);
  });

  test('a field that the form does not have for this person is not compared', () => {
    expect(
      differences({ 就业形式: '灵活就业', 就业单位名称: '' }, person(1, { employmentForm: '灵活就业' })),
    ).toEqual([]);
  });
});

test.each([
  ['YYYY-MM-DD', '2024-03-05'],
  ['YYYY/MM/DD', '2024/03/05'],
  ['YYYYMMDD', '20240305'],
  ['YYYY年M月D日', '2024年3月5日'],
  ['YYYY-MM', '2024-03'],
] as const)('a date as %s', (format, text) => {
  expect(formatDate('2024-03-05', format)).toBe(text);
});

test('templates know their names and never make half a text', () => {
  expect(unknownName('{town}{place}')).toBeNull();
  expect(unknownName('{constructor}')).toBe('constructor');
  expect(fillTemplate('{town}{place}', { town: '东湖街道', place: null })).toBeNull();
  expect(fillTemplate('{town}·{place}', { town: '东湖街道', place: '{code}', code: '1' })).toBe(
    '东湖街道·{code}',
  );
});
