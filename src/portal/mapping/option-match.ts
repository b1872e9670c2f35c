import { canonicalSpelling } from '../../model/spelling.ts';
import type { MappingVocabulary, ValueProposal } from './mapping.ts';

/** Values of a column on one side, the portal's options on the other. */
export interface OptionMatch {
  values: ValueProposal[];
  /** Options that say one of the values, of all options, 0..1. */
  agreement: number;
  /** How many values found their option. */
  matched: number;
}

const placeholder = /^(?:[-—=\s]*(?:请选择|请选|全部|不限|无限制|选择)[-—=\s…]*.{0,4}|[-—=…\s]*)$/u;
const yes = ['是', '有', '对', 'Y', 'YES', '√'];
const no = ['否', '无', '不是', '没有', 'N', 'NO', '×'];

/** The options that can be chosen: without 请选择 and its like. */
export function realOptions(options: readonly string[]): string[] {
  return [...new Set(options.filter((option) => !placeholder.test(option.trim())))];
}

/** 是 and 否 against the options, or a word and its denial; anything else is no yes-no list. */
export function matchYesNo(options: readonly string[]): OptionMatch {
  const real = realOptions(options);
  const plain = real.map((option) => ({ option, text: spelling(option) }));
  const positive = plain.find(({ text }) => yes.includes(text));
  const negative = plain.find(({ text }) => no.includes(text));
  // 不详 or 未知 beside them takes nothing away.
  if (real.length <= 4 && positive !== undefined && negative !== undefined) {
    return answered(positive.option, negative.option, real.length === 2 ? 1 : 0.95, '选项里有“是”和“否”');
  }
  // 残疾人 / 非残疾人, 已签订 / 未签订: one is the other with a word of denial.
  const [first, second] = plain;
  if (real.length === 2 && first !== undefined && second !== undefined) {
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const core = one.text.replace(/^已经?/u, '');
      if (
        core !== '' &&
        ['未', '非', '不', '无', '没有', '没', '不是', '未曾'].some((d) => other.text === d + core)
      ) {
        return answered(one.option, other.option, 0.95, `“${other.option}”是“${one.option}”的否定`);
      }
    }
  }
  const values = ['是', '否'].map((value) => ({
    value,
    option: null,
    confidence: 0,
    reason: '选项不是“是/否”两项，请指定',
    candidates: real,
  }));
  return { values, agreement: 0, matched: 0 };
}

function answered(positive: string, negative: string, confidence: number, reason: string): OptionMatch {
  const value = (text: string, option: string): ValueProposal => ({
    value: text,
    option,
    confidence,
    reason,
    candidates: [],
  });
  return { values: [value('是', positive), value('否', negative)], agreement: 1, matched: 2 };
}

/**
 * Each term of the list against the options: by label, by alias, by either without brackets and code. Never by likeness;
 * a spelling that the list calls ambiguous gives candidates, and so do two options that claim one term.
 */
export function matchOptions(vocabulary: MappingVocabulary, options: readonly string[]): OptionMatch {
  const real = realOptions(options);
  const claims = new Map<string, { option: string; strength: number; reason: string }[]>();
  const candidates = new Map<string, string[]>();
  let understood = 0;
  for (const option of real) {
    const found = termOf(vocabulary, option);
    if (found !== null) {
      understood += 1;
      claims.set(found.label, [...(claims.get(found.label) ?? []), { option, ...found }]);
      continue;
    }
    const doubtful = ambiguousTerms(vocabulary, option);
    if (doubtful.length > 0) understood += 1;
    for (const label of doubtful) candidates.set(label, [...(candidates.get(label) ?? []), option]);
  }
  const values = vocabulary.terms.map((term): ValueProposal => {
    const claimed = (claims.get(term.label) ?? []).toSorted((a, b) => b.strength - a.strength);
    const [best, second] = claimed;
    if (best !== undefined && (second === undefined || second.strength < best.strength)) {
      return {
        value: term.label,
        option: best.option,
        confidence: best.strength,
        reason: best.reason,
        candidates: [],
      };
    }
    const open = [...claimed.map((c) => c.option), ...(candidates.get(term.label) ?? [])];
    const reason =
      open.length > 0
        ? `门户的“${open.join('”“')}”都可能是“${term.label}”，请选定`
        : `门户的选项里没有“${term.label}”`;
    return { value: term.label, option: null, confidence: 0, reason, candidates: open };
  });
  const matched = values.filter((v) => v.option !== null).length;
  return { values, agreement: real.length === 0 ? 0 : understood / real.length, matched };
}

