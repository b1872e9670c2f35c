import { creditCodeOf, idNumberOf, withIdCheck } from './numbers.ts';
import { cleanRow, fullColumns, utcDay, type CellInput, type Form, type FormRow } from './form.ts';
import type { Meant, MeantRow } from './expected.ts';
import type { People, PersonWish, SampleKey, SamplePerson } from './people.ts';

/** People of other sheets and of this one that come again here. */
export interface Again {
  elsewhere: SamplePerson;
}

interface Case {
  note: string;
  wish?: Partial<PersonWish>;
  /** Facts that the person has besides what is made up. */
  facts?: Partial<SamplePerson>;
  /** Cells as the sheet writes them; null: left empty. */
  cells?: Partial<Record<SampleKey | 'no' | 'unknown', CellInput | null>>;
  meant: readonly Meant[];
  kind?: FormRow['kind'];
  hidden?: boolean;
}

/** The sheet with every kind of error, one row each, among rows that are right. */
export function troubledForm(
  people: People,
  wish: PersonWish,
  again: Again,
): { form: Form; rows: MeantRow[] } {
  const rows: MeantRow[] = [];
  const clean = Array.from({ length: 8 }, () => people.make(wish));
  for (const person of clean) add(rows, { note: '无问题', meant: [] }, person);
  for (const one of [...numberCases(), ...personCases(), ...jobCases(), ...formCases()])
    add(rows, one, make(people, wish, one));
  addSharedPhones(rows, people, wish);
  addRun(rows, people, wish);
  addRepeated(rows, people, wish, clean, again);
  rows.splice(0, 0, sampleRow(people.make(wish)));
  rows.forEach((one, index) => (one.row.cells.no = one.row.kind === 'sample' ? '示例' : { value: index }));
  const form: Form = {
    fileName: '04-市市场监管局-2024-03.xlsx',
    sheetName: '新增就业人员',
    unitLine: '填报单位（盖章）：市市场监管局',
    dateLine: '填报时间：2024年3月18日',
    columns: [...fullColumns, { key: null, header: '是否已录系统', width: 8, narrow: false }],
    rows: rows.map((one) => one.row),
    footer: [
      '分管领导（签字）：                              审核人：                              填表人：                              联系电话：',
    ],
  };
  return { form, rows };
}

function make(people: People, wish: PersonWish, one: Case): SamplePerson {
  return { ...people.make({ ...wish, ...one.wish }), ...one.facts };
}

function add(rows: MeantRow[], one: Case, person: SamplePerson): void {
  const row = cleanRow(person);
  for (const [key, input] of Object.entries(one.cells ?? {}) as [SampleKey, CellInput | null][]) {
    if (input === null)
      row.cells = Object.fromEntries(Object.entries(row.cells).filter(([name]) => name !== key));
    else row.cells[key] = input;
  }
  row.kind = one.kind ?? 'person';
  if (one.hidden === true) row.hidden = true;
  rows.push({ row, meant: one.meant, person: row.kind === 'person' ? person : null, note: one.note });
}

function numberCases(): Case[] {
  const error = (rule: string): Meant[] => [[rule, 'error', 'idNumber']];
  return [
    { note: '身份证号码空白', cells: { idNumber: null }, meant: error('id-missing') },
    { note: '身份证号码只有 17 位', cells: { idNumber: '52230019900307121' }, meant: error('id-format') },
    {
      note: '号码里的出生日期不存在（2月30日）',
      cells: { idNumber: withIdCheck('52230019880230121'), birthDate: null },
      wish: { sex: '男' },
      meant: error('id-format'),
    },
    {
      note: '校验位不对',
      cells: { idNumber: wrongCheck('1991-06-12', 325) },
      wish: { sex: '男', birthDate: '1991-06-12' },
      meant: error('id-checksum'),
    },
    {
      note: '号码存成数字，后几位已丢失',
      cells: { idNumber: { value: 522300199001012000, numFmt: 'General' } },
      wish: { birthDate: '1990-01-01' },
      meant: error('id-damaged'),
    },
    { note: '号码显示成 5.22301E+17', cells: { idNumber: '5.22301E+17' }, meant: error('id-damaged') },
    {
      note: '15 位老号码',
      cells: { idNumber: '522300850417223' },
      wish: { sex: '男', birthDate: '1985-04-17', sequence: 223 },
      meant: [['id-15', 'decision', 'idNumber']],
    },
  ];
}

