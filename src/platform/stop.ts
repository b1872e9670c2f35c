/**
 * How a run is asked to stop. `soft`: finish the person at hand, then stop (first Ctrl-C). `hard`: abandon every wait
 * that has not pressed save yet (second Ctrl-C); what was pressed stays `in-flight` and is resolved by `resume`.
 */
export interface Stop {
  soft: AbortSignal;
  hard: AbortSignal;
}
