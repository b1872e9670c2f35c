/** What a person does with mouse and keyboard, as the events that arrive in the page. Runs in the page. */
import { boxOf, drawn, hitIn, isInput, isSelect, isTextArea, viewOf } from './dom.ts';
import { askHost } from './host.ts';
import { nextFrame, nextTask, until } from './waiting.ts';

/** Scrolls only when a person could not see the middle of it: out of the window, or cut off by a box that scrolls. */
export function intoView(el: Element): void {
  const r = el.getBoundingClientRect();
  const view = viewOf(el);
  const x = r.left + r.width / 2;
  const y = r.top + r.height / 2;
  let seen = r.top >= 0 && r.left >= 0 && r.bottom <= view.innerHeight && r.right <= view.innerWidth;
  for (
    let at = el.parentElement;
    seen && at !== null && at.localName !== 'body' && at.localName !== 'html';
    at = at.parentElement
  ) {
    if (at.scrollHeight <= at.clientHeight + 1 && at.scrollWidth <= at.clientWidth + 1) continue;
    const style = view.getComputedStyle(at);
    if (style.overflowY === 'visible' && style.overflowX === 'visible') continue;
    const c = at.getBoundingClientRect();
    seen = x >= c.left && x <= c.right && y >= c.top + 2 && y <= c.bottom - 2;
  }
  if (!seen) el.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
}

function mouse(el: Element, type: string, detail = 1, buttons = 0): boolean {
  const view = viewOf(el);
  const r = el.getBoundingClientRect();
  const at = { clientX: r.left + r.width / 2, clientY: r.top + r.height / 2 };
  const common = { bubbles: true, cancelable: true, composed: true, view, detail, button: 0, buttons, ...at };
  const event = type.startsWith('pointer')
    ? new view.PointerEvent(type, { ...common, pointerId: 1, pointerType: 'mouse', isPrimary: true })
    : new view.MouseEvent(type, common);
  return el.dispatchEvent(event);
}

/** Pointer comes to rest on the element: lists that light up or unfold under the mouse. */
export function hover(el: HTMLElement): void {
  const target = hitIn(el);
  for (const type of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'pointermove', 'mousemove'])
    mouse(target, type);
}

/** Element that takes the focus when `el` is pressed. */
function focusable(el: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = el; at !== null; at = at.parentElement) {
    if (
      isInput(at) ||
      isTextArea(at) ||
      isSelect(at) ||
      at.localName === 'button' ||
      at.hasAttribute('tabindex')
    )
      return at;
    if (at.localName === 'a' && at.hasAttribute('href')) return at;
  }
  return null;
}

/** Gives the focus with its events, also in a window that is not in front. */
export function focusOn(el: HTMLElement): void {
  const doc = el.ownerDocument;
  const seen = { event: false };
  const note = (): void => {
    seen.event = true;
  };
  if (deepActive(doc) === el) return;
  el.addEventListener('focus', note, { capture: true, once: true });
  el.focus({ preventScroll: true });
  el.removeEventListener('focus', note, { capture: true });
  if (!seen.event && deepActive(doc) === el) {
    const view = viewOf(el);
    el.dispatchEvent(new view.FocusEvent('focus'));
    el.dispatchEvent(new view.FocusEvent('focusin', { bubbles: true, composed: true }));
  }
}

export function deepActive(doc: Document): Element | null {
  let at = doc.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}

/** Some boxes show a formatted line and give way to another input for typing: the one that has taken the focus in their place. */
function heirOf(el: HTMLElement): TextControl | null {
  const active = deepActive(el.ownerDocument);
  if (active === null || active === el || !(isInput(active) || isTextArea(active)) || drawn(el)) return null;
  return el.parentElement?.parentElement?.contains(active) === true ? active : null;
}

/** Leaves the control: change and blur arrive as after a Tab. */
export function leave(el: HTMLElement): void {
  const heir = heirOf(el);
  if (heir !== null) {
    leave(heir);
    return;
  }
  const seen = { event: false };
  const note = (): void => {
    seen.event = true;
  };
  const active = deepActive(el.ownerDocument) === el;
  el.addEventListener('blur', note, { capture: true, once: true });
  el.blur();
  el.removeEventListener('blur', note, { capture: true });
  if (active && !seen.event) {
    const view = viewOf(el);
    el.dispatchEvent(new view.FocusEvent('blur'));
    el.dispatchEvent(new view.FocusEvent('focusout', { bubbles: true, composed: true }));
  }
}

/** One whole click at the middle of the element, on what lies there. */
export function press(el: HTMLElement, times: 1 | 2 = 1): void {
  intoView(el);
  pressHere(el, times);
}

