import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks the condition again and again until it gives something, the time is over (null) or the signal is aborted (rejects
 * with its reason). A condition that rejects counts as "not yet": pages are torn down and rebuilt while we look.
 */
export async function waitUntil<T>(
  condition: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  options: { timeoutMs: number; signal?: AbortSignal; everyMs?: number },
): Promise<T | null> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  for (;;) {
    options.signal?.throwIfAborted();
    const found = await quietly(condition);
    if (found !== null && found !== undefined && found !== false) return found;
    if (deadline.aborted) return null;
    await pause(
      options.everyMs ?? 50,
      undefined,
      options.signal === undefined ? {} : { signal: options.signal },
    ).catch(() => undefined);
  }
}

async function quietly<T>(condition: () => Promise<T> | T): Promise<T | null> {
  try {
    return await condition();
  } catch (error) {
    if (error instanceof Error && error.name === 'Fault') throw error;
    return null;
  }
}

/** Lets the page go on for a moment so that texts which belong together can all appear. */
export async function settle(milliseconds: number): Promise<void> {
  await pause(milliseconds);
}
