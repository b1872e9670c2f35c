import { labelOf, sectorOf } from './code-tables.ts';
import { type FormField, formFields, isRequired, isShown, type RecordValues } from './form-fields.ts';
import { ageOn, type Identity, isCreditCode, isRealDate, readIdentity } from './identity.ts';
import { localDay } from './record.ts';
import { placeOf } from './regions.ts';

export const messages = {
  invalidId: '身份证号码不正确，请核对',
  duplicate: '该人员本年度已存在有效的就业登记信息，不能重复登记',
  unknownPerson: '未查询到人员基础信息，请手工录入姓名',
  refused: '该人员已参加城镇职工养老保险并领取待遇，不能办理就业登记',
  tooYoung: '年龄不符：该人员就业时未满16周岁，不能办理就业登记',
  tooOld: '年龄不符：该人员就业时已超过法定劳动年龄，不能办理就业登记',
  system: '系统异常，请稍后重试（错误码：500）',
  expired: '登录已失效，请重新登录',
  maintenance: '系统维护中，请稍后访问',
} as const;

export type Checked =
  { kind: 'valid'; values: RecordValues; identity: Identity } | { kind: 'invalid'; messages: string[] };

/**
 * The server's own check of a posted form. What the page derives (sex, birth, class, sector) is derived again here and the
 * posted value is not believed; fields that the form of employment hides are emptied.
 */
export function checkPosted(posted: RecordValues): Checked {
  const identity = readIdentity(posted['idNumber'] ?? '');
  if (identity === null) return { kind: 'invalid', messages: [messages.invalidId] };
  const form = posted['employmentForm'] ?? '';
  const values: RecordValues = {};
  const found: string[] = [];
  for (const field of formFields) {
    const value = isShown(field, form) ? (posted[field.key] ?? '').trim() : '';
    values[field.key] = value;
    const problem = problemOf(field, value, form);
    if (problem !== null) found.push(problem);
  }
  if (found.length > 0) return { kind: 'invalid', messages: found };
  Object.assign(values, {
    idNumber: identity.idNumber,
    sex: identity.sex,
    birthDate: identity.birthDate,
    sector: sectorOf(values['industry'] ?? ''),
    urbanRuralClass: placeOf(values['workRegion'] ?? '')?.class ?? '',
    releasedPrisoner: values['releasedPrisoner'] === '' ? '0' : (values['releasedPrisoner'] ?? '0'),
  });
  return { kind: 'valid', values, identity };
}

/** Reasons that lie in the person, not in the form: the portal will not take this person at all. */
export function ageRefusal(identity: Identity, employedOn: string): string | null {
  const age = ageOn(identity.birthDate, employedOn);
  if (age < 16) return messages.tooYoung;
  return age >= (identity.sex === '男' ? 61 : 56) ? messages.tooOld : null;
}

function problemOf(field: FormField, value: string, form: string): string | null {
  if (field.widget === 'locked') return null;
  if (value === '') return isRequired(field, form) && isShown(field, form) ? `${field.label}不能为空` : null;
  if (field.table !== undefined && labelOf(field.table, value) === null)
    return `${field.label}不在字典范围内`;
  if (field.maxLength !== undefined && value.length > field.maxLength) {
    return `${field.label}长度不能超过${field.maxLength}个字符`;
  }
  return formatProblem(field, value);
}

function formatProblem(field: FormField, value: string): string | null {
  const wrong = `${field.label}格式不正确`;
  switch (field.key) {
    case 'phone':
      return /^1[3-9]\d{9}$|^(0\d{2,3}-?)?\d{7,8}$/.test(value) ? null : wrong;
    case 'creditCode':
      return isCreditCode(value) ? null : wrong;
    case 'workRegion':
      return placeOf(value) === null ? `${field.label}须选择到村（社区）` : null;
    case 'monthlyIncome':
      return /^\d{1,6}(\.\d{1,2})?$/.test(value) ? null : wrong;
    case 'employedOn':
      if (!isRealDate(value)) return wrong;
      return value > localDay(new Date()) ? '就业时间不能晚于当前日期' : null;
    default:
      return null;
  }
}
