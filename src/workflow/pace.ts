import PQueue from 'p-queue';

/** One at a time, at most so many a minute. Counts on its own timer, so that a clock that is set changes nothing. */
export class Pace {
  readonly #queue: PQueue | null;

  /** @param perMinute null: as fast as the work goes. */
  constructor(perMinute: number | null) {
    this.#queue =
      perMinute === null ? null : new PQueue({ concurrency: 1, interval: 60_000, intervalCap: perMinute });
  }

  /**
   * Waits for a place, then works. A stop ends the waiting (null), never the work: the queue's own signal would give up
   * on a person who is being entered.
   */
  async inTurn<T>(stop: AbortSignal, work: () => Promise<T>): Promise<T | null> {
    if (this.#queue === null) return work();
    const waiting = new AbortController();
    const giveUp = () => {
      waiting.abort();
    };
    stop.addEventListener('abort', giveUp, { once: true });
    const state = { started: false };
    try {
      return await this.#queue.add(
        async () => {
          state.started = true;
          stop.removeEventListener('abort', giveUp);
          return work();
        },
        { signal: waiting.signal },
      );
    } catch (error: unknown) {
      if (!state.started && waiting.signal.aborted) return null;
      throw error;
    } finally {
      stop.removeEventListener('abort', giveUp);
    }
  }
}
