import { describe, expect, it } from 'vitest';
import { ledgerFindings, portalFieldFindings, type KnownPerson } from '../../src/checks/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { TableHead } from '../../src/model/person.ts';
import { fictionalId } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';
import {
  brief,
  checkerWith,
  goodPerson,
  letters,
  personRow,
  tableHead,
  type RowSpec,
} from './row-builder.ts';

const at = (key: Parameters<typeof letters>[0], row: number) => `${letters(key)}${String(row)}`;
const id = fictionalId('1990-03-05');
const person = (parts: RowSpec = {}, order = 1): RowSpec => ({ ...goodPerson(order), ...parts });
const same = (parts: RowSpec = {}, order = 1) =>
  person({ idNumber: id, birthDate: '1990-03-05', ...parts }, order);

describe('tables', () => {
  const table = (parts: Partial<TableHead>) => checkerWith().table(tableHead(parts));
  const units = (findings: Finding[]) => findings.filter(({ rule }) => rule.startsWith('unit-'));

  it('know their unit', () => {
    expect(units(table({}))).toEqual([]);
  });

  it('wait for a person where the unit is unknown or missing', () => {
    const [unknown] = units(
      table({ reportingUnit: null, reportingUnitRaw: '东湖街道东湖社区', unitSuggestion: '城南街道' }),
    );
    expect(unknown).toMatchObject({
      rule: 'unit-unknown',
      severity: 'decision',
      cell: 'A2',
      row: 2,
      column: 'A',
      value: '东湖街道东湖社区',
      suggestion: ['城南街道', '东湖街道'],
    });
    const [withPhone] = units(table({ reportingUnit: null, reportingUnitRaw: '某某公司 13900001111' }));
    expect(withPhone).toMatchObject({ value: '某某公司 139******11' });
    expect(withPhone?.message).toContain('“某某公司 139******11”');
    const [missing] = units(
      table({
        reportingUnit: null,
        reportingUnitRaw: null,
        reportingUnitCell: null,
        unitSuggestion: '东湖街道',
      }),
    );
    expect(missing).toMatchObject({
      rule: 'unit-missing',
      severity: 'decision',
      cell: null,
      row: null,
      suggestion: ['东湖街道'],
    });
    const [blank] = units(table({ reportingUnit: null, reportingUnitRaw: ' ' }));
    expect(blank?.rule).toBe('unit-missing');
    expect(blank).not.toHaveProperty('suggestion');
  });

  it('need none where the operator names one', () => {
    const checker = checkerWith({ unit: '市教育局' });
    expect(units(checker.table(tableHead({ reportingUnit: null, reportingUnitRaw: null })))).toEqual([]);
  });

  it('say once a file that no income floor is set', () => {
    const checker = checkerWith();
    const rules = (parts: Partial<TableHead>) => checker.table(tableHead(parts));
    expect(rules({})).toMatchObject([
      { rule: 'income-floor-not-set', severity: 'info', sheet: null, row: null, cell: null },
    ]);
    expect(rules({ sheet: 'Sheet2' })).toEqual([]);
    expect(rules({ file: '教育局.xlsx' })).toHaveLength(1);
    const incomeFloors = [{ from: '2024-01-01', yuan: 700, source: '文号' }];
    expect(checkerWith({ pack: { ...shippedPack, incomeFloors } }).table(tableHead())).toEqual([]);
  });
});

describe('ledgerFindings', () => {
  const known: KnownPerson = {
    entryId: 'E000012',
    name: '王小明',
    unit: '市教育局',
    month: '2024-02',
    file: '教育局2月.xlsx',
    sheet: '花名册',
    row: 9,
  };
  const row = personRow(4, same());

  it('finds the person under any unit', () => {
    const [finding, ...rest] = ledgerFindings(tableHead(), row, [known, { ...known, name: '李四' }]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'duplicate-in-ledger',
      severity: 'error',
      cell: at('idNumber', 4),
    });
    for (const words of ['E000012', '市教育局', '2024-02', '教育局2月.xlsx“花名册”第 9 行', '第 4 行']) {
      expect(finding?.message).toContain(words);
    }
    expect(JSON.stringify(finding)).not.toContain(id);
  });

  it('says another name instead', () => {
    expect(brief(ledgerFindings(tableHead(), row, [{ ...known, name: '李四', unit: null }]))).toEqual([
      `same-id-other-name ${at('name', 4)}`,
    ]);
    expect(brief(ledgerFindings(tableHead(), personRow(4, same({ name: null })), [known]))).toEqual([
      `duplicate-in-ledger ${at('idNumber', 4)}`,
    ]);
    expect(ledgerFindings(tableHead(), row, [])).toEqual([]);
  });
});

describe('portalFieldFindings', () => {
  it('names what the portal needs and the row leaves blank', () => {
    const place = { file: '东湖.xlsx', sheet: 'Sheet1', row: 7 };
    const needed = { phone: '联系电话', employer: '现单位', disabled: '是否残疾人', name: '姓名' } as const;
    const findings = portalFieldFindings(shippedPack, place, needed, {
      name: '王小明',
      disabled: false,
      phone: '',
    });
    expect(findings.map(({ rule, severity, row, message }) => [rule, severity, row, message])).toEqual([
      ['portal-field-required', 'error', 7, '门户要求填写联系电话，采集表中是空白，请补齐后重新报送'],
      [
        'portal-field-required',
        'error',
        7,
        '门户要求填写就业单位名称（门户字段“现单位”），采集表中是空白，请补齐后重新报送',
      ],
    ]);
  });
});
