/** Waits for the pace that people set, or for what a portal needs to settle; a stop ends the waiting at once. */
export function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (milliseconds === 0 || stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener('abort', done, { once: true });
  });
}
