import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/platform/fault.ts';
import { loadPack, resolvePack } from '../../src/workflow/load-pack.ts';
import { installation, shippedPack, shippedPackFolder } from './shipped-pack.ts';

describe('the pack xingren-2024', () => {
  it('holds what the notice says', () => {
    const pack = shippedPack;
    expect(pack.name).toBe('xingren-2024');
    expect(pack.urbanPlaces).toHaveLength(42);
    const classes = Object.groupBy(pack.urbanPlaces, (place) => place.urbanRuralClass);
    expect(Object.entries(classes).map(([name, places]) => [name, places?.length])).toEqual([
      ['111', 6],
      ['112', 17],
      ['121', 10],
      ['122', 9],
    ]);
    expect(pack.towns).toHaveLength(16);
    expect(pack.units.map((unit) => unit.kind).filter((kind) => kind === 'town')).toHaveLength(16);
    expect(pack.units).toHaveLength(28);
    expect(pack.periods.map((period) => period.id)).toEqual([
      '2024Q1',
      '2024-04',
      '2024-05',
      '2024-06',
      '2024-07',
      '2024-08',
      '2024-09',
      '2024-10',
    ]);
    expect(pack.targets[0]?.total).toEqual({
      annual: 6500,
      periods: {
        '2024Q1': 1951,
        '2024-04': 976,
        '2024-05': 976,
        '2024-06': 651,
        '2024-07': 325,
        '2024-08': 325,
        '2024-09': 651,
        '2024-10': 645,
      },
    });
    expect(pack.deadlines).toEqual({ collectDay: 18, enterDay: 25 });
    expect(pack.incomeFloors).toEqual([]);
    expect(pack.columns.filter((column) => column.required).map((column) => column.key)).toEqual([
      'idNumber',
      'name',
      'employedOn',
      'workRegion',
    ]);
    expect(
      pack.vocabularies['ethnicity']?.terms.filter((term) => /^(?:0[1-9]|[1-5]\d)$/.test(term.code ?? '')),
    ).toHaveLength(56);
    expect(pack.columnByKey.hardship?.vocabulary).toBe('hardship');
  });

  it('keeps columns apart that RULES settles', () => {
    const aliases = (key: string) => shippedPack.columns.find((column) => column.key === key)?.aliases ?? [];
    expect(shippedPack.columns.flatMap((column) => column.aliases)).not.toContain('组织机构代码');
    expect(shippedPack.columns.flatMap((column) => column.aliases)).not.toContain('合同开始日期');
    expect(aliases('workRegion')).toContain('所属社区');
    expect(aliases('collectingUnit')).not.toContain('所属社区');
    expect(aliases('hardship')).toContain('就业困难再就业');
    expect(aliases('personCategory')).not.toContain('就业困难再就业');
  });
});

