/** The only source of time: so that tests can fix it and a ledger can be replayed. */
export interface Clock {
  /** ISO-8601 UTC instant. */
  now(): string;
  /** Milliseconds that only ever grow, for durations. */
  monotonicMs(): number;
  /** Calendar date `YYYY-MM-DD` in China (UTC+8), where all deadlines of the notice are. */
  today(): string;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  today: () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
};
