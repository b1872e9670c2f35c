import { noFaultPoints, type FaultPoints } from './fault-points.ts';

/**
 * `NAME` or `NAME:N`: the process ends itself with SIGKILL the N-th time (default first) it reaches the fault point.
 * SIGKILL runs no clean-up, which is the point.
 */
export function faultPointsFrom(setting: string | undefined): FaultPoints {
  if (setting === undefined || setting === '') return noFaultPoints;
  const [name, count] = setting.split(':');
  let left = Number(count ?? '1');
  return {
    reach: (reached) => {
      if (reached !== name) return;
      left -= 1;
      if (left <= 0) process.kill(process.pid, 'SIGKILL');
    },
  };
}
