import { leafPaths } from './code-tables.ts';
import { fieldsFor, fieldList, type FixtureField } from './field-list.ts';
import type { FixtureValue, FixtureValues } from './fixture-value.ts';

/** Seeded source of numbers in [0, 1): the same seed gives the same person on every machine. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗龙韦岑覃'.split('');
const given = [
  '伟',
  '芳',
  '娜',
  '秀英',
  '敏',
  '静',
  '丽',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '思远',
  '雨桐',
  '䶮',
  '国𬱖',
];
const longNames = ['阿依古丽·买买提', '欧阳震华', '诸葛正我', '迪丽热巴·阿不都热西提'];

/** A fictional ID number: area 522300, right check character. */
export function idNumberFor(birthDate: string, order: number): string {
  const body = `522300${birthDate.replaceAll('-', '')}${String(order % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** What the fixture server's population base knows about a number: always the same answer, no store needed. */
export function baseInformation(idNumber: string): { name: string; sex: string } | null {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return null;
  const next = numbersFrom(Number(idNumber.slice(6, 17)) % 4294967296);
  const name = next() < 0.1 ? pick(next, longNames) : pick(next, surnames) + pick(next, given);
  return { name, sex: Number(idNumber[16]) % 2 === 1 ? '男' : '女' };
}

/** A valid person for the fixture forms: every required field, most optional ones; fields not on the form are null. */
export function randomPerson(seed: number): FixtureValues {
  const next = numbersFrom(seed * 7919 + 17);
  const birthDate = day(next, 1966, 2005);
  const idNumber = idNumberFor(birthDate, Math.floor(next() * 1000));
  const known = baseInformation(idNumber);
  const employmentForm = pick(next, ['单位就业', '个体经营', '灵活就业', '公益性岗位', '单位就业']);
  const present = new Set(fieldsFor(employmentForm).map((f) => f.key));
  const values = Object.fromEntries(
    fieldList.map((f) => [f.key, present.has(f.key) ? randomValue(next, f) : null]),
  ) as FixtureValues;
  return {
    ...values,
    idNumber,
    name: known?.name ?? null,
    sex: known?.sex ?? null,
    employmentForm,
    attachment: null,
  };
}

function randomValue(next: () => number, field: FixtureField): FixtureValue {
  if (!field.required && next() < 0.25 && field.kind !== 'checkbox' && field.kind !== 'switch') return null;
  switch (field.kind) {
    case 'text':
      return field.key === 'shopName'
        ? `${pick(next, surnames)}记${pick(next, ['粉面馆', '理发店', '小卖部（东门店）'])}`
        : phone(next);
    case 'textarea':
      return remark(next);
    case 'number':
      return pick(next, [
        String(1800 + Math.floor(next() * 9000)),
        (1800 + Math.floor(next() * 9000) + 0.5).toString(),
      ]);
    case 'date':
      return field.key === 'employedOn' ? day(next, 2024, 2024) : day(next, 1995, 2024);
    case 'checkbox':
    case 'switch':
      return next() < 0.5;
    case 'cascader':
    case 'tree':
      return pick(next, leafPaths(field.tree ?? []));
    case 'multi-select':
    case 'checkbox-group':
      return some(next, labels(field));
    case 'autocomplete':
      return next() < 0.5 ? pick(next, labels(field)) : `${pick(next, labels(field))}（实习期满）`;
    case 'select':
    case 'remote-select':
    case 'radio':
    case 'button-group':
    case 'picker':
      return pick(next, labels(field));
    case 'upload':
      return null;
  }
}

function labels(field: FixtureField): string[] {
  return field.options?.map((o) => o.label) ?? [];
}

function pick<T>(next: () => number, from: readonly T[]): T {
  const chosen = from[Math.floor(next() * from.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

function some(next: () => number, from: readonly string[]): string[] | null {
  const chosen = from.filter(() => next() < 0.35);
  return chosen.length === 0 ? null : chosen;
}

function phone(next: () => number): string {
  const digits = String(Math.floor(next() * 1e8)).padStart(8, '0');
  return next() < 0.8 ? `199${digits}` : `0859-${digits.slice(0, 7)}`;
}

function day(next: () => number, from: number, to: number): string {
  const year = from + Math.floor(next() * (to - from + 1));
  const month = 1 + Math.floor(next() * 12);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const date = 1 + Math.floor(next() * last);
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

function remark(next: () => number): string {
  const sentences = [
    '本人自愿登记。',
    '材料齐全，已核对原件；',
    '“灵活就业”转入，',
    '3月起在岗（试用期2个月）。',
    'Excel 第12行',
  ];
  const text = Array.from({ length: 1 + Math.floor(next() * 8) }, () => pick(next, sentences)).join('');
  return next() < 0.1 ? text.padEnd(200, '备') : text;
}
