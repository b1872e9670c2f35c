/** The mark at the end of a control's box that opens it. Runs in the page. */
import type { Control } from './controls.ts';
import { classOf, drawn, within } from './dom.ts';
import { isPicture, tidy } from './words.ts';

/** Arrow, calendar or glass at the right end of the control's box. */
export function trailingIcon(c: Control): HTMLElement | null {
  const r = c.frame.getBoundingClientRect();
  let found: HTMLElement | null = null;
  for (const e of c.frame.querySelectorAll<HTMLElement>('i, svg, span, img, em, b, a, button, div')) {
    if (e === c.el || within(c.el, e)) continue;
    if (tidy(e.textContent).length > 1 && !isPicture(e)) continue;
    // Says how the text is, or empties or shows it: nothing opens there.
    if (/loading|(^|[\s_-])valid|clear|close|eye|count|feedback/i.test(classOf(e))) continue;
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
