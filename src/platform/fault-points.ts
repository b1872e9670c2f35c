/**
 * Named moments of the work at which a test may kill, cut or fail something. Production passes `noFaultPoints`;
 * the crash suite passes one that ends the process, so that no test seam lives in the code itself.
 */
export interface FaultPoints {
  reach(name: string): void | Promise<void>;
}

export const noFaultPoints: FaultPoints = { reach: () => undefined };