describe('loadPack', () => {
  let folder = '';
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'luru-pack-')), 'broken');
    await cp(shippedPackFolder, folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(join(folder, '..'), { recursive: true });
  });

  async function edit(file: string, from: string, to: string): Promise<number> {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const at = text.indexOf(from);
    expect(at, `${file} holds ${from}`).toBeGreaterThanOrEqual(0);
    await writeFile(path, text.slice(0, at) + to + text.slice(at + from.length));
    return text.slice(0, at).split('\n').length;
  }
  async function refusal(): Promise<Fault> {
    const error: unknown = await loadPack(folder).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Fault);
    return error as Fault;
  }

  it.each([
    ['pack.yaml', 'collectDay: 18', 'collectDay: 十八', '数字'],
    ['pack.yaml', 'sheetTitle:', 'sheetTitel:', '不认识的项目 sheetTitel'],
    ['pack.yaml', 'version: 1', 'version: 2', '期望'],
    ['pack.yaml', "to: '2024-12-31'", "to: '2025-12-31'", '先后相接'],
    ['pack.yaml', "['2024-04']", "['2024-03']", '同时属于'],
    ['pack.yaml', "['2024-04']", "['2023-04']", '不在 2024 年'],
    ['pack.yaml', "effectiveOn: '2024-03-01'", "effectiveOn: '2024-02-30'", '真实日期'],
    ['pack.yaml', 'targets/2024-03-01.csv', 'targets/2024-04-01.csv', '找不到目标任务文件'],
    ['pack.yaml', 'incomeFloors: []', "incomeFloors: [{ from: '2024-01-01', yuan: 0, source: 文号 }]", '数'],
    ['pack.yaml', "id: '2024-04'", "id: '2024Q1'", '时段 2024Q1 重复'],
    ['pack.yaml', "months: ['2024-10']", "months: ['2023-10']", '先后排列'],
    ['pack.yaml', "to: '2024-12-31'", 'to: null', '先后相接'],
    [
      'pack.yaml',
      "from: '2025-01-01'\n    to: null",
      "from: '2025-01-01'\n    to: '2024-12-31'",
      '终止日期早于起始日期',
    ],
    [
      'pack.yaml',
      'incomeFloors: []',
      "incomeFloors: [{ from: '2024-07-01', yuan: 1, source: 甲 }, { from: '2024-01-01', yuan: 2, source: 乙 }]",
      '收入标准要按起始日期先后排列',
    ],
    [
      'pack.yaml',
      'reason: 通知附件3 }',
      "reason: 通知附件3 }\n  - { file: targets/2024-03-01.csv, effectiveOn: '2024-02-01', reason: 调整 }",
      '目标任务的版本要按生效日期先后排列',
    ],
    ['columns.yaml', "header: '姓名'", "header: '身份 证号码'", '表头“身份 证号码”重复'],
    ['vocabularies/sex.yaml', "label: '女'", "label: '男'", '重复'],
    ['vocabularies/education.yaml', "'大学': ['大学本科'", "'大学': ['本科生'", '不是本代码表的名称'],
    ['columns.yaml', 'kind: id-number', 'kind: id_number', 'columns.1.kind'],
    ['columns.yaml', 'vocabulary: ethnicity', 'vocabulary: minzu', '代码表 minzu 不存在'],
    ['columns.yaml', 'vocabulary: sex', 'required: false', '要写明 vocabulary'],
    ['columns.yaml', 'key: sex', 'key: name', '列 name 重复'],
    ['columns.yaml', 'key: name', 'key: school', '缺少列 name'],
    ['vocabularies/education.yaml', '小学教育', '初中', '同时指'],
    ['vocabularies/education.yaml', "'研究生':", "'小学':", '不能又列为含义不清'],
    ['vocabularies/sex.yaml', 'name: sex', 'name: xingbie', '与文件名不一致'],
    [
      'regions.csv',
      'urban,522302001001,东湖社区,东湖街道,111',
      'urban,522302001001,东湖社区,东湖街,111',
      '不在乡级名单内',
    ],
    [
      'regions.csv',
      'urban,522302001001,东湖社区,东湖街道,111',
      'urban,522302001001,东湖社区,城南街道,111',
      '不在城南街道',
    ],
    [
      'regions.csv',
      'urban,522302001001,东湖社区,东湖街道,111',
      'urban,522302001001,东湖社区,东湖街道,199',
      '不在代码表内',
    ],
    [
      'regions.csv',
      'urban,522302001001,东湖社区,东湖街道,111',
      'urban,522302001001,东湖社区,东湖街道,220',
      '1 开头',
    ],
    ['regions.csv', '522302001002', '522302001001', '重复'],
    ['regions.csv', '522302001002', '520302001002', '不在 兴仁市'],
    ['regions.csv', '522302001002', '522302001000', '不是村级代码'],
    ['regions.csv', 'town,522302001000', 'town,522302001001', '末三位'],
    ['regions.csv', '522302001002', '52230200100', '12 位'],
    ['units.csv', '522302001000', '', '要写明 areaCode'],
    ['units.csv', '522302001000', '522302099000', '不在 regions.csv'],
    ['units.csv', '人社局|', '教育局|', '同时指'],
    ['units.csv', '2,城南街道', '1,城南街道', '序号 1 重复'],
    ['units.csv', '2,城南街道,town,522302002000,', '2,城南街道,town', 'CSV 写法有误'],
    ['targets/2024-03-01.csv', '巴铃镇,296', '巴铃镇,297', '不等于各时段之和'],
    ['targets/2024-03-01.csv', '巴铃镇,296,89,44', '巴铃镇,296,88,45', '各单位相加是'],
    ['targets/2024-03-01.csv', '总计,6500,1951', '总计,6501,1952', '各单位相加是'],
    ['targets/2024-03-01.csv', '巴铃镇', '巴铃乡', '不在 units.csv 内'],
    ['targets/2024-03-01.csv', '百德镇', '巴铃镇', '重复'],
    ['targets/2024-03-01.csv', '巴铃镇,296', '巴铃镇,二九六', '人数'],
  ])('refuses %s with %s → %s, naming the line', async (file, from, to, words) => {
    const line = await edit(file, from, to);
    const fault = await refusal();
    expect(fault.code).toBe('pack-invalid');
    expect(fault.exitCode).toBe(2);
    expect(fault.message).toContain(words);
    expect(fault.message).toContain(file);
    // A duplicate or a sum may be told at its other end; everything is told with some line.
    expect(fault.message).toMatch(/第 \d+ 行/);
    if (!/重复|同时|各单位|先后|缺少|不能又|终止日期|要写明 vocabulary/.test(words))
      expect(fault.message).toContain(`${file} 第 ${line} 行`);
  });

  it('names line and parser words of broken YAML', async () => {
    const line = await edit('pack.yaml', 'year: 2024', 'year: [2024');
    const fault = await refusal();
    expect(fault.message).toContain('YAML 写法有误');
    expect(Number(/第 (\d+) 行/.exec(fault.message)?.[1])).toBeGreaterThanOrEqual(line);
  });

  it('refuses duplicate keys and an empty CSV', async () => {
    await edit('pack.yaml', 'year: 2024', 'year: 2024\nyear: 2025');
    await writeFile(join(folder, 'units.csv'), '');
    const { message } = await refusal();
    expect(message).toContain('pack.yaml 第');
    expect(message).toContain('units.csv：CSV 是空的');
  });

  it('refuses a pack without a file, without a unit of the targets, and a second total', async () => {
    await rm(join(folder, 'columns.yaml'));
    await edit('targets/2024-03-01.csv', 'unit,百德镇', 'total,百德镇');
    const { details } = await refusal();
    const told = (details['problems'] as { path: string; message: string }[]).map(
      ({ path, message }) => `${path}：${message}`,
    );
    expect(told).toContain('columns.yaml：政策包缺少这个文件');
    expect(told).toContain('targets/2024-03-01.csv：单位“百德镇”没有目标任务');
    expect(told).toContain('targets/2024-03-01.csv：total 一行要有并且只能有一行');
  });

  it('shows ten problems and counts the rest', async () => {
    await writeFile(
      join(folder, 'vocabularies', 'sex.yaml'),
      `version: 1\nname: sex\ntitle: 性别\nterms:\n${Array.from({ length: 15 }, () => "  - { code: 'Q', label: 男, colour: red }\n").join('')}`,
    );
    const { message, details } = await refusal();
    expect(message.split('\n')).toHaveLength(12);
    expect(message).toContain('另有');
    expect((details['problems'] as unknown[]).length).toBeGreaterThan(10);
  });

  it('says that a folder is missing', async () => {
    await rm(folder, { recursive: true });
    const fault = await refusal();
    expect([fault.code, fault.exitCode]).toEqual(['pack-missing', 2]);
  });

  it('gives one hash to one content, whatever the line ends, and another to any change', async () => {
    expect((await loadPack(folder)).contentHash).toBe(shippedPack.contentHash);
    const path = join(folder, 'regions.csv');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll('\n', '\r\n'));
    expect((await loadPack(folder)).contentHash).toBe(shippedPack.contentHash);
    await edit('pack.yaml', 'collectDay: 18', 'collectDay: 17');
    expect((await loadPack(folder)).contentHash).not.toBe(shippedPack.contentHash);
  });
});

describe('resolvePack', () => {
  it('finds shipped packs by name, own packs first, and anything else as a path', async () => {
    const workspace = await mkdtemp(join(tmpdir(), 'luru-workspace-'));
    try {
      expect(resolvePack(installation, workspace, 'xingren-2024')).toBe(shippedPackFolder);
      expect(resolvePack(installation, workspace, './mine')).toBe(join(workspace, 'mine'));
      expect(resolvePack(installation, workspace, shippedPackFolder)).toBe(shippedPackFolder);
      expect(resolvePack(installation, workspace, 'unknown')).toBe(
        join(installation, 'fixtures', 'packs', 'unknown'),
      );
      await cp(shippedPackFolder, join(workspace, 'beside'), { recursive: true });
      expect(resolvePack(installation, workspace, 'beside')).toBe(join(workspace, 'beside'));
      await cp(shippedPackFolder, join(workspace, 'packs', 'xingren-2024'), { recursive: true });
      expect(resolvePack(installation, workspace, 'xingren-2024')).toBe(
        join(workspace, 'packs', 'xingren-2024'),
      );
    } finally {
      await rm(workspace, { recursive: true });
    }
  });
});
