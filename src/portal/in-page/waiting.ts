/** Waiting on conditions. Runs in the page. */

/** The next frame the page draws, true; a window that draws none (minimised, busy) goes on by the clock, false. */
export function nextFrame(): Promise<boolean> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), 60);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      done(true);
    });
  });
}

/** A turn of the event loop: frameworks apply what they were told. */
export function nextTask(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0));
}

/** Result of `look` as soon as it is neither null nor false, looked at every frame; null after `limit` milliseconds. */
export async function until<T>(look: () => T | null | false, limit: number): Promise<T | null> {
  const start = performance.now();
  for (;;) {
    const found = look();
    if (found !== null && found !== false) return found;
    if (performance.now() - start > limit) return null;
    await nextFrame();
  }
}

/** Waits until `look` gives the same text for `quiet` milliseconds on end, at most `limit`. */
export async function standsStill(look: () => string, quiet: number, limit: number): Promise<void> {
  const start = performance.now();
  let last = look();
  let since = start;
  let frames = 0;
  while (performance.now() - start < limit) {
    if (await nextFrame()) frames += 1;
    const now = look();
    if (now !== last) {
      last = now;
      since = performance.now();
      frames = 0;
      continue;
    }
    const still = performance.now() - since;
    // What moves frame by frame stands for as long as none is drawn.
    if (still >= quiet && (frames > 1 || still >= quiet + 180)) return;
  }
}
