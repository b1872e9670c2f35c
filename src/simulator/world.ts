import type { Captchas } from './captcha.ts';
import { type FaultBoard, numberOf } from './faults.ts';
import type { Sessions } from './session.ts';
import type { Store } from './store.ts';

export interface Attendance {
  /** How long the simulated person takes to log in. */
  loginAfterMs: number;
}

/** A save that reached the portal, whatever came of it. */
export interface SaveArrival {
  at: string;
  idNumber: string;
  outcome: string;
}

/** Everything the request handlers of one running portal share. */
export interface World {
  store: Store;
  faults: FaultBoard;
  sessions: Sessions;
  captchas: Captchas;
  attended: Attendance | null;
  acceptDuplicates: boolean;
  businessYear: number;
  baseInfoDelayMs: number;
  saves: SaveArrival[];
  /** Saves whose connection was cut and whose second sending by the browser is to be cut too. */
  cutRequests: Set<string>;
}

export type RequestKind = 'saves' | 'queries' | 'list' | 'pages' | 'afterCommit';

/** Waits as long as the fault `delayMs` asks for this kind of request. */
export async function delayed(
  world: World,
  kind: RequestKind,
  idNumber: string | null = null,
): Promise<void> {
  const parameters = world.faults.take('delayMs', idNumber, (given) => delayFor(given, kind) > 0);
  if (parameters !== null) await pause(delayFor(parameters, kind));
}

function delayFor(parameters: Record<string, unknown>, kind: RequestKind): number {
  const forAll = kind === 'saves' || kind === 'queries' || kind === 'list';
  return (
    numberOf(parameters, kind) || (forAll ? numberOf(parameters, 'all') || numberOf(parameters, 'value') : 0)
  );
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
