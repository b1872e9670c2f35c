import {
  educations,
  employers,
  employmentForms,
  ethnicities,
  householdTypes,
  industries,
  leafPaths,
  politicalStatuses,
  posts,
  regions,
  services,
  skills,
  type CodeNode,
  type CodeOption,
} from './code-tables.ts';

/** What a person would call the control; a library without it draws the nearest one (see `drawnAs` in fixtures.ts). */
export type ControlKind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'date'
  | 'select'
  | 'multi-select'
  | 'remote-select'
  | 'cascader'
  | 'tree'
  | 'radio'
  | 'checkbox-group'
  | 'checkbox'
  | 'switch'
  | 'autocomplete'
  | 'button-group'
  | 'picker'
  | 'upload';

export type FieldKey =
  | 'idNumber'
  | 'name'
  | 'sex'
  | 'ethnicity'
  | 'householdType'
  | 'education'
  | 'politicalStatus'
  | 'graduatedOn'
  | 'phone'
  | 'veteran'
  | 'employmentForm'
  | 'employer'
  | 'shopName'
  | 'industry'
  | 'post'
  | 'workRegion'
  | 'insuredBy'
  | 'employedOn'
  | 'monthlyIncome'
  | 'unitPhone'
  | 'skills'
  | 'services'
  | 'signedContract'
  | 'remark'
  | 'attachment';

export interface FixtureField {
  key: FieldKey;
  label: string;
  kind: ControlKind;
  section: string;
  required: boolean;
  /** null where the page sets none. */
  maxLength: number | null;
  /** What a person can choose; for pickers, remote lists and auto-completes what the server would offer in the end. */
  options: CodeOption[] | null;
  /** Tree of the choices for `cascader` and `tree`. */
  tree: CodeNode[] | null;
  /** Filled by the server after the ID query, locked on the page. */
  loaded: boolean;
  /** The typed text is refused by the control: the panel must be used. */
  readOnlyInput: boolean;
  /** Labels of 就业形式 for which the field is on the form; null: always. Leaving the form empties the field. */
  shownFor: string[] | null;
  placeholder: string;
}

const person = '人员信息';
const job = '就业信息';
const extra = '其他信息';
const hired = ['单位就业', '公益性岗位'];

function field(
  key: FieldKey,
  label: string,
  kind: ControlKind,
  section: string,
  more: Partial<FixtureField> = {},
): FixtureField {
  return {
    key,
    label,
    kind,
    section,
    required: false,
    maxLength: null,
    options: null,
    tree: null,
    loaded: false,
    readOnlyInput: false,
    shownFor: null,
    placeholder: '',
    ...more,
  };
}

/** The one list that every fixture draws: 25 fields of 城镇新增就业登记, in visual order. */
export const fieldList: readonly FixtureField[] = [
  field('idNumber', '身份证号码', 'text', person, {
    required: true,
    maxLength: 18,
    placeholder: '请输入后点查询',
  }),
  field('name', '姓名', 'text', person, { required: true, loaded: true }),
  field('sex', '性别', 'text', person, { loaded: true }),
  field('ethnicity', '民族', 'select', person, {
    required: true,
    options: ethnicities,
    placeholder: '可输入搜索',
  }),
  field('householdType', '户口性质', 'radio', person, { required: true, options: householdTypes }),
  field('education', '文化程度', 'select', person, { required: true, options: educations }),
  field('politicalStatus', '政治面貌', 'button-group', person, { options: politicalStatuses }),
  field('graduatedOn', '毕业时间', 'date', person, { readOnlyInput: true, placeholder: '选择日期' }),
  field('phone', '联系电话', 'text', person, { required: true, maxLength: 20 }),
  field('veteran', '是否退役军人', 'switch', person),
  field('employmentForm', '就业形式', 'select', job, { required: true, options: employmentForms }),
  field('employer', '就业单位名称', 'picker', job, { required: true, options: employers, shownFor: hired }),
  field('shopName', '字号名称', 'text', job, { required: true, maxLength: 50, shownFor: ['个体经营'] }),
  field('industry', '所属行业', 'tree', job, { required: true, tree: industries }),
  field('post', '岗位工种', 'autocomplete', job, { options: options(posts), placeholder: '可选可填' }),
  field('workRegion', '就业地', 'cascader', job, { required: true, tree: regions }),
  field('insuredBy', '参保单位', 'remote-select', job, { options: employers, placeholder: '输入关键字搜索' }),
  field('employedOn', '就业时间', 'date', job, { required: true, placeholder: '例如 2024-03-15' }),
  field('monthlyIncome', '月收入（元）', 'number', job),
  field('unitPhone', '联系电话', 'text', job, { maxLength: 20, shownFor: hired }),
  field('skills', '技能特长', 'multi-select', extra, { options: skills }),
  field('services', '享受就业服务', 'checkbox-group', extra, { options: services }),
  field('signedContract', '已签订劳动合同', 'checkbox', extra, { shownFor: hired }),
  field('remark', '备注', 'textarea', extra, { maxLength: 200 }),
  field('attachment', '证明材料', 'upload', extra),
];

function options(labels: readonly string[]): CodeOption[] {
  return labels.map((label) => ({ value: label, label }));
}

export function fieldOf(key: FieldKey): FixtureField {
  const found = fieldList.find((f) => f.key === key);
  if (found === undefined) throw new Error(`no fixture field ${key}`);
  return found;
}

/** Labels that a person may choose for the field, paths joined by ` / `; null for free input. */
export function choicesOf(f: FixtureField): string[] | null {
  if (f.tree !== null) return leafPaths(f.tree).map((path) => path.join(' / '));
  return f.options?.map((o) => o.label) ?? null;
}

/** The fields that are on the form for one 就业形式, in visual order. */
export function fieldsFor(employmentForm: string | null): FixtureField[] {
  return fieldList.filter(
    (f) => f.shownFor === null || (employmentForm !== null && f.shownFor.includes(employmentForm)),
  );
}

/** The search form behind the entry form: same labels, other fields. */
export const searchLabels = ['身份证号码', '姓名', '就业形式', '就业时间'] as const;
