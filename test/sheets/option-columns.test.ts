import { describe, expect, it } from 'vitest';
import { header, people, personRow, rows, title, unit } from './people.ts';
import { readRaw, values } from './read-file.ts';

describe('several yes/no columns for one fact', () => {
  const options = ['单位就业', '个体工商户', '公益性岗位', '灵活就业'];

  it('are one value, ambiguous, or nothing', async () => {
    const ticks = [
      ['√', '', '', ''],
      ['', '', '', '是'],
      ['是', '否', '否', '是'],
      ['', '', '', ''],
      ['否', '否', '否', '否'],
      ['', '1', '', ''],
      ['☐', '□', '☑', '☐'],
    ];
    const list = people(7).map((person, index) => [...person, ...(ticks[index] ?? [])]);
    const { tables, told } = await readRaw(rows([title], [unit], [...header, ...options], ...list));
    expect(told).toEqual([]);
    expect(tables[0]?.head.columns.slice(-4).map(({ key, option }) => `${String(key)} ${String(option)}`)).toEqual([
      'employmentForm 单位就业', 'employmentForm 个体经营', 'employmentForm 公益性岗位安置', 'employmentForm 灵活就业',
    ]); // prettier-ignore
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual([
      '单位就业',
      '灵活就业',
      null,
      null,
      null,
      '个体经营',
      '公益性岗位安置',
    ]);
    expect(tables[0]?.rows[2]?.cells.employmentForm?.problem).toEqual({
      kind: 'ambiguous-label',
      candidates: ['单位就业', '灵活就业'],
    });
  });

  it('one of them with an answer out of place is no other column', async () => {
    const options = ['单位就业', '个体经营', '灵活就业'];
    const row = (index: number, ...ticks: string[]) => [...personRow(index), ...ticks];
    const { tables, told } = await readRaw(
      rows([title], [unit], [...header, ...options],
        row(0, '是', '', ''), row(1, '', '是', ''), row(2, '', '', '是'), row(3, '待定', '', ''), row(4, '', '是', ''), row(5, '是', '', '')),
    ); // prettier-ignore
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual([
      '单位就业', '个体经营', '灵活就业', null, '个体经营', '单位就业',
    ]); // prettier-ignore
    expect(tables[0]?.rows[3]?.cells.employmentForm).toMatchObject({
      column: 'K',
      problem: { kind: 'unknown-label' },
    });
  });

  it('under a merged heading', async () => {
    const above = [...header, '就业形式', null, null, null];
    const below = [...header.map(() => null), ...options];
    const merges = Array.from('ABCDEFGHIJ', (letter) => `${letter}3:${letter}4`).concat('K3:N3');
    const { tables, told } = await readRaw({
      sheets: [
        { name: '表', rows: rows([title], [unit], above, below, [...(people(1)[0] ?? []), '', '√']), merges },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employmentForm')).toEqual(['个体经营']);
  });

  it('one whose header is an alias of the column itself', async () => {
    const { tables } = await readRaw(
      rows(
        [title],
        [unit],
        [...header, '失业人员再就业'],
        ...people(2).map((person, index) => [...person, index === 0 ? '是' : '否']),
      ),
    );
    expect(tables[0]?.head.columns.at(-1)).toMatchObject({ key: 'personCategory', option: '失业再就业' });
    expect(tables[0] && values(tables[0], 'personCategory')).toEqual(['失业再就业', null]);
  });

  it('a date in three columns', async () => {
    const above = [...header.slice(0, 6), '就业时间', null, null, ...header.slice(7)];
    const below = [
      ...header.slice(0, 6).map(() => null),
      '年',
      '月',
      '日',
      ...header.slice(7).map(() => null),
    ];
    const person = people(1)[0] ?? [];
    const merges = Array.from('ABCDEFJKL', (letter) => `${letter}3:${letter}4`).concat('G3:I3');
    const { tables, told } = await readRaw({
      sheets: [
        {
          name: '表',
          rows: rows([title], [unit], above, below, [...person.slice(0, 6), 2024, 3, 5, ...person.slice(7)]),
          merges,
        },
      ],
    });
    expect(told).toEqual([]);
    expect(tables[0] && values(tables[0], 'employedOn')).toEqual(['2024-03-05']);
  });
});
