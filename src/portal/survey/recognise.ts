/** What the buttons and texts of a page say about its part in the work. Guesses are marked as such: a person settles them. */
import type { FormField } from '../form.ts';
import type { MappingColumn } from '../mapping/mapping.ts';
import { proposeMapping } from '../mapping/propose-mapping.ts';
import type { LoginSeen, PageSurvey } from './survey.ts';

/** Something for the profile, with what a person should know about it. */
export interface Recognised<T> {
  value: T;
  notes: string[];
}

const outWords = ['退出', '退出登录', '安全退出', '退出系统', '注销', '注销登录'];
const loginWords = ['登录', '登陆', '立即登录', '登录系统'];
const saveWords = ['保存', '提交', '保存并提交', '保存提交', '登记', '确定', '确认'];
const resetWords = ['重置', '清空', '清除'];
export const queryWords = ['查询', '检索', '读取', '核验', '校验', '查找', '搜索', '获取信息', '带出'];

const asksAboutPerson =
  /^(查询|检索|读取|核验|校验|查找|搜索|获取|带出)(个人|人员|本人|基础|基本|身份|信息|证|卡)*$/u;
/** What is pressed on the way and leads nowhere. */
const noWay = /^(查询|重置|确定|取消|关闭|保存|登录|登陆|知道了|我知道了|[×xX✕])$/u;

/** Where the presses led: the ones that a menu can have. */
export function menuOf(trail: readonly string[]): string[] {
  return trail.filter((text) => !noWay.test(text));
}

function pressable(survey: Pick<PageSurvey, 'pressables'>, words: readonly string[]): string | null {
  const texts = survey.pressables.map((seen) => seen.text);
  return words.find((word) => texts.includes(word)) ?? null;
}

/** Path and hash of an address: what stays the same on every machine. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return '/';
  const { pathname, hash } = new URL(url);
  return `${pathname}${hash.split('?')[0] ?? ''}`;
}

export function loginProofs(login: LoginSeen | null): Recognised<Record<string, string>[]> {
  if (login === null)
    return {
      value: [
        { field: '验证码', button: '登录' },
        { field: '密码', button: '登录' },
      ],
      notes: ['待填：这次没有看到登录页，下面是猜的。退出登录后看一眼登录页，改成那里看得见的字段和按钮'],
    };
  const button = loginWords.find((word) => login.pressables.includes(word));
  const field = login.fields.find((label) => /验证码|密码|口令|用户名|账号/u.test(label));
  const proof: Record<string, string> = {
    ...(pathOf(login.url) === '/' ? {} : { url: pathOf(login.url) }),
    ...(field === undefined ? {} : { field }),
    ...(button === undefined ? {} : { button }),
  };
  return {
    value: [Object.keys(proof).length === 0 ? { title: login.title || '登录' } : proof],
    notes: ['登录页上看到的'],
  };
}

export function loggedInProof(survey: PageSurvey): Recognised<Record<string, string>> {
  const button = pressable(survey, outWords);
  const who = /(经办人|操作员|当前用户|登录用户|欢迎您)[:：]\s*\S/u.exec(survey.text)?.[1];
  const value = {
    ...(who === undefined ? {} : { text: `/${who}[:：]\\S+/` }),
    ...(button === null ? {} : { button }),
  };
  if (Object.keys(value).length > 0) return { value, notes: ['登录之后页面上一直看得见的'] };
  // The menu that was walked stands only after the login.
  const [menu] = menuOf(survey.trail);
  return {
    value: menu === undefined ? { text: '退出' } : { button: menu },
    notes: ['待填：没有认出来。写一样只有登录之后才看得见的文字或按钮'],
  };
}

/** The button that asks the portal about the person whose ID number was typed. */
export function queryButton(survey: PageSurvey, idField: FormField): string | null {
  const candidates = survey.pressables.filter((seen) => asksAboutPerson.test(seen.text));
  if (candidates.length === 0) return null;
  const { box } = idField;
  const beside = candidates
    .filter((seen) => seen.box.y < box.y + box.height && seen.box.y + seen.box.height > box.y)
    // Buttons at the end of a box are drawn inside its frame.
    .filter((seen) => seen.box.x + seen.box.width / 2 > box.x + box.width / 2)
    .toSorted((a, b) => a.box.x - b.box.x)[0];
  if (beside !== undefined) return beside.text;
  // Scrolled away or in a frame, the two are measured from different corners: then one single button is certain.
  const texts = new Set(candidates.map((seen) => seen.text));
  return texts.size === 1 ? (candidates[0]?.text ?? null) : null;
}

