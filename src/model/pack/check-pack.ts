import { lookUpTerm } from '../vocabulary.ts';
import { canonicalSpelling } from '../spelling.ts';
import type { Vocabulary } from './policy-pack.ts';
import type { ProblemList } from './problem-list.ts';
import type { ColumnsFile, PackFile, RegionsFile, UnitsFile, VocabularyFile } from './schema.ts';

/** Vocabulary that every yes/no column takes. */
const yesNo = 'yes-no';

/** What must hold within `pack.yaml`. */
export function checkPack(file: PackFile, problems: ProblemList): void {
  const path = 'pack.yaml';
  const months = new Map<string, string>();
  const ids = new Set<string>();
  for (const [index, period] of file.periods.entries()) {
    if (ids.has(period.id)) problems.add(path, ['periods', index, 'id'], `时段 ${period.id} 重复`);
    ids.add(period.id);
    for (const month of period.months) {
      const other = months.get(month);
      if (other !== undefined)
        problems.add(path, ['periods', index, 'months'], `${month} 同时属于时段 ${other}`);
      if (!month.startsWith(String(file.year))) {
        problems.add(path, ['periods', index, 'months'], `${month} 不在 ${file.year} 年`);
      }
      months.set(month, period.id);
    }
  }
  const sorted = file.periods.every(
    (period, index) => index === 0 || (file.periods[index - 1]?.months[0] ?? '') < (period.months[0] ?? ''),
  );
  if (!sorted) problems.add(path, ['periods'], '时段要按月份先后排列');
  for (const [index, rule] of file.ageRules.entries()) {
    const before = file.ageRules[index - 1];
    if (index > 0 && (before?.to === null || rule.from === null || (before?.to ?? '') >= rule.from)) {
      problems.add(path, ['ageRules', index, 'from'], '年龄规则的起止日期要先后相接，不能重叠');
    }
    if (rule.from !== null && rule.to !== null && rule.to < rule.from) {
      problems.add(path, ['ageRules', index, 'to'], '终止日期早于起始日期');
    }
  }
  for (const [index, version] of file.targets.entries()) {
    if (index > 0 && (file.targets[index - 1]?.effectiveOn ?? '') >= version.effectiveOn) {
      problems.add(path, ['targets', index, 'effectiveOn'], '目标任务的版本要按生效日期先后排列');
    }
  }
  for (const [index, floor] of file.incomeFloors.entries()) {
    if (index > 0 && (file.incomeFloors[index - 1]?.from ?? '') >= floor.from) {
      problems.add(path, ['incomeFloors', index, 'from'], '收入标准要按起始日期先后排列');
    }
  }
}

/** Every key once, every header once, every vocabulary there. An alias may belong to two columns: content decides. */
export function checkColumns(
  file: ColumnsFile,
  vocabularies: Record<string, Vocabulary>,
  problems: ProblemList,
): void {
  const path = 'columns.yaml';
  const keys = new Set<string>();
  const headers = new Set<string>();
  for (const [index, column] of file.columns.entries()) {
    const at = (field: string) => ['columns', index, field];
    if (keys.has(column.key)) problems.add(path, at('key'), `列 ${column.key} 重复`);
    keys.add(column.key);
    const header = canonicalSpelling(column.header);
    if (headers.has(header)) problems.add(path, at('header'), `表头“${column.header}”重复`);
    headers.add(header);
    const needed = column.vocabulary ?? (column.kind === 'yes-no' ? yesNo : null);
    if (column.kind === 'vocabulary' && column.vocabulary === null) {
      problems.add(path, at('kind'), `列 ${column.key} 要写明 vocabulary（代码表）`);
    } else if (needed !== null && vocabularies[needed] === undefined) {
      problems.add(
        path,
        at('vocabulary'),
        `代码表 ${needed} 不存在或有错误，请检查 vocabularies/${needed}.yaml`,
      );
    }
  }
  for (const key of ['idNumber', 'name'] as const) {
    if (!keys.has(key)) problems.add(path, ['columns'], `缺少列 ${key}，没有它认不出人员`);
  }
}

