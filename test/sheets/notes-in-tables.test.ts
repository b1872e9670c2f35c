import { describe, expect, it } from 'vitest';
import { people, header, rows, title, unit } from './people.ts';
import { readRaw } from './read-file.ts';

describe('a remark inside a table is told, wherever it stands', () => {
  it.each([
    ['below the header', ['填写说明：身份证号码请按文本格式填写'], []],
    ['between people', [], ['以下为四月份新增人员，由村级补报']],
  ])('%s', async (_, first, between) => {
    const { told, tables } = await readRaw(
      rows(
        [title],
        [unit],
        header,
        ...(first.length > 0 ? [first] : []),
        ...people(1),
        ...(between.length > 0 ? [between] : []),
        ...people(1, 1),
      ),
    );
    expect(tables[0]?.rows).toHaveLength(2);
    expect(told).toEqual([first.length > 0 ? 'row-footer 4' : 'row-footer 5']);
  });

  it('but not how each column is filled in, and no title or unit that comes again', async () => {
    const { told, tables } = await readRaw(
      rows(
        [title],
        [unit],
        header,
        ['', '文本，18位', '与证件一致', '男/女'],
        [unit],
        ...people(1),
        [title],
        [unit],
        ...people(1, 1),
      ),
    );
    expect(tables[0]?.rows).toHaveLength(2);
    expect(told).toEqual([]);
  });
});

it('a unit written below the header keeps what there is to say about the columns', async () => {
  const { told, tables } = await readRaw(
    rows([title], [...header, '年龄'], ['填报单位：市教育局'], ...people(2)),
  );
  expect(tables.map(({ head }) => head.reportingUnit)).toEqual(['市教育局']);
  expect(told).toEqual(['column-unknown K']);
});
