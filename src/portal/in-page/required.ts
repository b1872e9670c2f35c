/** Whether a field must be filled: said by attributes, by classes, by a star near its words. Runs in the page. */
import type { Control } from './controls.ts';
import {
  absent,
  classOf,
  drawn,
  isInput,
  isSelect,
  overlapY,
  parentOf,
  shift,
  viewOf,
  visible,
  within,
} from './dom.ts';
import { ownWords, type Run } from './labels.ts';
import { saysRequired, tidy } from './words.ts';

const redStar = /[*＊※✱]/;

/** A component says it on its own element, outside the shadow root that draws the control. */
function hostSays(el: Element, attribute: string): boolean {
  for (let root = el.getRootNode(); 'host' in root; root = (root as ShadowRoot).host.getRootNode())
    if ((root as ShadowRoot).host.hasAttribute(attribute)) return true;
  return false;
}

/** Rules that validators of many makes keep in attributes. */
function attributesRequire(el: Element): boolean {
  for (const { name, value } of el.attributes)
    if (
      /^(lay-verify|data-options|data-rules?|validate|verify|datatype|check|rule|class|data-validate|data-rule-required|data-val-required|nullable)$/i.test(
        name,
      ) &&
      (/\brequired\b(?!\s*[:=]\s*["']?false)|\bnotnull\b|\bnot-?empty\b/i.test(value) ||
        (name === 'data-rule-required' && value === 'true') ||
        (name === 'data-val-required' && value !== '') ||
        (name === 'nullable' && /^(n|no|false)$/i.test(value)))
    )
      return true;
  return false;
}

/** A star, red or by class, in the words, before or after them; or said by attributes of the control. */
export function isRequired(own: Control[], run: Run | null): boolean {
  for (const c of own) {
    const el = c.el as HTMLInputElement;
    if (
      el.required ||
      el.getAttribute('aria-required') === 'true' ||
      c.face.getAttribute('aria-required') === 'true'
    )
      return true;
    const group = /radio|checkbox/.test(c.type) ? c.el.closest('[role=radiogroup], [role=group]') : null;
    if (group?.getAttribute('aria-required') === 'true') return true;
    if (attributesRequire(el) || hostSays(el, 'required')) return true;
    // A label of the control that is not the words beside it may carry the mark.
    const labels = /radio|checkbox/.test(el.type) ? [] : [...(el.labels ?? [])];
    if (labels.some((l) => visible(l) && saysRequired(ownWords(l)))) return true;
    const original = c.frame.previousElementSibling;
    if (original !== null && isInput(original) && absent(original) && attributesRequire(original))
      return true;
    for (let at: HTMLElement | null = c.frame, n = 0; at !== null && n < 4; at = parentOf(at), n += 1) {
      if (n > 0 && /(^|[\s_-])(is-)?required([\s_-]|$)/i.test(classOf(at))) return true;
      const others = [
        ...at.querySelectorAll(
          'input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea',
        ),
      ].filter((o) => !own.some((x) => x.el === o || within(o, x.frame)) && (isSelect(o) || drawn(o)));
      if (others.length > 0) break;
    }
  }
  if (run === null) return false;
  if (saysRequired(run.text)) return true;
  for (let at: HTMLElement | null = run.el, n = 0; at !== null && n < 3; at = parentOf(at), n += 1) {
    const scope = at;
    if (own.some((c) => within(c.face, scope))) break;
    if ([...at.querySelectorAll('[class*=required i]')].some((e) => visible(e))) return true;
    if (/(^|[\s_-])(is-)?(required|must|mandatory)([\s_-]|$)/i.test(classOf(at))) return true;
    const view = viewOf(at);
    for (const pseudo of ['::before', '::after']) {
      const style = view.getComputedStyle(at, pseudo);
      if (redStar.test(style.content) && style.display !== 'none') return true;
    }
    for (const child of [...at.querySelectorAll('*')].slice(0, 6)) {
      for (const pseudo of ['::before', '::after'])
        if (redStar.test(view.getComputedStyle(child, pseudo).content)) return true;
    }
    if (at.querySelector('input, select, textarea') !== null) break;
  }
  return starBeside(run);
}

/** A star in an element or text of its own right beside the words. */
function starBeside(run: Run): boolean {
  const parent = run.whole ? run.el.parentElement : run.el;
  if (parent === null) return false;
  for (const node of parent.childNodes) {
    const text = tidy(node.textContent ?? '');
    if (/^[*＊※✱]+$/.test(text)) {
      const el = node.nodeType === 1 ? (node as HTMLElement) : parent;
      const r = shift(el.getBoundingClientRect(), el);
      if (
        node.nodeType === 3 ||
        (overlapY(r, run.box) > 0 && Math.abs(r.x - run.box.x - run.box.width) < 30) ||
        r.x + r.width <= run.box.x + 10
      )
        return true;
    }
  }
  return false;
}
