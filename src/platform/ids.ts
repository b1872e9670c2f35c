import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** `R20240318-093015-1f3a`: sorts by time, unique enough for people to name a run. */
export function newRunId(clock: Clock): string {
  const now = clock.now();
  const stamp = `${now.slice(0, 10).replaceAll('-', '')}-${now.slice(11, 19).replaceAll(':', '')}`;
  return `R${stamp}-${randomBytes(2).toString('hex')}`;
}
