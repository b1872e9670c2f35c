/** What a person sees of a native control that is not drawn itself. Runs in the page. */
import type { ControlType } from './controls.ts';
import { classOf, drawn, isInput, visible } from './dom.ts';
import { natives, switchBody } from './switches.ts';
import { shownText } from './words.ts';

/** The visible stand-in of a native control that is not drawn itself. */
export function twinOf(el: HTMLElement, type: ControlType): HTMLElement | null {
  const fits = (other: Element | null): other is HTMLElement => {
    if (other === null || !visible(other)) return false;
    // The words of the next option, written before its own box.
    if (labelOfOther(other, el)) return false;
    if (type === 'select' && other.getBoundingClientRect().width < 40) return false;
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
  // A drawn box that says what it is, in the same small place.
  const drawnBox =
    (type === 'radio' || type === 'checkbox') &&
    el.parentElement !== null &&
    natives(el.parentElement).length === 1
      ? [...el.parentElement.querySelectorAll<HTMLElement>(`[role=${type}]`)].filter((b) => visible(b))
      : [];
  if (drawnBox.length === 1 && drawnBox[0] !== undefined) return drawnBox[0];
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
  // A box that says it is the list, with the hidden one inside it.
  const combo = type === 'select' ? el.closest<HTMLElement>('[role=combobox]') : null;
  if (combo !== null && fits(combo)) return combo;
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

function labelOfOther(other: Element, el: HTMLElement): boolean {
  if (other.localName !== 'label') return false;
  const { control } = other as HTMLLabelElement;
  return control !== null && control !== el;
}

/** The box beside or around a hidden select shows its choice or says by its class what it is. */
function drawsSelect(select: HTMLSelectElement, twin: Element): boolean {
  if (/select|combo|chosen|dropdown|drop-down|picker/i.test(classOf(twin))) return true;
  if (twin.getAttribute('role') === 'combobox') return true;
  const chosen = select.selectedOptions[0]?.text.trim() ?? '';
  const input = twin.querySelector('input');
  return chosen !== '' && (shownText(twin).includes(chosen) || input?.value.trim() === chosen);
}
