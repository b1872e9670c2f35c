import type { Clock } from '../platform/clock.ts';
import type { FaultPoints } from '../platform/fault-points.ts';
import type { Progress } from '../platform/progress.ts';
import type { Stop } from '../platform/stop.ts';

/** What `main.ts` reads from the machine once and hands to every verb. */
export interface Surroundings {
  clock: Clock;
  progress: Progress;
  stop: Stop;
  faultPoints: FaultPoints;
  /** Folder that holds `fixtures/` and `selectors/`. */
  installation: string;
  cwd: string;
  host: string;
  pid: number;
  userName: string;
}
