import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { mappingColumns } from '../../src/portal/mapping/pack-columns.ts';
import type { FieldProposal, MappingColumn } from '../../src/portal/mapping/mapping.ts';
import { proposeMapping } from '../../src/portal/mapping/propose-mapping.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
import { fieldList } from '../forms/field-list.ts';
import { fixtureNames, rightKinds } from '../forms/fixtures.ts';
import { aField, aForm, fieldOfLine, type Line } from './a-form.ts';
import { portals, strangers } from './portals.ts';

let columns: MappingColumn[];
beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../fixtures/packs/xingren-2024', import.meta.url));
  columns = mappingColumns(await loadPack(folder));
});

/** One line a field: what it was taken for, against what it means. */
function wrong(lines: readonly Line[], found: readonly FieldProposal[]): string[] {
  return lines.flatMap(([label, means, , section], i) => {
    const p = found[i];
    if (p === undefined) return [`${label}: no proposal`];
    if (!p.sure || p.column === means) return [];
    return [
      `${section ?? ''}/${label}: ${p.column ?? ''} instead of ${means ?? 'nothing'} (${p.confidence}, ${p.reason})`,
    ];
  });
}

describe('portals that word things in their own way', () => {
  test.each(Object.keys(portals))(
    '%s: ≥ 95 %% right and sure without help, none wrong above the threshold',
    (name) => {
      const lines = portals[name] ?? [];
      const found = proposeMapping(aForm(...lines.map(fieldOfLine)), columns).fields;
      expect(wrong(lines, found)).toEqual([]);
      const missed = lines.filter(([, means], i) =>
        means === null ? found[i]?.sure === true : !(found[i]?.sure === true && found[i].column === means),
      );
      const told = lines.flatMap(([label, means], i) =>
        missed.some((m) => m === lines[i])
          ? [
              `${label} → ${means ?? '-'}: ${found[i]?.column ?? '-'} ${String(found[i]?.confidence)} ${found[i]?.reason ?? ''}`,
            ]
          : [],
      );
      expect(told.length / lines.length, told.join('\n')).toBeLessThanOrEqual(0.05);
    },
  );

  test('any choice of lines from any portal, with strangers between, is never wrong above the threshold', () => {
    const all = [...Object.values(portals).flat(), ...strangers];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 5, maxLength: 30 }), (lines) => {
        // The same line of two portals may stand on the form twice under other names: either is right.
        const found = proposeMapping(aForm(...lines.map(fieldOfLine)), columns).fields;
        expect(wrong(lines, found)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('fields that belong to no column', () => {
  test.each(strangers.map((line) => [`${line[0]} ${line[2] ?? 'text'} ${line[3] ?? ''}`, line] as const))(
    '%s',
    (_, line) => {
      const found = proposeMapping(aForm(fieldOfLine(line)), columns).fields;
      expect(wrong([line], found)).toEqual([]);
    },
  );
});

describe('one field, one column', () => {
  const only = (line: Line): FieldProposal | undefined =>
    proposeMapping(aForm(fieldOfLine(line)), columns).fields[0];

  test('a name that two columns share is decided by the list, else by a person', () => {
    const blank = only(['就业类型', null, 'select']);
    expect(blank?.sure).toBe(false);
    expect(blank?.reason).toContain('请确认是哪一列');
    const listed = only([
      '就业类型',
      null,
      'select',
      null,
      ['单位就业', '个体经营', '灵活就业', '公益性岗位'],
    ]);
    expect(listed).toMatchObject({ column: 'employmentForm', sure: true });
    const category = only([
      '就业类型',
      null,
      'select',
      null,
      ['初次就业', '失业再就业', '就业困难人员', '其他人员'],
    ]);
    expect(category).toMatchObject({ column: 'personCategory', sure: true });
  });

  test('the person has the telephone, whichever comes first; without sections a person decides', () => {
    for (const order of [0, 1]) {
      const two = [
        aField('联系电话', { id: 'own', section: '本人信息' }),
        aField('联系电话', { id: 'unit', section: '单位信息' }),
      ];
      const found = proposeMapping({ fields: order === 0 ? two : two.toReversed() }, columns).fields;
      expect(found.find((p) => p.fieldId === 'own')).toMatchObject({ column: 'phone', sure: true });
      expect(found.find((p) => p.fieldId === 'unit')).toMatchObject({ column: null, sure: false });
    }
    const bare = proposeMapping(
      aForm(aField('联系电话', { id: 'a' }), aField('联系电话', { id: 'b' })),
      columns,
    ).fields;
    expect(bare.filter((p) => p.sure)).toEqual([]);
    expect(bare.map((p) => p.reason).join()).toContain('另有字段与这一列同样相近');
  });

  test('the whole fits best, not the first comer', () => {
    // 工作单位 alone would be the employer; beside 就业单位名称 it is not.
    const found = proposeMapping(aForm(aField('工作单位'), aField('就业单位名称')), columns).fields;
    expect(found[1]?.column).toBe('employer');
    expect(found[0]?.column).not.toBe('employer');
    expect(found[0]?.candidates.map((c) => c.column)).toContain('employer');
  });

  test('lists speak against a name and for it', () => {
    expect(only(['民族', null, 'select', null, ['一级', '二级', '三级']])?.sure).toBe(false);
    expect(only(['户口性质', null, 'select', null, ['是', '否']])?.sure).toBe(false);
    expect(only(['是否残疾人', null, 'select', null, ['一级', '二级', '三级']])?.sure).toBe(false);
    const unnamed = only(['层次', null, 'select', null, ['大专', '本科', '硕士', '博士', '高中', '初中']]);
    expect(unnamed).toMatchObject({ column: 'education', sure: false });
  });

  test('a locked or short field, a date that is a tick box, an upload: never by name alone', () => {
    expect(proposeMapping(aForm(aField('身份证号码', { maxLength: 6 })), columns).fields[0]?.sure).toBe(
      false,
    );
    expect(only(['出生日期', null, 'checkbox'])?.column).toBeNull();
    expect(only(['姓名', null, 'upload'])?.column).toBeNull();
    expect(only(['序号', null])?.column).toBeNull();
  });

  test('what is left is told with what comes near', () => {
    const mapping = proposeMapping(aForm(aField('单位联系电话', { required: true })), columns);
    expect(mapping.fields[0]).toMatchObject({ column: null, confidence: 0, sure: false });
    expect(mapping.fields[0]?.reason).toContain('必填');
    const phone = mapping.unmatchedColumns.find((u) => u.column === 'phone');
    expect(phone?.candidates.map((c) => c.label)).toEqual(['单位联系电话']);
    expect(mapping.unmatchedColumns).toHaveLength(columns.length);
  });

  test('answers for an empty form and for columns without lists', () => {
    expect(proposeMapping(aForm(), columns).fields).toEqual([]);
    const bare = proposeMapping(aForm(aField('学历')), [
      { key: 'edu', header: '文化程度', vocabulary: 'education' },
    ]).fields;
    expect(bare[0]).toMatchObject({ column: 'edu', sure: true });
  });
});

describe('values', () => {
  const values = (line: Line): FieldProposal => {
    const found = proposeMapping(aForm(fieldOfLine(line)), columns).fields[0];
    if (found === undefined) throw new Error('no field');
    return found;
  };

  test('are matched by label, alias, code and brackets; equal ones need no entry', () => {
    const p = values([
      '学历',
      null,
      'select',
      null,
      ['请选择', '31 大专', '大学本科', '硕士研究生(在读)', '高中', '其它'],
    ]);
    expect(p.options).toEqual({
      大学专科: '31 大专',
      硕士研究生: '硕士研究生(在读)',
      '普通中学(普通高中)': '高中',
      其他: '其它',
    });
    expect(p.unavailable).toContain('博士研究生');
    expect(p.values.find((v) => v.value === '大学本科')).toMatchObject({ option: '大学本科', confidence: 1 });
  });

  test('an ambiguous wording is offered, never taken', () => {
    const p = values(['文化程度', null, 'select', null, ['研究生', '本科', '专科', '中职', '初中及以下']]);
    for (const value of ['硕士研究生', '博士研究生']) {
      expect(p.values.find((v) => v.value === value)).toMatchObject({ option: null, candidates: ['研究生'] });
    }
    expect(p.options).toEqual({ 大学本科: '本科', 大学专科: '专科' });
    expect(p.unavailable).not.toContain('小学');
  });

  test('two options for one value: the exact one, or a person', () => {
    const exact = values(['文化程度', null, 'select', null, ['大专', '大学专科', '大学本科', '高中']]);
    expect(exact.values.find((v) => v.value === '大学专科')?.option).toBe('大学专科');
    const doubtful = values(['文化程度', null, 'select', null, ['大专', '专科', '大学本科', '高中']]);
    expect(doubtful.values.find((v) => v.value === '大学专科')).toMatchObject({
      option: null,
      candidates: ['大专', '专科'],
    });
  });

  test('yes and no in the words of the portal', () => {
    expect(values(['是否签订劳动合同', null, 'select', null, ['已签订', '未签订']]).options).toEqual({
      是: '已签订',
      否: '未签订',
    });
    expect(values(['是否残疾人', null, 'radio', null, ['非残疾人', '残疾人']]).options).toEqual({
      是: '残疾人',
      否: '非残疾人',
    });
    expect(values(['是否退役军人', null, 'radio', null, ['有', '无']]).options).toEqual({
      是: '有',
      否: '无',
    });
    expect(values(['是否退役军人', null, 'radio', null, ['否', '是']]).options).toEqual({});
    const three = values(['是否残疾人', null, 'select', null, ['有', '无', '不详']]);
    expect(three.options).toEqual({ 是: '有', 否: '无' });
    const grades = values(['是否残疾人', null, 'select', null, ['一级', '二级']]);
    expect(grades).toMatchObject({ options: {}, sure: false });
  });

  test('穿青人 is nobody else, and 其他 is not a value that lacks its own', () => {
    const p = values(['民族', null, 'select', null, ['汉族', '苗族', '布依族', '其他']]);
    expect(p.values.find((v) => v.value === '穿青人')?.option).toBeNull();
  });

  test('where a path begins is read from the first list', () => {
    expect(values(['就业地', null, 'cascader', null, ['兴义市', '兴仁市']]).path).toEqual([
      '{city}',
      '{town}',
      '{place}',
    ]);
    expect(values(['就业地', null, 'linked-selects', null, ['东湖街道', '城南街道']]).path).toEqual([
      '{town}',
      '{place}',
    ]);
    expect(values(['就业地', null, 'cascader', null, ['贵州省', '云南省']]).path).toBeNull();
  });
});

test.each(fixtureNames)('the fixture form of %s is mapped without help', (name) => {
  const meant: Record<string, string | null> = {
    unitPhone: null,
    insuredBy: null,
    shopName: null,
    skills: null,
    services: null,
    attachment: null,
    signedContract: 'laborContract',
  };
  const fields = fieldList.map((f) =>
    aField(f.label, {
      id: f.key,
      section: f.section,
      kind: rightKinds(name, f.key)[0] ?? 'unknown',
      placeholder: f.placeholder,
      options: f.tree?.map((n) => n.label) ?? f.options?.slice(0, 60).map((o) => o.label) ?? null,
      remote: f.kind === 'remote-select' || f.kind === 'picker',
      maxLength: f.maxLength,
    }),
  );
  const found = proposeMapping(aForm(...fields), columns).fields;
  const right = found.filter((p) => {
    const column = p.fieldId in meant ? meant[p.fieldId] : p.fieldId;
    return column === null ? !p.sure : p.sure && p.column === column;
  });
  const told = found
    .filter((p) => !right.includes(p))
    .map((p) => `${p.fieldId}: ${p.column ?? '-'} ${p.confidence} ${p.reason}`);
  expect(
    told.filter((line) => !line.includes(': - ')),
    told.join('\n'),
  ).toEqual([]);
  expect(right.length / found.length, told.join('\n')).toBeGreaterThanOrEqual(0.95);
});
