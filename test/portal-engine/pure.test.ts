import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  diffInventories,
  fingerprintOf,
  showsValue,
  dateText,
  type FormField,
  type FormInventory,
} from '../../src/portal/index.ts';

function field(label: string, more: Partial<FormField> = {}): FormField {
  const section = more.section === undefined ? '人员信息' : more.section;
  return {
    id: `${section ?? ''}/${label}`,
    label,
    labels: [label],
    section,
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
    box: { x: 0, y: 0, width: 10, height: 10 },
    parts: 1,
    ...more,
  };
}
function form(fields: FormField[]): FormInventory {
  return { fingerprint: fingerprintOf(fields), url: 'http://localhost/', title: '', fields, notices: [] };
}

describe('showsValue', () => {
  test.each([
    ['text', '张三', '张三', true],
    ['text', '张三', '张三 ', false],
    ['text', '0086', '86', false],
    ['number', '3200', '3,200.00', true],
    ['number', '3200.55', '3200.6', false],
    ['text', '13800000000', '138 0000 0000', true],
    ['text', '13800000000', '138 0000 0001', false],
    ['date', '2024-03-05', '2024年3月5日', true],
    ['date', '2024-03-05', '2024/03/06', false],
    ['select', '人社局', '人社局 ', true],
    ['select', '人社局', '兴仁市人社局', false],
    ['autocomplete', '厨师', '厨师长', false],
  ] as const)('%s asked %s shown %s → %s', (kind, asked, shown, same) => {
    expect(showsValue(kind, asked, shown)).toBe(same);
  });
  test('paths: all levels or the last one, never another', () => {
    expect(showsValue('cascader', ['贵州省', '兴仁市'], ['贵州省', '兴仁市'])).toBe(true);
    expect(showsValue('tree-select', ['教育', '小学教育'], '小学教育')).toBe(true);
    expect(showsValue('cascader', ['贵州省', '兴仁市'], ['云南省', '兴仁市'])).toBe(false);
  });
  test('several options in any order, none missing, none more', () => {
    expect(showsValue('multi-select', ['电工', '焊工'], ['焊工', '电工'])).toBe(true);
    expect(showsValue('multi-select', ['电工'], ['焊工', '电工'])).toBe(false);
  });
  test('any text shows itself and no longer text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (text, more) => {
        expect(showsValue('autocomplete', text, text)).toBe(true);
        expect(showsValue('autocomplete', text, text + more)).toBe(false);
      }),
    );
  });
  test('every spelling of a day is that day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (d) => {
          const iso = d.toISOString().slice(0, 10);
          const [y = '', m = '', day = ''] = iso.split('-');
          for (const text of [
            iso,
            iso.replaceAll('-', '/'),
            `${y}${m}${day}`,
            `${y}年${String(Number(m))}月${String(Number(day))}日`,
          ])
            expect(dateText(text)).toBe(iso);
        },
      ),
    );
  });
});

describe('fingerprint and difference', () => {
  const before = form([
    field('姓名', { required: true }),
    field('学历', { kind: 'select', options: ['大专', '本科'] }),
    field('备注'),
  ]);
  test('values, places and locks leave it as it is', () => {
    const after = before.fields.map((f) => ({
      ...f,
      value: 'x',
      disabled: true,
      box: { x: 9, y: 9, width: 1, height: 1 },
    }));
    expect(fingerprintOf(after)).toBe(before.fingerprint);
  });
  test('says in words what has changed', () => {
    const after = form([
      field('姓名'),
      field('学历', { kind: 'select', options: ['专科', '本科'] }),
      field('备注', { section: '其他' }),
      field('社保卡号', { required: true }),
    ]);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    expect(diffInventories(before, after).text).toBe(
      [
        '“人员信息 › 姓名”变成选填',
        '“人员信息 › 学历”少了选项：大专',
        '“人员信息 › 学历”多了选项：专科',
        '“备注”从“人员信息”移到“其他”',
        '多了“人员信息 › 社保卡号”（必填）',
      ].join('\n'),
    );
    expect(diffInventories(before, before)).toEqual({ same: true, changes: [], text: '表单没有变化' });
  });
});
