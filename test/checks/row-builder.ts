import { createChecker, type CheckContext, type Checker } from '../../src/checks/index.ts';
import type { ColumnKey } from '../../src/model/column.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { CellValue, PersonCell, PersonRow, TableColumn, TableHead } from '../../src/model/person.ts';
import { fictionalCreditCode, fictionalId } from '../model/fictional-numbers.ts';
import { shippedPack } from '../pack/shipped-pack.ts';

/** A value, a part of a cell, or undefined for a cell that the row does not have. */
export type CellSpec = CellValue | Partial<PersonCell> | undefined;
export type RowSpec = Partial<Record<ColumnKey, CellSpec>>;

const columns: TableColumn[] = shippedPack.columns.map((column, index) => ({
  key: column.key,
  header: column.header,
  column: columnLetters(index + 1),
}));

export function columnLetters(number: number): string {
  const rest = (number - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return number <= 26 ? letter : columnLetters((number - 1 - rest) / 26) + letter;
}

/** Letters of a column of the built tables. */
export function letters(key: ColumnKey): string {
  return columns.find((column) => column.key === key)?.column ?? '?';
}

export function tableHead(parts: Partial<TableHead> = {}): TableHead {
  return {
    file: 'inbox/东湖街道3月.xlsx',
    sheet: 'Sheet1',
    title: '2024年兴仁市城镇新增就业信息采集表',
    reportingUnit: '东湖街道',
    reportingUnitRaw: '东湖街道',
    reportingUnitCell: 'A2',
    unitSuggestion: null,
    headerRow: 3,
    columns,
    month: '2024-03',
    ...parts,
  };
}

/** A person with whom nothing is wrong. */
export function goodPerson(order = 1): RowSpec {
  const birthDate = `19${String(70 + (order % 20))}-0${String(1 + (order % 9))}-15`;
  return {
    no: String(order),
    idNumber: fictionalId(birthDate, '男', (order * 7) % 499),
    name: '王小明',
    sex: '男',
    birthDate,
    ethnicity: '布依族',
    householdType: '农业户口（农村）',
    householdPlace: '兴仁市东湖街道',
    education: '大学本科',
    politicalStatus: '群众',
    disabled: false,
    phone: `139${String(10_000_000 + order)}`,
    employer: '兴仁市某某商贸有限公司',
    creditCode: fictionalCreditCode(),
    unitType: '企业',
    industry: '批发和零售业',
    sector: '第三产业',
    employmentForm: '单位就业',
    post: '店员',
    employedOn: '2024-03-05',
    workRegion: '522302001001',
    urbanRuralClass: '111',
    monthlyIncome: 2800,
    laborContract: true,
    socialInsurance: true,
    remark: null,
  };
}

export function personRow(row: number, spec: RowSpec, extra: Record<string, string> = {}): PersonRow {
  const cells: Partial<Record<ColumnKey, PersonCell>> = {};
  for (const { key, column } of columns) {
    if (key !== null && spec[key] !== undefined) cells[key] = personCell(key, column, spec[key]);
  }
  return { row, hidden: false, cells, extra };
}

function personCell(key: ColumnKey, column: string, spec: CellSpec): PersonCell {
  const parts: Partial<PersonCell> =
    typeof spec === 'object' && spec !== null ? spec : { value: spec ?? null };
  const value = parts.value ?? null;
  return {
    key,
    column,
    type: value === null && parts.raw === undefined ? 'blank' : typeof value === 'number' ? 'number' : 'text',
    raw: value === null ? '' : String(value),
    value,
    problem: null,
    formula: false,
    ...parts,
  };
}

export function checkerWith(context: Partial<CheckContext> = {}): Checker {
  return createChecker({ pack: shippedPack, today: '2024-04-10', month: null, unit: null, ...context });
}

/** Findings of one row by itself, in a fresh checker. */
export function findingsOf(
  spec: RowSpec,
  options: {
    context?: Partial<CheckContext>;
    table?: Partial<TableHead>;
    extra?: Record<string, string>;
  } = {},
): Finding[] {
  const checker = checkerWith(options.context);
  const table = tableHead(options.table);
  return [...checker.row(table, personRow(4, spec, options.extra)), ...checker.end()];
}

/** Rule and cell of each finding, e.g. `sex-mismatch D4`. */
export function brief(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.rule} ${finding.cell ?? '-'}`);
}

/** Rules of a good person with some cells changed, each with the key of its cell. */
export function rulesOf(change: RowSpec, options: Parameters<typeof findingsOf>[1] = {}): string[] {
  const byColumn = new Map(columns.map(({ key, column }) => [column, key]));
  return findingsOf({ ...goodPerson(), ...change }, options).map(
    (finding) => `${finding.rule} @${String(byColumn.get(finding.column ?? '') ?? null)}`,
  );
}
