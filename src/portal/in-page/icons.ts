/** Marks in a control's box: the one at its end that opens it, those that count up and down. Runs in the page. */
import type { Control } from './controls.ts';
import { classOf, drawn, within } from './dom.ts';
import { isPicture, tidy } from './words.ts';

const aboutText = /loading|(^|[\s_-])valid|clear|close|eye|count|feedback/i;

/** Says how the text is, or empties or shows it, by its own name or that of what is around or in it: nothing opens there. */
function isAboutText(e: HTMLElement, frame: HTMLElement): boolean {
  for (let at: Element | null = e; at !== null && at !== frame; at = at.parentElement)
    if (aboutText.test(classOf(at))) return true;
  return [...e.querySelectorAll('*')].some((inner) => aboutText.test(classOf(inner)));
}

/** Arrow, calendar or glass at the right end of the control's box. */
export function trailingIcon(c: Control): HTMLElement | null {
  const r = c.frame.getBoundingClientRect();
  let found: HTMLElement | null = null;
  // A bare input may have its mark drawn over it from beside.
  const alone = c.frame === c.el && c.el.parentElement !== null;
  const scope = alone ? (c.el.parentElement ?? c.frame) : c.frame;
  for (const e of scope.querySelectorAll<HTMLElement>('i, svg, span, img, em, b, a, button, div')) {
    if (alone && !liesOn(e, r)) continue;
    if (e === c.el || within(c.el, e)) continue;
    if (tidy(e.textContent).length > 1 && !isPicture(e)) continue;
    if (isAboutText(e, c.frame)) continue;
    const b = e.getBoundingClientRect();
    if (
      b.width >= 6 &&
      b.width <= 34 &&
      b.height >= 5 &&
      b.height <= 44 &&
      b.left > r.right - 52 &&
      b.left > r.left + r.width / 2 &&
      drawn(e)
    )
      // The innermost: boxes around an icon are as small as it is.
      found = found === null || found.contains(e) ? e : found;
  }
  return found;
}

function liesOn(e: Element, r: DOMRect): boolean {
  const b = e.getBoundingClientRect();
  return b.right <= r.right + 3 && b.top >= r.top - 3 && b.bottom <= r.bottom + 3 && b.left > r.left;
}

const opens =
  /arrow|caret|drop|trigger|combo|calendar|picker|(?<!vali|up)date|expand|lookup|button-?edit|(tree|box|auto)-?select|select-?(tree|box)/i;

/** Icon or control call themselves something that opens. */
export function saysItOpens(icon: HTMLElement, c: Control): boolean {
  const around = `${classOf(c.frame)} ${classOf(c.frame.parentElement ?? c.frame)}`;
  // An icon font spells what it draws.
  const spelt =
    isPicture(icon) && /^(event|today|date_|calendar)/.test(tidy(icon.textContent)) ? 'calendar' : '';
  return opens.test(
    `${classOf(icon)} ${around} ${icon.title} ${icon.getAttribute('aria-label') ?? ''} ${spelt}`,
  );
}

/** Marks that count up and down beside a typed number. */
export function hasSteppers(c: Control): boolean {
  const counter = c.el.closest('[role=spinbutton]');
  if (counter !== null && counter.querySelectorAll('input:not([type=hidden])').length === 1)
    return counter.hasAttribute('aria-valuemax') || counter.hasAttribute('aria-valuenow');
  const r = c.el.getBoundingClientRect();
  const scope = c.frame === c.el ? c.frame.parentElement : c.frame;
  const marks = [
    ...(scope?.querySelectorAll<HTMLElement>(
      '[class*=up i],[class*=down i],[class*=plus i],[class*=minus i],[class*=crease i],[class*=spin i]',
    ) ?? []),
  ].filter((m) => {
    const b = m.getBoundingClientRect();
    return (
      b.width >= 4 &&
      b.width <= 50 &&
      b.height <= 50 &&
      Math.abs(b.top + b.height / 2 - r.top - r.height / 2) < r.height &&
      drawn(m) &&
      tidy(m.textContent).replace(/[+\-−＋－▲▼]/g, '') === ''
    );
  });
  const up = marks.some((m) => /up|plus|increase/i.test(classOf(m)));
  const down = marks.some((m) => /down|minus|decrease/i.test(classOf(m)));
  return up && down;
}
