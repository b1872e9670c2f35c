/** An instant as an operator reads it: China time to the minute, e.g. `2024-03-18 09:30`. */
export function localTime(instant: string): string {
  const china = new Date(Date.parse(instant) + 8 * 3_600_000);
  return Number.isNaN(china.getTime()) ? instant : china.toISOString().slice(0, 16).replace('T', ' ');
}
