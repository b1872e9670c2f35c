import { codeTables, type CodeItem, type CodeTableName, labelOf } from './code-tables.ts';
import { cityName, placeOf } from './regions.ts';

export type Widget =
  | 'text'
  | 'locked'
  | 'select'
  | 'search-select'
  | 'radio'
  | 'radio-button'
  | 'switch'
  | 'autocomplete'
  | 'date'
  | 'cascader'
  | 'number'
  | 'textarea';

export interface FormField {
  key: string;
  label: string;
  section: string;
  widget: Widget;
  /** true, or the codes of 就业形式 for which the field has to be filled. */
  required: boolean | string[];
  /** Codes of 就业形式 for which the field is shown; absent: always. */
  forms?: string[];
  table?: CodeTableName;
  maxLength?: number;
  placeholder?: string;
}

/** Values of one person by key: codes for tables, `1`/`0` for yes and no, 12 digits for places; empty text for nothing. */
export type RecordValues = Record<string, string>;

const personal = '人员基础信息';
const work = '就业信息';
const inUnit = ['010', '030'];

export const formFields: readonly FormField[] = [
  {
    key: 'idNumber',
    label: '身份证号码',
    section: '人员查询',
    widget: 'text',
    required: true,
    maxLength: 18,
  },
  { key: 'name', label: '姓名', section: personal, widget: 'text', required: true, maxLength: 30 },
  { key: 'sex', label: '性别', section: personal, widget: 'locked', required: false },
  { key: 'birthDate', label: '出生日期', section: personal, widget: 'locked', required: false },
  {
    key: 'ethnicity',
    label: '民族',
    section: personal,
    widget: 'search-select',
    required: true,
    table: 'ethnicity',
  },
  {
    key: 'householdType',
    label: '户口性质',
    section: personal,
    widget: 'select',
    required: true,
    table: 'householdType',
  },
  {
    key: 'householdPlace',
    label: '户口所在地',
    section: personal,
    widget: 'text',
    required: false,
    maxLength: 100,
  },
  {
    key: 'education',
    label: '文化程度',
    section: personal,
    widget: 'select',
    required: true,
    table: 'education',
  },
  {
    key: 'politicalStatus',
    label: '政治面貌',
    section: personal,
    widget: 'select',
    required: true,
    table: 'politicalStatus',
  },
  { key: 'phone', label: '联系电话', section: personal, widget: 'text', required: true, maxLength: 20 },
  {
    key: 'disabled',
    label: '是否残疾人',
    section: personal,
    widget: 'radio',
    required: true,
    table: 'yesNo',
  },
  {
    key: 'leftBehindFamily',
    label: '是否留守儿童家庭劳动力',
    section: personal,
    widget: 'radio-button',
    required: true,
    table: 'yesNo',
  },
  {
    key: 'releasedPrisoner',
    label: '是否刑满释放人员',
    section: personal,
    widget: 'switch',
    required: false,
    table: 'yesNo',
  },
  {
    key: 'personCategory',
    label: '人员类别',
    section: work,
    widget: 'select',
    required: true,
    table: 'personCategory',
  },
  {
    key: 'employmentForm',
    label: '就业形式',
    section: work,
    widget: 'select',
    required: true,
    table: 'employmentForm',
  },
  {
    key: 'employer',
    label: '就业单位名称',
    section: work,
    widget: 'autocomplete',
    required: inUnit,
    forms: ['010', '030', '090'],
    maxLength: 100,
    placeholder: '输入名称检索，库中没有的可直接录入全称',
  },
  {
    key: 'shopName',
    label: '字号名称',
    section: work,
    widget: 'text',
    required: false,
    forms: ['021'],
    maxLength: 100,
  },
  {
    key: 'creditCode',
    label: '统一社会信用代码',
    section: work,
    widget: 'text',
    required: inUnit,
    forms: ['010', '021', '030', '090'],
    maxLength: 18,
  },
  {
    key: 'unitType',
    label: '单位类型',
    section: work,
    widget: 'select',
    required: inUnit,
    forms: ['010', '030', '090'],
    table: 'unitType',
  },
  {
    key: 'industry',
    label: '所属行业',
    section: work,
    widget: 'search-select',
    required: inUnit,
    table: 'industry',
  },
  { key: 'sector', label: '产业类型', section: work, widget: 'locked', required: false },
  {
    key: 'post',
    label: '岗位/工种',
    section: work,
    widget: 'text',
    required: ['022'],
    maxLength: 50,
    placeholder: '灵活就业请填写具体工作内容',
  },
  { key: 'employedOn', label: '就业时间', section: work, widget: 'date', required: true },
  { key: 'workRegion', label: '就业地', section: work, widget: 'cascader', required: true },
  { key: 'urbanRuralClass', label: '城乡分类代码', section: work, widget: 'locked', required: false },
  { key: 'monthlyIncome', label: '月收入（元）', section: work, widget: 'number', required: false },
  { key: 'remark', label: '备注', section: work, widget: 'textarea', required: false, maxLength: 200 },
];

export function isShown(field: FormField, employmentForm: string): boolean {
  return field.forms?.includes(employmentForm) ?? true;
}

export function isRequired(field: FormField, employmentForm: string): boolean {
  return typeof field.required === 'boolean' ? field.required : field.required.includes(employmentForm);
}

export function optionsOf(field: FormField): CodeItem[] | null {
  return field.table === undefined ? null : codeTables[field.table];
}

/** What a person reads for a stored value. */
export function textOf(field: FormField, values: RecordValues): string {
  const value = values[field.key] ?? '';
  if (value === '') return '';
  if (field.table !== undefined) return labelOf(field.table, value) ?? value;
  if (field.widget !== 'cascader') return value;
  const place = placeOf(value);
  return place === null ? value : `${cityName} / ${place.town} / ${place.name}`;
}