export function saveButton(survey: PageSurvey): Recognised<string> {
  const button = pressable(survey, saveWords);
  return button === null
    ? { value: '保存', notes: ['待填：没有认出保存按钮，请写它上面的文字'] }
    : { value: button, notes: [] };
}

export function resetButton(survey: PageSurvey): string | null {
  return pressable(survey, resetWords);
}

export interface ListSeen {
  queryField: Recognised<string>;
  button: string;
  columns: { header: string; meaning: string; note: string }[];
  total: string | null;
  next: { text: string } | { css: string } | null;
  pageSize: boolean;
  idMasked: boolean;
}

/** The portal's own list of entered people, or null where the page is none: no table, or no column of ID numbers. */
export function listOf(survey: PageSurvey, columns: readonly MappingColumn[]): ListSeen | null {
  const read = survey.headers
    .filter((header) => !/^(操作|序号|#)$/u.test(header))
    .map((header) => ({ header, ...meaningOf(header, columns) }));
  if (!read.some(({ meaning }) => meaning === 'idNumber')) return null;
  const fields = proposeMapping(survey.form, columns).fields;
  const idField =
    fields.find((field) => field.column === 'idNumber') ??
    fields.find((field) => /身份|证件/u.test(field.label));
  const idHeader = read.find(({ meaning }) => meaning === 'idNumber')?.header ?? '';
  const next = survey.pressables.some((seen) => seen.text === '下一页')
    ? { text: '下一页' }
    : survey.nextSelector === null
      ? null
      : { css: survey.nextSelector };
  return {
    queryField:
      idField === undefined
        ? { value: '身份证号码', notes: ['待填：没有认出查询条件里的身份证号码字段'] }
        : { value: idField.label, notes: [] },
    button: pressable(survey, [...queryWords, '筛选', '过滤']) ?? '查询',
    columns: read,
    total: totalPattern(survey.text),
    next,
    pageSize: /\d+\s*条\s*\/\s*页/u.test(survey.text),
    idMasked: survey.maskedColumns.includes(idHeader),
  };
}

function meaningOf(header: string, columns: readonly MappingColumn[]): { meaning: string; note: string } {
  if (/状态/u.test(header)) return { meaning: 'state', note: '' };
  if (/受理|业务|流水|登记编号/u.test(header) && /号/u.test(header)) return { meaning: 'receipt', note: '' };
  const [match] = proposeMapping({ fields: [asField(header)] }, columns).fields;
  if (match?.column === null || match?.column === undefined || !match.sure)
    return { meaning: 'other', note: '' };
  if (columns.find((column) => column.key === match.column)?.kind === 'region')
    return {
      meaning: 'other',
      note: `想拿来核对就写 {column: ${match.column}, as: '{town}{place}'}，as 是列表里的写法`,
    };
  return { meaning: match.column, note: '' };
}

function totalPattern(text: string): string | null {
  const found = /(共有?|总数[:：]?|合计[:：]?)\s*\d+\s*(条|项|笔|人|个)?/u.exec(text);
  if (found === null) return null;
  return `/${found[1] ?? ''}\\s*(?<total>\\d+)${found[2] === undefined ? '' : `\\s*${found[2]}`}/`;
}

function asField(label: string): FormField {
  return {
    id: label,
    label,
    labels: [label],
    section: null,
    kind: 'text',
    value: null,
    options: null,
    remote: false,
    required: false,
    readOnly: false,
    disabled: false,
    maxLength: null,
    placeholder: '',
    locators: [],
    frame: null,
    box: { x: 0, y: 0, width: 0, height: 0 },
    parts: 1,
  };
}