/** The same where it stands: what scrolls by itself when it is pressed must not be scrolled. */
export function pressHere(el: HTMLElement, times: 1 | 2 = 1): void {
  const target = hitIn(el);
  for (const type of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'pointermove', 'mousemove'])
    mouse(target, type);
  for (let n = 1; n <= times; n += 1) {
    mouse(target, 'pointerdown', n, 1);
    if (mouse(target, 'mousedown', n, 1)) {
      const next = focusable(target);
      const active = deepActive(target.ownerDocument) as HTMLElement | null;
      if (next !== null) focusOn(next);
      else if (active !== null && active !== target.ownerDocument.body) leave(active);
    }
    mouse(target, 'pointerup', n);
    mouse(target, 'mouseup', n);
    if (!target.isConnected) return;
    mouse(target, 'click', n);
  }
  if (times === 2 && target.isConnected) mouse(target, 'dblclick', 2);
}

/** The same with the real mouse: for what a page does only for a person's own click. */
export async function pressForReal(el: HTMLElement, times: 1 | 2 = 1): Promise<void> {
  intoView(el);
  await nextFrame();
  const b = boxOf(hitIn(el));
  await askHost({ do: times === 2 ? 'double-click' : 'click', x: b.x + b.width / 2, y: b.y + b.height / 2 });
}

/** Puts away what a click opened: mouse down beside everything, focus gone. Never Escape, which also closes dialogs. */
export function pressBeside(doc: Document): void {
  const active = deepActive(doc) as HTMLElement | null;
  const body = doc.body as HTMLElement | null;
  if (body === null) return;
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
    const view = viewOf(body);
    const init = { bubbles: true, cancelable: true, composed: true, view, button: 0, clientX: 1, clientY: 1 };
    body.dispatchEvent(
      type.startsWith('pointer') ? new view.PointerEvent(type, init) : new view.MouseEvent(type, init),
    );
  }
  if (active !== null && active !== body) leave(active);
}

/** Again as long as it stands: a list may have opened only after it was pressed away. */
export async function pressedAway(doc: Document, gone: () => boolean): Promise<boolean> {
  for (let presses = 0; presses < 4; presses += 1) {
    pressBeside(doc);
    if ((await until(gone, 400)) !== null) return true;
  }
  return false;
}

export function key(el: HTMLElement, type: string, name: string, code = 0): void {
  const view = viewOf(el);
  const init = { key: name, keyCode: code, which: code, bubbles: true, cancelable: true, composed: true };
  el.dispatchEvent(new view.KeyboardEvent(type, init));
}

export type TextControl = HTMLInputElement | HTMLTextAreaElement;

function changed(el: HTMLElement, type: 'input' | 'change'): void {
  const view = viewOf(el);
  el.dispatchEvent(
    type === 'input'
      ? new view.InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText' })
      : new view.Event('change', { bubbles: true }),
  );
}

/** Sets value or state below any framework's own setter, then tells of it. For controls that take no typing (date, range). */
export async function assign(el: TextControl | HTMLSelectElement, value: string): Promise<void> {
  const view = viewOf(el);
  const proto = isInput(el)
    ? view.HTMLInputElement
    : isSelect(el)
      ? view.HTMLSelectElement
      : view.HTMLTextAreaElement;
  const own = Object.getOwnPropertyDescriptor(proto.prototype, 'value');
  own?.set?.call(el, value);
  changed(el, 'input');
  await nextTask();
  changed(el, 'change');
}

/** Edits at the cursor as the keyboard would: the one way in a page to get trusted input and change events. */
export function editText(doc: Document, command: 'insertText' | 'delete', text: string): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing has replaced it, and no browser drops it.
  return doc.execCommand(command, false, text);
}

/** Replaces the text as typing would, leaving the focus in the control. */
export async function typeOver(control: TextControl, text: string): Promise<void> {
  intoView(control);
  focusOn(control);
  const el = heirOf(control) ?? control;
  const last = text.slice(-1) || 'Delete';
  const code = /^[0-9a-z]$/i.test(last) ? last.toUpperCase().charCodeAt(0) : 229;
  key(el, 'keydown', last, code);
  el.select();
  const doc = el.ownerDocument;
  const before = el.value;
  // A trusted input event with the change event to follow on blur: what frameworks and old scripts both wait for.
  const typed =
    text === '' ? before === '' || editText(doc, 'delete', '') : editText(doc, 'insertText', text);
  if (!typed || (el.value === before && before !== text)) await assign(el, text);
  key(el, 'keyup', last, code);
  await nextTask();
}
