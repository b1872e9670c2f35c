/** Animations brought to their end while the engine works. Runs in the page. */
import { documents } from './dom.ts';

const hurried = new Map<Document, () => void>();

/**
 * Only what really moves is hurried, and its end is still told: some wait for an end that never comes when a style says 0 s,
 * and a style that gives everything a short duration makes things move that never did, under those who measure places.
 */
function finishAll(doc: Document, transitions: boolean): void {
  for (const animation of doc.getAnimations()) {
    const end = animation.effect?.getComputedTiming().endTime;
    // A spinner turns for ever: it has no end to be brought to.
    const ends = animation.playState === 'running' && typeof end === 'number' && Number.isFinite(end);
    if (ends && (!transitions || 'transitionProperty' in animation)) animation.finish();
  }
}

/** Hurries, or lets run as they are, the animations of every document in the window. */
export function hurry(on: boolean): void {
  for (const [doc, stop] of hurried)
    if (!on) {
      stop();
      hurried.delete(doc);
    }
  if (!on) return;
  for (const doc of documents()) {
    if (hurried.has(doc)) continue;
    const view = doc.defaultView;
    if (view === null) continue;
    const moves = (): void => finishAll(doc, true);
    // Two frames later: who waits for an animation's end begins to listen only then.
    const animates = (): void => {
      view.requestAnimationFrame(() => view.requestAnimationFrame(() => finishAll(doc, false)));
    };
    doc.addEventListener('transitionrun', moves, true);
    doc.addEventListener('animationstart', animates, true);
    hurried.set(doc, () => {
      doc.removeEventListener('transitionrun', moves, true);
      doc.removeEventListener('animationstart', animates, true);
    });
    finishAll(doc, false);
  }
}