function personCases(): Case[] {
  return [
    { note: '姓名空白', cells: { name: null }, meant: [['name-missing', 'error', 'name']] },
    { note: '姓名里有问号', facts: { name: '岑?明' }, meant: [['name-suspect', 'warning', 'name']] },
    {
      note: '性别与身份证不符',
      wish: { sex: '女' },
      cells: { sex: '男' },
      meant: [['sex-mismatch', 'error', 'sex']],
    },
    {
      note: '出生日期与身份证不符',
      wish: { birthDate: '1993-08-21' },
      cells: { birthDate: { value: utcDay('1993-08-12'), numFmt: 'yyyy-mm-dd' } },
      meant: [['birthdate-mismatch', 'error', 'birthDate']],
    },
    {
      note: '就业时未满 16 岁',
      wish: { birthDate: '2008-06-09', employedOn: '2024-02-20' },
      meant: [['age-under', 'error', 'idNumber']],
    },
    {
      note: '男，已满 61 岁',
      wish: { sex: '男', birthDate: '1962-09-15', employedOn: '2024-02-21' },
      meant: [['age-over', 'error', 'idNumber']],
    },
    {
      note: '女，已满 56 岁',
      wish: { sex: '女', birthDate: '1967-11-03', employedOn: '2024-01-22' },
      meant: [['age-over', 'error', 'idNumber']],
    },
    {
      note: '女，刚满 55 岁',
      wish: { sex: '女', birthDate: '1968-12-25', employedOn: '2024-01-23' },
      meant: [['age-at-limit', 'decision', 'idNumber']],
    },
    {
      note: '民族不在范围内',
      cells: { ethnicity: '火星族' },
      meant: [['vocab-unknown', 'error', 'ethnicity']],
    },
    {
      note: '文化程度有两种意思',
      cells: { education: '大学' },
      meant: [['vocab-ambiguous', 'decision', 'education']],
    },
    { note: '电话位数不对', cells: { phone: '1380000' }, meant: [['phone-invalid', 'warning', 'phone']] },
    { note: '见习人员', facts: { post: '就业见习' }, meant: [['trainee-excluded', 'error', 'post']] },
    {
      note: '见习期满留用',
      facts: { remark: '见习期满留用' },
      meant: [['trainee-history', 'decision', 'remark']],
    },
    {
      note: '三支一扶，没有合同和社保的证明',
      facts: { remark: '三支一扶人员', laborContract: '', socialInsurance: '' },
      meant: [['grassroots-proof', 'decision', 'remark']],
    },
  ];
}

function jobCases(): Case[] {
  const firm: Partial<PersonWish> = { unitShare: 100 };
  return [
    {
      note: '就业时间空白',
      cells: { employedOn: null },
      meant: [['required-missing', 'error', 'employedOn']],
    },
    {
      note: '就业时间写“同上”',
      cells: { employedOn: '同上' },
      meant: [['value-ditto', 'error', 'employedOn']],
    },
    {
      note: '就业时间是 2 月 30 日',
      cells: { employedOn: '2024年2月30日' },
      meant: [['employment-date-invalid', 'error', 'employedOn']],
    },
    {
      note: '就业时间只有年月',
      cells: { employedOn: '2024-03' },
      meant: [['employment-date-invalid', 'error', 'employedOn']],
    },
    {
      note: '就业时间在以后',
      cells: { employedOn: '2035-01-05' },
      meant: [['employment-in-future', 'error', 'employedOn']],
      wish: { birthDate: '2003-02-03' },
    },
    {
      note: '就业时间在上一年',
      cells: { employedOn: '2023-11-20' },
      meant: [['employment-out-of-year', 'error', 'employedOn']],
      wish: { birthDate: '1992-10-05' },
    },
    {
      note: '就业时间晚于本表月份',
      cells: { employedOn: '2024-04-02' },
      meant: [['employment-after-month', 'warning', 'employedOn']],
      wish: { birthDate: '1994-05-11' },
    },
    {
      note: '就业地空白',
      cells: { workRegion: null, urbanRuralClass: null },
      meant: [['required-missing', 'error', 'workRegion']],
    },
    {
      note: '就业地名称不存在',
      cells: { workRegion: '幸福里社区', urbanRuralClass: null },
      meant: [['region-unknown', 'error', 'workRegion']],
    },
    {
      note: '就业地只写到街道',
      cells: { workRegion: '东湖街道', urbanRuralClass: null },
      meant: [['region-unknown', 'error', 'workRegion']],
    },
    {
      note: '就业地不是城镇',
      cells: { workRegion: '522302102205', urbanRuralClass: null },
      meant: [['region-not-urban', 'error', 'workRegion']],
    },
    {
      note: '城乡分类代码与就业地不符',
      facts: { workRegion: '522302001001' },
      cells: { urbanRuralClass: '112' },
      meant: [['region-class-mismatch', 'error', 'urbanRuralClass']],
    },
    {
      note: '月收入写“面议”',
      cells: { monthlyIncome: '面议' },
      meant: [['income-invalid', 'warning', 'monthlyIncome']],
    },
    {
      note: '信用代码校验不对',
      wish: firm,
      cells: { creditCode: '91522302MA07702960' },
      meant: [['credit-code-checksum', 'error', 'creditCode']],
    },
    {
      note: '信用代码首位少见',
      wish: firm,
      facts: { creditCode: creditCodeOf('31', '00080123') },
      meant: [['credit-code-issuer', 'warning', 'creditCode']],
    },
    {
      note: '信用代码存成数字',
      wish: firm,
      cells: { creditCode: { value: 125223020007700000, numFmt: 'General' } },
      meant: [['credit-code-damaged', 'error', 'creditCode']],
    },
    {
      note: '单位就业没有信用代码',
      wish: firm,
      cells: { creditCode: null },
      meant: [['credit-code-missing', 'warning', 'creditCode']],
    },
    {
      note: '行业与产业不符',
      wish: firm,
      facts: { industry: '制造业', sector: '第三产业' },
      meant: [['industry-sector-mismatch', 'warning', 'sector']],
    },
  ];
}

