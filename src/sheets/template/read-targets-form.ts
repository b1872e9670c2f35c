import type { PolicyPack, TargetVersion } from '../../model/pack/policy-pack.ts';
import { findUnit } from '../../model/unit.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import type { FormRow } from './form-rows.ts';
import type { FormProblem } from './read-contacts.ts';

type Figures = TargetVersion['total'];

/** Reads a targets form: every unit of the pack once, rows that add up to the year, a 总计 that adds up to all. */
export function readTargetsForm(
  rows: readonly FormRow[],
  pack: PolicyPack,
): { units: Record<string, Figures>; total: Figures; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const units: Record<string, Figures> = {};
  const total = emptyFigures(pack);
  const start = rows.findIndex(({ texts }) => isHead(texts));
  const head = rows[start];
  const heads = head === undefined ? null : headsOf(head.texts, pack);
  if (heads === null || heads.missing.length > 0) {
    const wanted = ['单位', '全年目标', ...pack.periods.map(({ title }) => title)];
    const message =
      heads === null
        ? `找不到表头：要有${wanted.map((title) => `“${title}”`).join('')}各列`
        : `缺少这些列：${heads.missing.join('、')}`;
    const at = head ?? rows[0];
    return { units, total, problems: [{ sheet: at?.sheet ?? '', row: at?.row ?? 1, message }] };
  }
  // What was not read must not be told again as a sum that is wrong.
  let isComplete = true;
  let written: { row: FormRow; figures: Figures } | null = null;
  for (const row of rows.slice(start + 1)) {
    const tell = (message: string) => problems.push({ sheet: row.sheet, row: row.row, message });
    const names = [...row.texts].filter(([column]) => column <= heads.unit).map(([, text]) => text);
    const isTotal = names.some((text) => /^(?:总计|合计)$/.test(text.replace(/\s/g, '')));
    const name = row.texts.get(heads.unit);
    const unit = name === undefined ? null : findUnit(pack, name);
    if (unit === null && !isTotal) {
      const isSubtotal = names.some((text) => /小计/.test(text));
      if (!isSubtotal && name !== undefined && row.texts.size > 2) tell(`“${name}”不在单位名单内`);
      continue;
    }
    const figures = figuresIn(row, heads, tell);
    if (figures === null) {
      isComplete = false;
      if (unit !== null) units[unit.name] ??= emptyFigures(pack);
      else written = { row, figures: emptyFigures(pack) };
      continue;
    }
    if (unit === null) {
      written = { row, figures };
      continue;
    }
    if (units[unit.name] !== undefined) tell(`${unit.name}写了两行，请只留一行`);
    const year = Object.values(figures.periods).reduce((sum, people) => sum + people, 0);
    if (year !== figures.annual) {
      tell(`${unit.name}的全年目标 ${figures.annual} 不等于各时段之和 ${year}`);
    }
    units[unit.name] = figures;
    addFigures(total, figures);
  }
  const last = rows.at(-1);
  const missing = pack.units.filter(({ name }) => units[name] === undefined).map(({ name }) => name);
  const end = { sheet: last?.sheet ?? '', row: last?.row ?? 1 };
  if (missing.length > 0) problems.push({ ...end, message: `缺少这些单位：${missing.join('、')}` });
  if (written === null) problems.push({ ...end, message: '没有“总计”一行' });
  else if (isComplete && missing.length === 0) problems.push(...totalProblems(written, total, pack));
  return { units, total, problems };
}

function totalProblems(
  { row, figures }: { row: FormRow; figures: Figures },
  total: Figures,
  pack: PolicyPack,
): FormProblem[] {
  const pairs: [string, number, number][] = [
    ['全年目标', figures.annual, total.annual],
    ...pack.periods.map(({ id, title }): [string, number, number] => [
      title,
      figures.periods[id] ?? 0,
      total.periods[id] ?? 0,
    ]),
  ];
  return pairs
    .filter(([, said, counted]) => said !== counted)
    .map(([title, said, counted]) => ({
      sheet: row.sheet,
      row: row.row,
      message: `总计的${title}写的是 ${said}，各单位相加是 ${counted}`,
    }));
}

interface Heads {
  unit: number;
  annual: number;
  periods: Record<string, number>;
  /** Titles of columns that are not there. */
  missing: string[];
}

const unitHead = /^单位(?:名称)?$/;
const annualHead = /^(?:全年|年度)(?:目标|任务)?(?:任务|数|人数)?$/;

function isHead(texts: ReadonlyMap<number, string>): boolean {
  const bare = [...texts.values()].map((text) => text.replace(/\s/g, ''));
  return bare.some((text) => unitHead.test(text)) && bare.length > 2;
}

function headsOf(texts: ReadonlyMap<number, string>, pack: PolicyPack): Heads {
  const bare = [...texts].map(([column, text]): [number, string] => [column, text.replace(/\s/g, '')]);
  const missing: string[] = [];
  const find = (title: string, isMeant: (text: string) => boolean) => {
    const column = bare.find(([, text]) => isMeant(text))?.[0];
    if (column === undefined) missing.push(title);
    return column ?? 0;
  };
  return {
    unit: find('单位', (text) => unitHead.test(text)),
    annual: find('全年目标', (text) => annualHead.test(text)),
    periods: Object.fromEntries(
      pack.periods.map(({ id, title }) => [id, find(title, (text) => text === title || text === id)]),
    ),
    missing,
  };
}

/** @returns null when a figure of the row cannot be read, and tells which. */
function figuresIn(
  { texts, unreadable }: FormRow,
  heads: Heads,
  tell: (message: string) => void,
): Figures | null {
  const troubles: string[] = [];
  const figure = (column: number) => {
    const text = plainDigits((texts.get(column) ?? '0').replace(/[,，\s]/g, ''));
    const trouble = unreadable.get(column) ?? null;
    if (trouble === null && /^\d{1,7}(?:\.0+)?$/.test(text)) return Number(text);
    troubles.push(trouble ?? `“${text}”不是人数，要写不小于零的整数`);
    return 0;
  };
  const figures = {
    annual: figure(heads.annual),
    periods: Object.fromEntries(Object.entries(heads.periods).map(([id, column]) => [id, figure(column)])),
  };
  troubles.forEach(tell);
  return troubles.length === 0 ? figures : null;
}

function emptyFigures(pack: PolicyPack): Figures {
  return { annual: 0, periods: Object.fromEntries(pack.periods.map(({ id }) => [id, 0])) };
}

function addFigures(sum: Figures, line: Figures): void {
  sum.annual += line.annual;
  for (const [id, people] of Object.entries(line.periods)) sum.periods[id] = (sum.periods[id] ?? 0) + people;
}
