/** The heading that a field stands under. Runs in the page. */
import type { Control } from './controls.ts';
import { parentOf, viewOf, within } from './dom.ts';
import type { Run } from './labels.ts';
import { labelText } from './words.ts';

/** Heading that stands over the field: the nearest one before it whose own container also holds the field. */
export function sectionOf(own: Control[], runs: Run[], isName: (run: Run) => boolean): string | null {
  const first = own[0];
  if (first === undefined) return null;
  let best: Run | null = null;
  for (const run of runs) {
    if (isName(run) || !run.heading || labelText(run.text) === '') continue;
    if (!before(run.el, first.face)) continue;
    // A legend heads its own group of boxes, not what comes after it; one without boxes is a line between sections.
    const group = run.el.closest('legend')?.closest('fieldset, [role=group], [role=radiogroup]');
    if (group && !within(first.face, group) && group.querySelector('input, select, textarea') !== null)
      continue;
    let holder: HTMLElement | null = run.el;
    for (let n = 0; n < 5 && holder !== null && !within(first.face, holder); n += 1)
      holder = parentOf(holder);
    if (holder !== null && within(first.face, holder)) best = run;
  }
  return best === null ? null : labelText(best.text);
}

function before(a: HTMLElement, b: HTMLElement): boolean {
  if (a.ownerDocument === b.ownerDocument) return (a.compareDocumentPosition(b) & 4) !== 0;
  const frame = viewOf(b).frameElement as HTMLElement | null;
  return (
    frame !== null && a.ownerDocument === frame.ownerDocument && (a.compareDocumentPosition(frame) & 4) !== 0
  );
}