function formCases(): Case[] {
  return [
    { note: '隐藏行，照读并告知', hidden: true, meant: [['row-hidden', 'info', null]] },
    {
      note: '性别用公式算出',
      wish: { sex: '女' },
      cells: {
        sex: { value: { formula: 'IF(MOD(MID(B53,17,1),2)=1,"男","女")', result: '女' }, numFmt: 'General' },
      },
      meant: [['formula-cell', 'info', 'sex']],
    },
  ];
}

function addSharedPhones(rows: MeantRow[], people: People, wish: PersonWish): void {
  const shared = people.make(wish);
  add(rows, { note: '三人同一电话', meant: [['phone-shared', 'warning', 'phone']] }, shared);
  for (let more = 0; more < 2; more += 1) {
    const person = { ...people.make(wish), phone: shared.phone };
    add(rows, { note: '三人同一电话', meant: [['phone-shared', 'warning', 'phone']] }, person);
  }
  const first = people.make(wish);
  add(rows, { note: '与下一行姓名、电话相同', meant: [] }, first);
  const second = { ...people.make(wish), name: first.name, phone: first.phone };
  add(
    rows,
    { note: '与上一行姓名、电话相同而号码不同', meant: [['same-name-phone', 'warning', 'idNumber']] },
    second,
  );
}

/** Numbers as dragging a cell down makes them, each with its right check character. */
function addRun(rows: MeantRow[], people: People, wish: PersonWish): void {
  [601, 602, 603].forEach((sequence, index) => {
    const person = people.make({
      ...wish,
      birthDate: '1989-03-14',
      sequence,
      sex: sequence % 2 === 1 ? '男' : '女',
    });
    add(rows, { note: '号码连号', meant: index === 0 ? [['id-run', 'warning', 'idNumber']] : [] }, person);
  });
}

function addRepeated(
  rows: MeantRow[],
  people: People,
  wish: PersonWish,
  clean: readonly SamplePerson[],
  again: Again,
): void {
  const [, second, , fourth] = clean;
  if (second === undefined || fourth === undefined) return;
  const place = people.make(wish);
  const job: Partial<SamplePerson> = { workRegion: place.workRegion, urbanRuralClass: place.urbanRuralClass };
  const repeated = (note: string, person: SamplePerson, meant: Meant) =>
    add(rows, { note, meant: [meant] }, { ...person, ...job });
  repeated('与本表前面一行是同一人', second, ['duplicate-in-file', 'error', 'idNumber']);
  repeated('与 01-东湖街道 的一行是同一人', again.elsewhere, ['duplicate-across-files', 'error', 'idNumber']);
  repeated('同一号码，另一个姓名', { ...fourth, name: place.name }, ['same-id-other-name', 'error', 'name']);
}

function sampleRow(person: SamplePerson): MeantRow {
  const row: FormRow = { ...cleanRow({ ...person, name: '张三', remark: '此行为填写示例' }), kind: 'sample' };
  return { row, meant: [['row-sample', 'info', null]], person: null, note: '示例行，不是人员' };
}

/** The right number with another check character. */
function wrongCheck(birthDate: string, sequence: number): string {
  const right = idNumberOf(birthDate, sequence);
  return right.slice(0, 17) + (right.endsWith('5') ? '6' : '5');
}
