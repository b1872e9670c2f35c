import { columnsOf, utcDay, type CellInput, type Form, type FormColumn, type FormRow } from './form.ts';
import type { MeantRow } from './expected.ts';
import type { SampleKey, SamplePerson } from './people.ts';

/** Other headers, another order, marks and notes: as a street office rebuilt the form in its own way. */
const columns: readonly FormColumn[] = columnsOf(
  [
    'no',
    'name',
    'idNumber',
    'sex',
    'ethnicity',
    'birthDate',
    'education',
    'politicalStatus',
    'householdType',
    'householdPlace',
    'phone',
    'employmentForm',
    'employer',
    'creditCode',
    'unitType',
    'industry',
    'sector',
    'post',
    'employedOn',
    'workRegion',
    'monthlyIncome',
    'personCategory',
    'disabled',
    'leftBehindFamily',
    'releasedPrisoner',
    'remark',
  ],
  {
    name: '姓  名',
    idNumber: '*身份证号\n（必填）',
    ethnicity: '民  族',
    birthDate: '出生年月日',
    education: '学历：',
    householdType: '户籍性质',
    householdPlace: '户籍地址',
    phone: '联系\n方式',
    employmentForm: '就业方式（必填）',
    employer: '现工作单位',
    creditCode: '统一信用代码',
    unitType: '单位性质',
    industry: '行业',
    sector: '产业',
    post: '岗位名称',
    employedOn: '入职时间（必填）',
    workRegion: '就业地点',
    monthlyIncome: '月工资',
    disabled: '残疾人',
    leftBehindFamily: '留守儿童家庭劳动力',
    releasedPrisoner: '是否刑满释放',
  },
);

const fullWidth = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const excelSerial = (date: string) => Math.round(utcDay(date).getTime() / 86_400_000) + 25_569;
const parts = (date: string) => date.split('-').map(Number) as [number, number, number];

type Spelling = (value: string, person: SamplePerson) => CellInput;

/** Spellings of each column in turn; every one means the same as the canonical value. */
const spellings: Partial<Record<SampleKey, readonly Spelling[]>> = {
  name: [
    (v) => v,
    (v) => `${v.charAt(0)} ${v.slice(1)}`,
    (v) => ` ${v}\u3000`,
    (v) => v.replace('\u00b7', '\u2022'),
  ],
  idNumber: [
    (v) => v.toLowerCase(),
    (v) => `'${v}`,
    (v) => fullWidth(v),
    (v) => `${v.slice(0, 6)} ${v.slice(6, 14)} ${v.slice(14)}`,
    (v) => `\u200b${v}\u00a0`,
    (v) => v.replace('X', '\u0425'),
    (v) => `${v.slice(0, 6)}-${v.slice(6, 14)}-${v.slice(14)}`,
  ],
  sex: [(v) => v, (v) => `${v}性`, (v) => ` ${v} `],
  ethnicity: [(v) => v, (v) => (v === '汉族' ? '汉' : v), (v) => (v === '布依族' ? '布依' : v)],
  birthDate: [
    (v) => v,
    (v) => v.replaceAll('-', ''),
    (v) => v.replaceAll('-', '.'),
    (v) => ({ value: utcDay(v), numFmt: 'yyyy/m/d' }),
    (v) => `${String(parts(v)[0])}年${String(parts(v)[1])}月${String(parts(v)[2])}日`,
  ],
  education: [(v) => v, (v) => ` ${v}`],
  politicalStatus: [(v) => (v === '中共党员' ? '党员' : v === '共青团员' ? '团员' : v), (v) => `${v}\u00a0`],
  householdType: [
    (v) => ({ '农业户口（农村）': '农村', '非农业户口（城镇）': '城镇', 居民户口: '居民' })[v] ?? v,
  ],
  phone: [
    (v) => v,
    (v) => ({ value: Number(v) }),
    (v) => `${v.slice(0, 3)} ${v.slice(3, 7)} ${v.slice(7)}`,
    (v) => `${v}、${v.slice(0, 9)}00`,
    (v) => fullWidth(v),
    (v) => `${v.slice(0, 3)}-${v.slice(3, 7)}-${v.slice(7)}`,
  ],
  employmentForm: [(v) => ({ 个体经营: '个体户', 灵活就业: '灵活', 单位就业: '单位' })[v] ?? v, (v) => v],
  creditCode: [(v) => v, (v) => v.toLowerCase(), (v) => ` ${v}`, (v) => fullWidth(v)],
  industry: [(v) => v, (v) => (v === '批发和零售业' ? '批发零售业' : v)],
  sector: [(v) => v, (v) => ({ 第一产业: '一产', 第二产业: '二产', 第三产业: '三产' })[v] ?? v],
  employedOn: [
    (v) => v.replaceAll('-', '.'),
    (v) => ({ value: utcDay(v), numFmt: 'yyyy"年"m"月"d"日"' }),
    (v) => v.replaceAll('-', '/'),
    (v) => v.replaceAll('-', ''),
    (v) => `${String(parts(v)[0])}年${String(parts(v)[1])}月${String(parts(v)[2])}日`,
    (v) => ({ value: excelSerial(v) }),
    (v) => ({ value: Number(v.replaceAll('-', '')) }),
    (v) => `${String(parts(v)[0] % 100)}.${String(parts(v)[1])}.${String(parts(v)[2])}`,
  ],
  workRegion: [
    (v) => v,
    (v) => ({ value: Number(v), numFmt: '0' }),
    (_, person) => person.collectingUnit,
    (v) => fullWidth(v),
    (_, person) => ` ${person.collectingUnit} `,
  ],
  monthlyIncome: [
    (v) => `${v}元`,
    (v) => `${v.slice(0, -3)},${v.slice(-3)}`,
    (v) => ({ value: Number(v), numFmt: '#,##0.00' }),
    (v) => `${v}.00`,
  ],
  disabled: [(v) => (v === '是' ? '√' : '×'), (v) => (v === '是' ? '有' : '无'), (v) => v],
  leftBehindFamily: [(v) => v, (v) => (v === '是' ? 'Y' : 'N'), (v) => (v === '是' ? '√' : '×')],
  releasedPrisoner: [(v) => v, (v) => (v === '是' ? '有' : '无')],
};

