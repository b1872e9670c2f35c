import type { PolicyPack, ReportingUnit } from './pack/policy-pack.ts';
import { cityNames } from './region.ts';
import { canonicalSpelling } from './spelling.ts';

interface UnitIndex {
  /** null: the spelling names several units, so it names none. */
  bySpelling: Map<string, ReportingUnit | null>;
  /** Longest first, so that 兴仁市 is taken off before 兴仁. */
  cities: string[];
}

const indexes = new WeakMap<PolicyPack, UnitIndex>();
/** A stamp or signature note that forms print behind the name. */
const stampNote = /[([【][^)\]】]*(?:章|签字|签名)[^)\]】]*[)\]】]/g;
const offices = ['人民政府办公室', '人民政府', '政府'];

/**
 * The reporting unit that a text names, or null. Name and aliases of the pack, with or without the city before them
 * (兴仁市, 市) and 人民政府 or 办事处 behind them, in any spacing. Never by likeness.
 */
export function findUnit(pack: PolicyPack, text: string): ReportingUnit | null {
  const index = indexOf(pack);
  const direct = index.bySpelling.get(text);
  if (direct !== undefined) return direct;
  const spelling = canonicalSpelling(text).replace(stampNote, '');
  for (const candidate of candidatesOf(index, spelling)) {
    const unit = index.bySpelling.get(candidate);
    if (unit !== undefined) return unit;
  }
  return null;
}

/** The unit with exactly this name, or null. */
export function unitByName(pack: PolicyPack, name: string): ReportingUnit | null {
  return pack.units.find((unit) => unit.name === name) ?? null;
}

/**
 * Units that a text could mean: those whose name or alias it contains, else those that share most characters with it.
 * Proposals for a person, at most three.
 */
export function unitsLike(pack: PolicyPack, text: string): ReportingUnit[] {
  const written = canonicalSpelling(text).replace(stampNote, '');
  const city = indexOf(pack).cities.find((name) => written.startsWith(name));
  const spelling = city === undefined ? written : written.slice(city.length);
  if (spelling === '') return [];
  const scored = pack.units
    .map((unit) => ({
      unit,
      score: Math.max(...[unit.name, ...unit.aliases].map((name) => likeness(spelling, stemOf(name)))),
    }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score || a.unit.order - b.unit.order);
  return scored.slice(0, 3).map(({ unit }) => unit);
}

function candidatesOf(index: UnitIndex, spelling: string): string[] {
  const rests = index.cities
    .filter((city) => spelling.startsWith(city))
    .map((city) => spelling.slice(city.length));
  // 兴仁市人民政府东湖街道办事处: the city's government stands before its own office.
  const bare = [spelling, ...rests].flatMap((rest) => [rest, rest.replace(/^人民政府/, '')]);
  // 兴仁市教育局 is the pack's 市教育局: the city's last character belongs to both.
  return [...bare, ...bare.map((rest) => `市${rest}`)].flatMap(withoutOffice);
}

function withoutOffice(spelling: string): string[] {
  const forms = [spelling];
  for (const office of offices) if (spelling.endsWith(office)) forms.push(spelling.slice(0, -office.length));
  if (spelling.endsWith('街道办')) forms.push(spelling.slice(0, -1));
  if (spelling.endsWith('办事处')) {
    const stem = spelling.slice(0, -3);
    // 办事处 is the office of a 街道, so that the word itself may be left out.
    forms.push(stem, `${stem}街道`);
  }
  return forms;
}

function indexOf(pack: PolicyPack): UnitIndex {
  const known = indexes.get(pack);
  if (known !== undefined) return known;
  const bySpelling = new Map<string, ReportingUnit | null>();
  for (const unit of pack.units) {
    for (const name of [unit.name, ...unit.aliases]) {
      const spelling = canonicalSpelling(name);
      const other = bySpelling.get(spelling);
      bySpelling.set(spelling, other === undefined || other === unit ? unit : null);
    }
  }
  const index = { bySpelling, cities: cityNames(pack).sort((a, b) => b.length - a.length) };
  indexes.set(pack, index);
  return index;
}

/** Share of the longer text that both have in common as a pair of neighbours; 1 when one contains the other. */
function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0;
  if (a.includes(b) || b.includes(a)) return 1;
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return (2 * shared) / (left.size + right.size);
}

function stemOf(name: string): string {
  return canonicalSpelling(name)
    .replace(/^市/, '')
    .replace(/(?:街道|镇|乡)$/, '');
}
