const candidates = [',', '\t', ';', '|'] as const;
const linesLookedAt = 40;

/** The character that separates the fields: the one that most lines have most alike, outside quotes. */
export function delimiterOf(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, linesLookedAt).map((line) => line.replace(/"[^"]*"?/g, ''));
  let best: { delimiter: string; lines: number; total: number } = { delimiter: ',', lines: 0, total: 0 };
  for (const delimiter of candidates) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const isBetter = counts.length > best.lines || (counts.length === best.lines && total > best.total);
    if (isBetter) best = { delimiter, lines: counts.length, total };
  }
  return best.delimiter;
}