/** No spelling with two meanings, unless it is listed as ambiguous. */
export function checkVocabulary(file: VocabularyFile, path: string, problems: ProblemList): void {
  const owner = new Map<string, string>();
  const claim = (spelling: string, label: string, at: (string | number)[]) => {
    const key = canonicalSpelling(spelling);
    const other = owner.get(key);
    if (other !== undefined && other !== label) {
      problems.add(path, at, `“${spelling}”同时指“${other}”和“${label}”，请删去一处或列入 ambiguous`);
    }
    owner.set(key, label);
  };
  const labels = new Set<string>();
  for (const [index, term] of file.terms.entries()) {
    if (labels.has(term.label)) problems.add(path, ['terms', index, 'label'], `“${term.label}”重复`);
    labels.add(term.label);
    claim(term.label, term.label, ['terms', index, 'label']);
    if (term.code !== null) claim(term.code, term.label, ['terms', index, 'code']);
    for (const [position, alias] of term.aliases.entries()) {
      claim(alias, term.label, ['terms', index, 'aliases', position]);
    }
  }
  for (const [spelling, candidates] of Object.entries(file.ambiguous)) {
    const other = owner.get(canonicalSpelling(spelling));
    if (other !== undefined) {
      problems.add(path, ['ambiguous', spelling], `“${spelling}”已经是“${other}”的写法，不能又列为含义不清`);
    }
    for (const [index, label] of candidates.entries()) {
      if (!labels.has(label)) {
        problems.add(path, ['ambiguous', spelling, index], `“${label}”不是本代码表的名称`);
      }
    }
  }
}

/** Codes once, places under their town, and the class known to its vocabulary. */
export function checkRegions(
  lines: RegionsFile,
  classes: Vocabulary | undefined,
  pack: PackFile | null,
  problems: ProblemList,
): void {
  const path = 'regions.csv';
  const codes = new Set<string>();
  const towns = new Map<string, string>();
  for (const line of lines) if (line.kind === 'town') towns.set(line.name, line.code);
  for (const [index, line] of lines.entries()) {
    if (codes.has(line.code)) problems.add(path, [index, 'code'], `区划代码 ${line.code} 重复`);
    codes.add(line.code);
    if (pack !== null && line.code.slice(0, 6) !== pack.city.code.slice(0, 6)) {
      problems.add(
        path,
        [index, 'code'],
        `${line.name} 的代码不在 ${pack.city.name}（${pack.city.code.slice(0, 6)}）之内`,
      );
    }
    if (line.kind === 'town') {
      if (!line.code.endsWith('000'))
        problems.add(path, [index, 'code'], `${line.name} 的乡级代码末三位要是 000`);
      continue;
    }
    if (line.code.endsWith('000')) problems.add(path, [index, 'code'], `${line.name} 的代码不是村级代码`);
    const town = towns.get(line.town);
    if (town === undefined)
      problems.add(path, [index, 'town'], `${line.name} 所属的“${line.town}”不在乡级名单内`);
    else if (town.slice(0, 9) !== line.code.slice(0, 9)) {
      problems.add(path, [index, 'code'], `${line.name} 的代码 ${line.code} 不在${line.town}（${town}）之内`);
    }
    if (classes !== undefined && lookUpTerm(classes, line.urbanRuralClass).kind !== 'found') {
      problems.add(path, [index, 'urbanRuralClass'], `城乡分类代码 ${line.urbanRuralClass} 不在代码表内`);
    }
  }
}

/** Names and aliases mean one unit each; a town has its area. */
export function checkUnits(units: UnitsFile, regions: RegionsFile | null, problems: ProblemList): void {
  const path = 'units.csv';
  const owner = new Map<string, string>();
  const orders = new Set<number>();
  for (const [index, unit] of units.entries()) {
    if (orders.has(unit.order)) problems.add(path, [index, 'order'], `序号 ${unit.order} 重复`);
    orders.add(unit.order);
    for (const [position, name] of [unit.name, ...unit.aliases].entries()) {
      const key = canonicalSpelling(name);
      const other = owner.get(key);
      if (other !== undefined && (other !== unit.name || position === 0)) {
        problems.add(
          path,
          [index, position === 0 ? 'name' : 'aliases'],
          `“${name}”同时指“${other}”和“${unit.name}”`,
        );
      }
      owner.set(key, unit.name);
    }
    const town = regions?.find((line) => line.kind === 'town' && line.code === unit.areaCode);
    if (unit.kind === 'town' && unit.areaCode === null) {
      problems.add(path, [index, 'areaCode'], `${unit.name} 是镇（街道），要写明 areaCode`);
    } else if (regions !== null && unit.areaCode !== null && town === undefined) {
      problems.add(
        path,
        [index, 'areaCode'],
        `${unit.name} 的 areaCode ${unit.areaCode} 不在 regions.csv 的乡级名单内`,
      );
    }
  }
}
