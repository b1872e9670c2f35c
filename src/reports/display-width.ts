/** Columns that a text takes on a terminal: East Asian wide and full-width characters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character.codePointAt(0) ?? 0);
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Text from outside on one line of a terminal: no control characters, which a terminal would obey. */
export function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}

/** Ranges of UAX #11 (W and F) that texts of this kind use. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const nothing = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;

function widthOf(code: number): number {
  if (code < 0x20 || (code >= 0x300 && nothing.test(String.fromCodePoint(code)))) return 0;
  return wide.some(([low, high]) => code >= low && code <= high) ? 2 : 1;
}

export interface TextColumn {
  title: string;
  align: 'left' | 'right';
}

/** A table for a terminal: aligned whatever mix of Chinese and digits it holds; `rules` are row numbers with a line above. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  rules: readonly number[] = [],
): string {
  const widths = columns.map((column, at) =>
    Math.max(displayWidth(column.title), ...rows.map((row) => displayWidth(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, at) =>
        (align === 'left' ? padEnd : padStart)(plainLine(cells[at] ?? ''), widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width, 0) + 2 * (columns.length - 1));
  const body = rows.flatMap((row, at) => (rules.includes(at) ? [rule, line(row)] : [line(row)]));
  return [line(columns.map((column) => column.title)), rule, ...body].join('\n');
}