function dirtyRow(person: SamplePerson, turn: number): FormRow {
  const cells: FormRow['cells'] = { no: { value: turn + 1 } };
  for (const { key } of columns) {
    if (key === null || key === 'no') continue;
    const value = person[key];
    if (value === '') continue;
    const ways = spellings[key];
    cells[key] =
      ways === undefined ? value : ((ways[turn % ways.length] ?? ways[0])?.(value, person) ?? value);
  }
  return { kind: 'person', cells };
}

/** Everything that a careful reader takes in its stride: no error in the whole sheet. */
export function dirtyForm(people: readonly SamplePerson[]): { form: Form; rows: MeantRow[] } {
  const rows: MeantRow[] = people.map((person, index) => ({
    row: dirtyRow(person, index),
    meant: [],
    person,
    note: '脏数据，应全部规范化',
  }));
  mergeEmployer(rows, 3);
  rows.splice(8, 0, { row: { kind: 'blank', cells: {} }, meant: [], person: null, note: '空行' });
  rows.splice(13, 0, { row: { kind: 'header', cells: {} }, meant: [], person: null, note: '分页重复表头' });
  const hidden = rows[15];
  if (hidden !== undefined) {
    rows[15] = {
      ...hidden,
      row: { ...hidden.row, hidden: true },
      meant: [['row-hidden', 'info', null]],
      note: '隐藏行，照读并告知',
    };
  }
  const form: Form = {
    fileName: '03-城南街道-2024-03.xlsx',
    sheetName: '3月 ',
    unitLine: '填报单位（盖章）： 兴仁市城南街道办事处',
    dateLine: '填报时间：2024.3.16',
    columns,
    rows: rows.map((one) => one.row),
    footer: [
      '分管领导签字：                    审核人：                    填表人：                    填表日期：2024年3月16日',
    ],
  };
  return { form, rows };
}

/** One employer written once over three rows. */
function mergeEmployer(rows: MeantRow[], at: number): void {
  const first = rows[at];
  const model = rows.map((one) => one.person).find((person) => person?.employmentForm === '单位就业');
  if (first === undefined || model === undefined || model === null) return;
  const keys: SampleKey[] = ['employer', 'creditCode'];
  for (let index = at; index < at + 3; index += 1) {
    const one = rows[index];
    if (one?.person === undefined || one.person === null) continue;
    const { employer, creditCode, unitType, industry, sector, employmentForm } = model;
    Object.assign(one.person, {
      employer,
      creditCode,
      unitType,
      industry,
      sector,
      employmentForm,
      post: '普工',
    });
    one.row = dirtyRow(one.person, index);
    if (index > at)
      for (const key of keys)
        one.row.cells = Object.fromEntries(Object.entries(one.row.cells).filter(([name]) => name !== key));
  }
  first.row.mergeDown = { keys, rows: 3 };
}
