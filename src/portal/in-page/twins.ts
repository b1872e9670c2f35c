/** What a person sees of a native control that is not drawn itself. Runs in the page. */
import type { ControlType } from './controls.ts';
import { classOf, drawn, isInput, visible } from './dom.ts';
import { shownText } from './words.ts';

export function looksLikeSwitch(el: HTMLElement): boolean {
  return switchBody(el) !== null;
}

/** The element around a tick box that is drawn as a switch. */
export function switchBody(el: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = el, n = 0; at !== null && n < 6; at = at.parentElement, n += 1) {
    const outer = at.parentElement;
    const said =
      at.getAttribute('role') === 'switch' ||
      /(^|[\s_-])(switch|toggle)($|[\s_-])/i.test(classOf(at)) ||
      at.getAttribute('lay-skin') === 'switch';
    if (n > 0 && at.querySelectorAll('input, select, textarea').length > 1) return null;
    if (said)
      return outer !== null &&
        /(^|[\s_-])switch($|[\s_-])/i.test(classOf(outer)) &&
        natives(outer).length === 1
        ? outer
        : at;
  }
  return null;
}

export function natives(el: Element): Element[] {
  return [...el.querySelectorAll('input:not([type=hidden]), select, textarea')];
}

/** The visible stand-in of a native control that is not drawn itself. */
export function twinOf(el: HTMLElement, type: ControlType): HTMLElement | null {
  const fits = (other: Element | null): other is HTMLElement => {
    if (other === null || !visible(other)) return false;
    const inner = natives(other).filter((n) => n !== el);
    if (type === 'select')
      return inner.length <= 1 && inner.every((n) => isInput(n) && !/radio|checkbox/.test(n.type));
    return (
      inner.length === 0 && other.getBoundingClientRect().height <= 90 && !natives(other).includes(other)
    );
  };
  const labels = 'labels' in el ? [...((el as HTMLInputElement).labels ?? [])] : [];
  const wrapping = labels.find((l) => l.contains(el) && visible(l));
  if (type !== 'select' && wrapping !== undefined && natives(wrapping).length <= 1) return wrapping;
  if (type === 'switch') {
    let body = switchBody(el);
    // The row with its words is not what is clicked, but the piece that looks like a switch.
    for (let at = el.parentElement; body !== null && at !== null && body.contains(at); at = at.parentElement)
      if (body.getBoundingClientRect().width > 130 && at.getBoundingClientRect().width >= 24 && visible(at)) {
        body = at;
        break;
      }
    if (body !== null && body !== el && visible(body)) return body;
  }
  for (const step of ['nextElementSibling', 'previousElementSibling'] as const) {
    let at = el[step];
    while (at !== null && (/^(script|style|br)$/.test(at.localName) || (isInput(at) && at.type === 'hidden')))
      at = at[step];
    if (fits(at) && (type !== 'select' || drawsSelect(el as HTMLSelectElement, at))) return at;
  }
  let at = el.parentElement;
  for (let n = 0; n < 3 && at !== null; n += 1, at = at.parentElement) {
    const others = natives(at).filter((o) => o !== el && drawn(o));
    if (others.length > (type === 'select' ? 1 : 0) || at.getBoundingClientRect().height > 90) break;
    if (visible(at) && (type !== 'select' || drawsSelect(el as HTMLSelectElement, at))) return at;
  }
  return type === 'select' ? null : (labels.find((l) => visible(l)) ?? null);
}

/** The box beside or around a hidden select shows its choice or says by its class what it is. */
function drawsSelect(select: HTMLSelectElement, twin: Element): boolean {
  if (/select|combo|chosen|dropdown|drop-down|picker/i.test(classOf(twin))) return true;
  const chosen = select.selectedOptions[0]?.text.trim() ?? '';
  const input = twin.querySelector('input');
  return chosen !== '' && (shownText(twin).includes(chosen) || input?.value.trim() === chosen);
}
