/** What a number is under its format: a day, a month without a day, or just a number (also a time alone). */
export type NumberKind = 'number' | 'date' | 'month';

/**
 * Built-in formats of which no file carries the text. 27–36 and 50–58 are the Chinese ones; a reader that does not know
 * them sees the number 45356. 18–21, 32–35, 45–47, 55 and 56 are times in Chinese.
 */
const builtIn: Readonly<Record<number, NumberKind>> = {
  ...kinds('date', [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]),
  ...kinds('month', [17, 27, 36, 50, 52, 57]),
};

export function numberKind(formatId: number, code: string | undefined): NumberKind {
  return code === undefined ? (builtIn[formatId] ?? 'number') : kindOfCode(code);
}

/** Texts in quotes, escaped characters, fillers and spacers, colours, conditions and language marks. */
const literals = /"[^"]*"?|\\.|_.|\*.|\[(?!h{1,2}\]|m{1,2}\]|s{1,2}\])[^\]]*\]/gi;

/** `m` alone is a month unless it stands with hours, seconds or digits; years and days speak for themselves. */
export function kindOfCode(code: string): NumberKind {
  const bare = (code.split(';', 1)[0] ?? '').replace(literals, '').toLowerCase();
  if (bare.includes('general') || bare.includes('通用')) return 'number';
  if (bare.includes('d')) return 'date';
  // e and b are years of an era; in 0.00E+00 the e stands with digits.
  const year = /y/.test(bare) || (/[eb]/.test(bare) && !/[0#?]/.test(bare));
  if (!year) return 'number';
  // A year with hours is a point in time, so that the day is there although it is not shown.
  return /h/.test(bare) ? 'date' : 'month';
}

function kinds(kind: NumberKind, ids: readonly number[]): Record<number, NumberKind> {
  return Object.fromEntries(ids.map((id) => [id, kind]));
}
