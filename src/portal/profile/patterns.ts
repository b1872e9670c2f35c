/**
 * Texts in a profile. A plain string is found when the portal's text contains it, white space ignored on both sides;
 * a string between slashes is a regular expression, e.g. `/已存在.*登记/`. Nothing else is interpreted.
 */
export interface TextMatcher {
  /** The pattern as the profile writes it. */
  source: string;
  test(text: string): boolean;
  /** Named groups of a regular expression; empty for plain strings and where nothing matched. */
  groups(text: string): Record<string, string>;
}

const slashed = /^\/(.+)\/$/s;

/** Why a pattern cannot be used, in Chinese, or null. */
export function patternProblem(source: string): string | null {
  const body = slashed.exec(source)?.[1];
  if (body === undefined) return squeeze(source) === '' ? '不能为空' : null;
  try {
    new RegExp(body, 'u');
    return null;
  } catch {
    return '不是有效的正则表达式';
  }
}

export function matcher(source: string): TextMatcher {
  const body = slashed.exec(source)?.[1];
  if (body === undefined) {
    const wanted = squeeze(source);
    return { source, test: (text) => squeeze(text).includes(wanted), groups: () => ({}) };
  }
  const expression = new RegExp(body, 'u');
  const match = (text: string) => expression.exec(text) ?? expression.exec(squeeze(text));
  return { source, test: (text) => match(text) !== null, groups: (text) => definedGroups(match(text)) };
}

/** The first of the patterns that the text matches, or null. */
export function firstMatch<T extends { text: string }>(rules: readonly T[], text: string): T | null {
  return rules.find((rule) => matcher(rule.text).test(text)) ?? null;
}

/** Texts that mean the same on a form: without white space (also U+3000), icon glyphs, stars, colons and （必填）. */
export function plainLabel(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff\ue000-\uf8ff]/gu, '')
    .replace(/[((](必填|选填|必选|可选)[))]/gu, '')
    .replace(/^[*※:]+|[*※:]+$/gu, '');
}

export function squeeze(text: string): string {
  return text.replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '');
}

function definedGroups(match: RegExpExecArray | null): Record<string, string> {
  // A group that took no part in the match is undefined, whatever the type says.
  const groups: Record<string, string | undefined> = match?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, text ?? '']));
}
