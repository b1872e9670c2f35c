import type { ColumnKind } from '../../model/column.ts';
import type { FieldKind } from '../form.ts';

type Agreement = Partial<Record<FieldKind, number>>;

const chosen: Agreement = {
  select: 1,
  radio: 1,
  'button-group': 1,
  'tree-select': 1,
  cascader: 0.97,
  picker: 0.97,
};

/** 1: the usual control · above 0.8: not unusual · below 0.5: hardly · missing: cannot hold the column's values. */
const agreements: Record<ColumnKind, Agreement> = {
  // A sheet's running number is nothing that a portal asks for.
  serial: {},
  text: {
    text: 1,
    textarea: 1,
    autocomplete: 1,
    picker: 1,
    select: 0.95,
    cascader: 0.95,
    'linked-selects': 0.95,
    'tree-select': 0.95,
    number: 0.5,
    radio: 0.4,
    'button-group': 0.4,
  },
  'id-number': { text: 1, autocomplete: 0.95, picker: 0.8, number: 0.6 },
  'person-name': { text: 1, autocomplete: 0.95, picker: 0.8, select: 0.4 },
  date: {
    date: 1,
    text: 0.95,
    datetime: 0.95,
    month: 0.9,
    'linked-selects': 0.9,
    'date-range': 0.3,
    select: 0.2,
  },
  vocabulary: {
    ...chosen,
    autocomplete: 0.95,
    text: 0.93,
    'linked-selects': 0.9,
    'multi-select': 0.7,
    'checkbox-group': 0.6,
    number: 0.4,
    switch: 0.4,
    checkbox: 0.4,
  },
  'yes-no': {
    ...chosen,
    switch: 1,
    checkbox: 1,
    text: 0.9,
    autocomplete: 0.7,
    cascader: 0.4,
    'checkbox-group': 0.4,
  },
  phone: { text: 1, number: 0.9, autocomplete: 0.9 },
  'credit-code': { text: 1, autocomplete: 0.97, picker: 0.9 },
  region: {
    cascader: 1,
    'tree-select': 1,
    'linked-selects': 1,
    select: 0.97,
    picker: 0.97,
    text: 0.93,
    autocomplete: 0.95,
    textarea: 0.6,
  },
  money: { number: 1, text: 1, select: 0.4 },
};

const names: Record<FieldKind, string> = {
  text: '文本框',
  textarea: '多行文本框',
  number: '数字框',
  password: '密码框',
  date: '日期框',
  month: '年月框',
  datetime: '日期时间框',
  time: '时间框',
  'date-range': '起止日期框',
  select: '下拉框',
  'multi-select': '多选下拉框',
  cascader: '级联选择',
  'tree-select': '树形选择',
  'linked-selects': '联动下拉框',
  radio: '单选',
  checkbox: '勾选框',
  'checkbox-group': '多个勾选框',
  switch: '开关',
  autocomplete: '联想输入框',
  picker: '弹窗选择',
  upload: '上传',
  'button-group': '按钮单选',
  unknown: '未认出的控件',
};

/** How well a control of this kind can hold values of such a column, 0..1. */
export function kindAgreement(column: ColumnKind, field: FieldKind): number {
  // A scan that could not name the control does not speak against the match, nor for it.
  if (field === 'unknown') return column === 'serial' ? 0 : 0.8;
  return agreements[column][field] ?? 0;
}

/** What an operator calls such a control. */
export function kindName(kind: FieldKind): string {
  return names[kind];
}