function termOf(
  vocabulary: MappingVocabulary,
  option: string,
): { label: string; strength: number; reason: string } | null {
  const exact = vocabulary.terms.find((term) => term.label === option.trim());
  if (exact !== undefined) return { label: exact.label, strength: 1, reason: '与代码表的名称相同' };
  for (const [form, strength, how] of [
    [spelling(option), 0.98, ''],
    [spelling(withoutCode(option)), 0.96, '去掉编号后'],
    [spelling(withoutBrackets(withoutCode(option))), 0.93, '去掉括号里的话后'],
  ] as const) {
    if (form === '' || isAmbiguous(vocabulary, form)) continue;
    const byLabel = only(vocabulary.terms.filter((t) => spelling(t.label) === form));
    if (byLabel !== null) return { label: byLabel.label, strength, reason: `${how}与代码表的名称相同` };
    const byAlias = only(
      vocabulary.terms.filter((t) => t.aliases?.some((a) => spelling(a) === form) === true),
    );
    if (byAlias !== null) {
      return { label: byAlias.label, strength: strength - 0.02, reason: `${how}是“${byAlias.label}”的别名` };
    }
    const byCore = only(vocabulary.terms.filter((t) => spelling(withoutBrackets(t.label)) === form));
    if (byCore !== null) {
      return {
        label: byCore.label,
        strength: strength - 0.04,
        reason: `${how}与“${byCore.label}”只差括号里的话`,
      };
    }
  }
  return null;
}

/** Terms that an ambiguous option may stand for; empty where it is not one. */
function ambiguousTerms(vocabulary: MappingVocabulary, option: string): string[] {
  const form = spelling(withoutCode(option));
  const listed = Object.entries(vocabulary.ambiguous ?? {}).find(([text]) => spelling(text) === form)?.[1];
  if (listed !== undefined) return listed;
  const bare = spelling(withoutBrackets(withoutCode(option)));
  const several = vocabulary.terms.filter(
    (t) => spelling(t.label) === bare || t.aliases?.some((a) => spelling(a) === bare) === true,
  );
  return several.map((t) => t.label);
}

function isAmbiguous(vocabulary: MappingVocabulary, form: string): boolean {
  return Object.keys(vocabulary.ambiguous ?? {}).some((text) => spelling(text) === form);
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

function spelling(text: string): string {
  return canonicalSpelling(text.replaceAll('它', '他'));
}

/** `01 汉族`, `01-汉族`, `汉族(01)`, `[A]农业`. A text that is only a code keeps it. */
function withoutCode(text: string): string {
  const bare = text
    .trim()
    .replace(/^[[(（【]?[A-Za-z]?\d{0,6}[\])）】]?\s*[-—.、:：|\s]\s*(?=\S)/u, '')
    .replace(/^[[(（【][A-Za-z]?\d{0,6}[\])）】](?=\S)/u, '')
    .replace(/[[(（【]\d{1,6}[\])）】]$/u, '');
  return bare === '' ? text : bare;
}

function withoutBrackets(text: string): string {
  const bare = text.replace(/[([（【][^()[\]（）【】]*[)\]）】]/gu, '');
  return bare.trim() === '' ? text : bare;
}
