/** Reaching a number by arrows that nobody has explained. Runs in the page. */
import { classOf } from './dom.ts';
import { press } from './hands.ts';
import { nextFrame, nextTask } from './waiting.ts';
import { tidy } from './words.ts';

/** Arrows by what they are, so that each is known again when others come, go or are drawn anew. */
function named(arrows: HTMLElement[]): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const a of arrows) {
    const kind = classOf(a).replace(/\S*(hover|active|focus|disabled)\S*/gi, '');
    const name = `${a.localName} ${kind.trim()} ${tidy(a.textContent)}`;
    let n = 1;
    while (found.has(`${name} ${String(n)}`)) n += 1;
    found.set(`${name} ${String(n)}`, a);
  }
  return found;
}

/** Presses arrows until the number is reached, learning from each press what its arrow does. */
export async function walkTo(
  buttons: () => HTMLElement[],
  value: () => number,
  target: number,
): Promise<boolean> {
  const steps = new Map<string, { what: number; idle: number }>();
  let now = value();
  for (let guard = 0; guard < 1500; guard += 1) {
    const rest = target - now;
    if (rest === 0) return true;
    if (Number.isNaN(rest)) return false;
    let all = named(buttons());
    // While the days are being drawn nothing tells where the arrows are.
    for (let f = 0; f < 40 && all.size === 0; f += 1) {
      await nextFrame();
      all = named(buttons());
    }
    let pick: string | null = null;
    let best = Math.abs(rest);
    for (const [key, s] of steps)
      if (s.what !== 0 && all.has(key) && Math.abs(rest - s.what) < best)
        [best, pick] = [Math.abs(rest - s.what), key];
    // An arrow not tried yet may take bigger steps than the known ones.
    const fresh = [...all.keys()].find((key) => !steps.has(key)) ?? null;
    if (fresh !== null && (pick === null || Math.abs(rest) > 12)) pick = fresh;
    const button = pick === null ? undefined : all.get(pick);
    if (pick === null || button === undefined) return false;
    const known = steps.get(pick);
    const before = now;
    press(button);
    await nextTask();
    now = value();
    // While one month slides over the other there are two, or none.
    for (let f = 0; f < 8 || (Number.isNaN(now) && f < 40); f += 1) {
      if (now !== before && !Number.isNaN(now)) break;
      await nextFrame();
      now = value();
    }
    const what = Number.isNaN(now) ? 0 : now - before;
    // "Today" moves too, but never by the same: an arrow that goes on surprising is not counted on.
    const idle = (known?.idle ?? 0) + (what === 0 || (known !== undefined && known.what !== what) ? 1 : 0);
    steps.set(pick, { what: idle > 2 ? 0 : what, idle });
  }
  return false;
}
