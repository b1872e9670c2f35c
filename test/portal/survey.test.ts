import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withReference } from '../../scripts/profile-docs/reference.ts';
import { parseYaml, yamlLine } from '../../src/platform/documents.ts';
import type { FormField } from '../../src/portal/form.ts';
import { writeProfile } from '../../src/portal/profile/write-profile.ts';
import { presentFields } from '../../src/portal/survey/conditional-fields.ts';
import { menuOf } from '../../src/portal/survey/recognise.ts';

function field(id: string, required = false): FormField {
  return {
    id,
    label: id,
    labels: [id],
    section: null,
    kind: 'text',
    value: null,
    options: null,
    remote: false,
    required,
    readOnly: false,
    disabled: false,
    maxLength: null,
    placeholder: '',
    locators: [],
    frame: null,
    box: { x: 0, y: 0, width: 1, height: 1 },
    parts: 1,
  };
}

describe('presentFields', () => {
  it('takes fields that every look has as unconditional', () => {
    expect(presentFields([field('甲'), field('乙', true)], [])).toEqual([
      { field: field('甲'), driver: null, cases: [{ options: [], required: false }] },
      { field: field('乙', true), driver: null, cases: [{ options: [], required: true }] },
    ]);
  });

  it('lays a field that comes and goes to the option that brings it, in its place on the form', () => {
    const present = presentFields(
      [field('形式'), field('备注')],
      [
        { driver: '形式', option: '单位', fields: [field('形式'), field('单位名称', true), field('备注')] },
        { driver: '形式', option: '灵活', fields: [field('形式'), field('备注')] },
        { driver: '形式', option: '其他', fields: [field('形式'), field('单位名称'), field('备注')] },
      ],
    );
    expect(present.map((one) => one.field.id)).toEqual(['形式', '单位名称', '备注']);
    expect(present[1]).toMatchObject({
      driver: '形式',
      cases: [
        { options: ['单位'], required: true },
        { options: ['其他'], required: false },
      ],
    });
    expect(present[2]?.driver).toBeNull();
  });

  it('keeps the option that makes a standing field required', () => {
    const [, industry] = presentFields(
      [field('形式'), field('行业')],
      [
        { driver: '形式', option: '单位', fields: [field('形式'), field('行业', true)] },
        { driver: '形式', option: '灵活', fields: [field('形式'), field('行业')] },
      ],
    );
    expect(industry?.cases).toEqual([
      { options: ['单位'], required: true },
      { options: ['灵活'], required: false },
    ]);
  });
});

describe('writeProfile', () => {
  const whole = (title: string) => [
    { key: 'version', value: 1 },
    { key: 'title', value: title, notes: ['一行\n两行: # [x'] },
    { key: 'status', value: 'draft' },
    { key: 'session', value: { loginPage: { text: '登录' }, loggedIn: { text: '退出' } } },
    {
      key: 'entry',
      parts: [
        { key: 'page', value: { path: '/', ready: { text: '录入' } } },
        {
          key: 'fields',
          items: [
            { notes: ['待填'] },
            { notes: ['理由'], value: { label: 'a: b, [c] # d', column: 'name', options: { '- x': '{y}' } } },
          ],
        },
        { key: 'save', value: { button: '保存', accepted: [{ toast: '成功' }] } },
      ],
    },
    {
      key: 'list',
      value: {
        page: { menu: ['列表'], ready: { text: '共' } },
        query: { field: '身份证号码' },
        columns: { 身份证号码: 'idNumber' },
      },
    },
  ];

  it.each(["/共\\s*(?<total>\\d+)\\s*条/ '", '是', 'yes', '- a: [b', '#1', '012', '甲\n乙'])(
    'writes what is read back the same: %s',
    (title) => {
      const text = writeProfile(['标题'], whole(title));
      const read = parseYaml(text);
      expect(read.kind === 'document' && read.document.value).toMatchObject({
        title,
        entry: { fields: [{ label: 'a: b, [c] # d', options: { '- x': '{y}' } }] },
      });
      expect(text).toContain('# 理由');
    },
  );

  it('refuses to write what is no profile', () => {
    expect(() => writeProfile([], [{ key: 'version', value: 1 }])).toThrow('有误');
  });
});

it('keeps a value on one line whatever its length', () => {
  expect(yamlLine({ long: ['词'.repeat(200), '词'.repeat(200)] })).not.toContain('\n');
});

it('leaves out of the menu what leads nowhere', () => {
  expect(menuOf(['就业管理', '新增录入', '查询', '确定'])).toEqual(['就业管理', '新增录入']);
});

it('docs/profiles.md is as the schema makes it (else run scripts/write-profile-docs.ts)', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/profiles.md'), 'utf8');
  expect(withReference(text)).toBe(text);
});
