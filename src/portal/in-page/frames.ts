/** The box that belongs to one control alone: its border, its tags, its arrow. Runs in the page. */
import type { Control } from './controls.ts';
import { classOf, drawn, isInput, parentOf, viewOf, within } from './dom.ts';
import { natives } from './switches.ts';
import { shownText } from './words.ts';

/** Climbs while the parent holds no other control, hardly more space and no words of its own before the control. */
export function frameOf(control: Control, all: Control[]): HTMLElement {
  let at = control.frame;
  const base = at.getBoundingClientRect();
  // The typing end of a box with tags: tags stand before it, and the box grows with them.
  const tail =
    isInput(at) &&
    (base.width < 60 ||
      at.getAttribute('role') === 'combobox' ||
      /tag|token|chip/i.test(classOf(at.parentElement ?? at)));
  for (let n = 0; n < 7; n += 1) {
    const parent = parentOf(at);
    if (!parent || /^(td|th|tr|form|body|fieldset|label|dd|dt)$/.test(parent.localName)) break;
    // A list item of the page; not the place of the typing end among tags.
    if (parent.localName === 'li' && !/tag|token|chip|choice|search|select|input/i.test(classOf(parent)))
      break;
    const r = parent.getBoundingClientRect();
    if (base.height > 0 && r.height > Math.max(base.height * 1.6, base.height + 18, tail ? 160 : 46)) break;
    const words = wordsBefore(parent, at);
    // Tags take the width from the typing end beside them.
    const wide = r.width > base.width + 140 && base.width > 40 && r.width > base.width * 1.8;
    if (wide && !(tail && (words === 'tags' || /tag|token|chip/i.test(classOf(parent))))) break;
    if (all.some((other) => other !== control && within(other.face, parent))) break;
    if (words === 'label') break;
    if (
      words !== null &&
      !(
        tail &&
        (words === 'tags' ||
          /select|tag|chip|overflow|combo|multi|wrap|choice/i.test(classOf(parent)) ||
          insideItsLines(parent, control, all))
      )
    )
      break;
    if (
      tail &&
      words !== 'tags' &&
      r.height > Math.max(base.height + 18, 46) &&
      !/select|tag|chip|overflow|combo|multi|choice/i.test(classOf(parent))
    )
      break;
    at = parent;
  }
  return at;
}

/** One box is drawn around the words and the typing end of a list: they are what is chosen in it. */
function insideItsLines(from: HTMLElement, control: Control, all: Control[]): boolean {
  if (control.el.getAttribute('role') !== 'combobox') return false;
  const lined = (s: CSSStyleDeclaration): boolean =>
    parseFloat(s.borderTopWidth) > 0 && parseFloat(s.borderLeftWidth) > 0 && s.borderTopStyle !== 'none';
  for (let at: HTMLElement | null = from, n = 0; at !== null && n < 5; at = parentOf(at), n += 1) {
    if (/^(td|th|form|body|fieldset)$/.test(at.localName) || at.getBoundingClientRect().height > 64)
      return false;
    const box = at;
    if (all.some((other) => other !== control && within(other.face, box))) return false;
    const view = viewOf(box);
    if ([null, '::before', '::after'].some((part) => lined(view.getComputedStyle(box, part)))) return true;
  }
  return false;
}

/** Words with a cross of their own in a small box: something chosen. */
function isTag(el: HTMLElement): boolean {
  const r = el.getBoundingClientRect();
  const [cross] = [...el.querySelectorAll<HTMLElement>('svg, i, button, [role=button], img')].slice(-1);
  if (cross === undefined || r.height > 48 || !drawn(cross)) return false;
  const c = cross.getBoundingClientRect();
  return c.width <= 30 && c.left > r.left + r.width / 2 && natives(el).length === 0;
}

/** Words before the control in the same box; those of a label are never a chosen option, those with a cross each are. */
function wordsBefore(parent: Element, child: Element): 'label' | 'words' | 'tags' | null {
  let after = false;
  let tags = false;
  for (const node of parent.childNodes) {
    if (node === child) {
      after = true;
      continue;
    }
    // A label may be written after its control and drawn above it.
    if (after && !(node.nodeType === 1 && (node as Element).localName === 'label')) continue;
    if (node.nodeType === 3 && /[\p{L}]/u.test(node.textContent ?? '')) return 'words';
    if (node.nodeType === 1 && node !== child) {
      const el = node as HTMLElement;
      // Components bring elements of their own, named with a dash.
      if (/^(label|span|div|p|b|strong|em|font)$|-/.test(el.localName)) {
        const r = el.getBoundingClientRect();
        const c = child.getBoundingClientRect();
        const overlaps =
          r.left < c.right - 4 && r.right > c.left + 4 && r.top < c.bottom - 4 && r.bottom > c.top + 4;
        const isLabel = el.localName === 'label';
        if ((overlaps && !isLabel) || !drawn(el) || !/[\p{L}]/u.test(shownText(el))) continue;
        if (isLabel || el.querySelector('label') !== null) return 'label';
        if (!isTag(el)) return 'words';
        tags = true;
      }
    }
  }
  return tags ? 'tags' : null;
}
