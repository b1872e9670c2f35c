import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { yesNoOf } from '../cells/column-reader.ts';
import { isEmptyBox } from '../cells/read-options.ts';
import { yesOrNo } from '../cells/read-yes-no.ts';
import { fitsColumn } from './fits-column.ts';
import type { SamplesOf } from './column-plan.ts';
import type { HeaderColumn } from './header-block.ts';
import type { HeaderIndex, OptionOf } from './header-index.ts';

/** 待定, 不清楚: longer texts under such a heading are names of units or kinds of work. */
const longestTick = 4;

/**
 * Yes/no columns that stand for the values of one vocabulary column: 单位就业 | 个体经营 | 灵活就业 instead of 就业形式. They
 * are known by their headers naming values, together with a merged heading, a neighbour of the same kind, or cells that
 * hold nothing but yes and no.
 */
export function planOptions(
  columns: readonly HeaderColumn[],
  pack: PolicyPack,
  index: HeaderIndex,
  samplesOf: SamplesOf,
): Map<number, OptionOf> {
  const yesNo = yesNoOf(pack);
  const ticks = (column: number, label: string) => {
    const samples = samplesOf(column);
    const fitting = samples.filter(
      (text) => yesOrNo(yesNo, text) !== null || isEmptyBox(text) || text.trim() === label,
    );
    return {
      all: samples.length > 0 && fitting.length * 10 >= samples.length * 9,
      most: fitting.length * 2 >= samples.length,
      none: samples.length === 0,
      isShort: samples.every((text) => text.trim().length <= longestTick),
    };
  };
  const candidates = columns.flatMap((one) => candidatesOf(one, index, pack, samplesOf));
  const options = new Map<number, OptionOf>();
  for (const key of new Set(candidates.map(({ option }) => option.key))) {
    const ofKey = candidates.filter(({ option }) => option.key === key);
    const ticked = ofKey.filter(({ column, option }) => {
      const { all, none } = ticks(column, option.label);
      return all || none;
    });
    const isCertain =
      ticked.length >= 2 || ticked.some(({ isUnderHeading, isAlias }) => isUnderHeading || isAlias);
    // Columns that nobody has filled in say nothing, unless their heading does.
    const isUsed = ticked.some(
      ({ column, option, isUnderHeading }) => isUnderHeading || ticks(column, option.label).all,
    );
    if (!isCertain || !isUsed) continue;
    // Beside those that are certain, a column with an answer out of place is still one of them: its ticks must not be lost.
    const alike = ofKey.filter(({ column, option, isUnderHeading }) => {
      const { most, isShort } = ticks(column, option.label);
      return most || (isUnderHeading && isShort);
    });
    for (const { column, option } of [...ticked, ...alike]) {
      if (!options.has(column)) options.set(column, option);
    }
  }
  return options;
}

interface Candidate {
  column: number;
  option: OptionOf;
  isUnderHeading: boolean;
  /** The header is an alias of the column itself, and one of its values too (失业人员再就业). */
  isAlias: boolean;
}

function candidatesOf(
  { column, header, keys, parent }: HeaderColumn,
  index: HeaderIndex,
  pack: PolicyPack,
  samplesOf: SamplesOf,
): Candidate[] {
  const parents = parent === null ? [] : index.keysOf(parent);
  return index.optionsOf(header).flatMap((option): Candidate[] => {
    const isUnderHeading = parents.includes(option.key);
    const isAlias = keys.includes(option.key);
    // 残疾人 under 人员类别 is a column of its own.
    if (keys.length > 0 && !isAlias) return [];
    const definition = pack.columnByKey[option.key];
    // Values of the vocabulary below it make it that column, whatever its header could mean besides.
    if (isAlias && definition !== undefined) {
      if (samplesOf(column).some((text) => fitsColumn(definition, text, pack))) return [];
    }
    return [{ column, option, isUnderHeading, isAlias }];
  });
}
