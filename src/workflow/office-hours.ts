import { chinaTime } from '../platform/china-time.ts';

/** Whether people may be submitted at this instant: `from` counts, `to` does not. Without hours, always. */
export function withinOfficeHours(hours: { from: string; to: string } | undefined, instant: string): boolean {
  if (hours === undefined) return true;
  const time = chinaTime(instant).slice(11);
  return time >= hours.from && time < hours.to;
}
