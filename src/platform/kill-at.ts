import { noFaultPoints, type FaultPoints } from './fault-points.ts';

/**
 * `NAME` or `NAME:N`: the process ends itself with SIGKILL the N-th time (default first) it reaches the fault point.
 * SIGKILL runs no clean-up, which is the point. `NAME:N:ENOSPC` fails there instead, with that system error, and at every
 * later time: a disk that is full stays full.
 */
export function faultPointsFrom(setting: string | undefined): FaultPoints {
  if (setting === undefined || setting === '') return noFaultPoints;
  const [name, count, errorCode] = setting.split(':');
  let left = Number(count ?? '1');
  return {
    reach: (reached) => {
      if (reached !== name) return;
      left -= 1;
      if (left > 0) return;
      if (errorCode === undefined) process.kill(process.pid, 'SIGKILL');
      else throw Object.assign(new Error(`injected ${errorCode}`), { code: errorCode });
    },
  };
}
