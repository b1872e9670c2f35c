import { Fault } from '../platform/fault.ts';

export interface TryOptions {
  /** Most times the step is tried, at least 1. */
  tries: number;
  signal: AbortSignal;
  /** Called before each further try. */
  again(fault: Fault, attempt: number): void;
}

/**
 * Tries a step again only when its fault says `retry-step`. For steps before the press of save alone: nothing that may
 * have saved ever goes through here (invariant 2).
 */
export async function withTries<T>(options: TryOptions, step: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    options.signal.throwIfAborted();
    try {
      return await step();
    } catch (error: unknown) {
      if (!(error instanceof Fault) || error.disposition !== 'retry-step' || attempt >= options.tries)
        throw error;
      options.again(error, attempt);
    }
  }
}
