/** Tick boxes that are drawn as switches. Runs in the page. */
import { classOf } from './dom.ts';

export function looksLikeSwitch(el: HTMLElement): boolean {
  return switchBody(el) !== null;
}

const switchWord = /(^|[\s_-])(switch|toggle)(btn|button|box)?($|[\s_-])/i;

/** The element around a tick box that is drawn as a switch: the outermost that calls itself so and holds nothing else. */
export function switchBody(el: HTMLElement): HTMLElement | null {
  let body: HTMLElement | null = null;
  for (let at: HTMLElement | null = el, n = 0; at !== null && n < 6; at = at.parentElement, n += 1) {
    if (n > 0 && natives(at).length > 1) break;
    if (
      at.getAttribute('role') === 'switch' ||
      switchWord.test(classOf(at)) ||
      at.getAttribute('lay-skin') === 'switch'
    )
      body = at;
    else if (body !== null) break;
  }
  return body;
}

/** Native controls in an element. */
export function natives(el: Element): Element[] {
  return [...el.querySelectorAll('input:not([type=hidden]), select, textarea')];
}
