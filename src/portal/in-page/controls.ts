/** Every control a person could use, native or drawn. Runs in the page. */
import {
  boxOf,
  childrenOf,
  classOf,
  drawn,
  isFrame,
  isInput,
  isSelect,
  isTextArea,
  overlapArea,
  parentOf,
  visible,
  within,
  type Box,
} from './dom.ts';
import { frameOf } from './frames.ts';
import { boxOfPlaces } from './sections.ts';
import { looksLikeSwitch, natives, switchBody } from './switches.ts';
import { twinOf } from './twins.ts';
import { shownText } from './words.ts';

export type ControlType =
  'text' | 'area' | 'select' | 'radio' | 'checkbox' | 'switch' | 'file' | 'drawn' | 'button';

export interface Control {
  type: ControlType;
  /** The element that carries the state: the native one where there is one, even if hidden. */
  el: HTMLElement;
  /** What a person sees and clicks: the control itself, its drawn twin, its label. */
  face: HTMLElement;
  /** The largest box around the face that belongs to this control alone. */
  frame: HTMLElement;
  box: Box;
}

const notTyped = /^(hidden|button|submit|reset|image)$/;

function typeOf(el: HTMLElement): ControlType | null {
  if (isTextArea(el)) return 'area';
  if (isSelect(el)) return 'select';
  if (isInput(el)) {
    if (notTyped.test(el.type)) return null;
    if (el.type === 'radio') return 'radio';
    if (el.type === 'file') return 'file';
    if (el.type === 'checkbox') return looksLikeSwitch(el) ? 'switch' : 'checkbox';
    return 'text';
  }
  return null;
}

/** ARIA or behaviour says control, though there is no native one in it. */
function drawnType(el: HTMLElement): ControlType | null {
  const role = el.getAttribute('role');
  if (/^(button|div|span)$/.test(el.localName) && pressedAmongOthers(el)) return 'radio';
  if (el.hasAttribute('aria-pressed')) return null;
  if (role === 'switch') return 'switch';
  if (role === 'checkbox' || role === 'menuitemcheckbox') return 'checkbox';
  if (role === 'radio') return 'radio';
  if (role === 'combobox') return 'drawn';
  if (
    role === 'textbox' ||
    el.getAttribute('contenteditable') === 'true' ||
    el.getAttribute('contenteditable') === ''
  )
    return 'area';
  const popup = el.getAttribute('aria-haspopup');
  const opens = popup !== null && popup !== 'false' && popup !== 'menu' && el.localName !== 'a';
  const button = el.localName === 'button' || role === 'button';
  if (opens && (role === null || button) && (!button || isFieldButton(el, popup))) return 'drawn';
  if (role !== null && role !== 'listbox') return null;
  const r = el.getBoundingClientRect();
  const classes = classOf(el);
  if (
    /(^|[\s_-])(switch|toggle)($|\s|[_-](core|box|wrap|inner)?($|\s))/i.test(classes) &&
    r.width >= 24 &&
    r.width <= 130 &&
    r.height >= 12 &&
    r.height <= 44 &&
    el.ownerDocument.defaultView?.getComputedStyle(el).cursor === 'pointer'
  )
    return 'switch';
  const tab = el.getAttribute('tabindex');
  const tall = r.height >= 18 && r.height <= 70 && r.width >= 60;
  if (!tall || /^(a|button|summary|label|td|th|tr|li|legend)$/.test(el.localName)) return null;
  if (role === 'listbox') return 'drawn';
  if (tab !== null && Number(tab) >= 0 && !/scroll|tabs?-|menu/i.test(classes)) return 'drawn';
  if (
    /(^|[\s_-])(select|combo|dropdown|picker|cascader)([\s_-]|$)/i.test(classes) &&
    hasBorder(el) &&
    !partOfWidget(el)
  )
    return 'drawn';
  return null;
}

/** A button that stands where a field stands: it opens a list, or it has a label of its own. */
function isFieldButton(el: HTMLElement, popup: string): boolean {
  const r = el.getBoundingClientRect();
  if (r.width < 60 || r.height < 18 || r.height > 70) return false;
  if (/^(listbox|tree|grid)$/.test(popup)) return true;
  const ids = (el.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '');
  const by = ids.map((id) => el.ownerDocument.getElementById(id));
  const labels = 'labels' in el ? [...(el as HTMLButtonElement).labels] : [];
  return [...labels, ...by].some((l) => l !== null && !within(l, el) && visible(l));
}

/** One of a row of worded buttons of which some are down. */
function pressedAmongOthers(el: HTMLElement): boolean {
  const row = el.parentElement;
  if (row === null) return false;
  const named = /(^|[\s_-])(btn|button)-toggle([\s_-]|$)|toggle-(button-)?group/i.test(classOf(row));
  const like = (e: Element): boolean =>
    (e.hasAttribute('aria-pressed') || (named && e.localName === 'button')) && /\p{L}/u.test(shownText(e));
  return like(el) && [...row.children].filter((e) => like(e)).length > 1;
}

/** A piece of a larger control: a tag beside the input in which the next one is typed. */
function partOfWidget(el: HTMLElement): boolean {
  for (let at = el.parentElement, n = 0; at !== null && n < 5; at = at.parentElement, n += 1) {
    if (!/(select|combo|dropdown|picker|cascader)/i.test(classOf(at))) continue;
    if (
      at.querySelector('input:not([type=hidden]), [role=combobox]') !== null ||
      at.getAttribute('role') === 'combobox'
    )
      return true;
  }
  return false;
}

function hasBorder(el: HTMLElement): boolean {
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  return style !== undefined && parseFloat(style.borderTopWidth) > 0 && parseFloat(style.borderLeftWidth) > 0;
}

/** Drawn with an input for its arrow or mark: nothing that anybody could type into or tab to. */
function isOrnament(el: HTMLElement): boolean {
  return (
    isInput(el) && el.tabIndex < 0 && /(^|\s)(presentation|none)(\s|$)/.test(el.getAttribute('role') ?? '')
  );
}

/** Part of lists, pagers, calendars that are open: not a field of the form. */
function notAField(el: HTMLElement): boolean {
  // A closed list that calls itself one.
  if (
    el.getAttribute('role') === 'listbox' &&
    el.hasAttribute('aria-haspopup') &&
    el.getBoundingClientRect().height <= 70
  )
    return false;
  return (
    /(^|[\s_-])(pagination|pager|paging|calendar-header|toolbar-search)([\s_-]|$)/i.test(classOf(el)) ||
    /^(listbox|menu|menubar|tree|option)$/.test(el.getAttribute('role') ?? '') ||
    // Sections that fold call themselves a list of tabs, with the forms in it.
    (el.getAttribute('role') === 'tablist' && el.querySelector('[role=tabpanel]') === null)
  );
}

/** All controls below `root`, in the order of the document. `skip` are layers that belong to nothing in scope. */
export function findControls(root: HTMLElement, skip: (el: HTMLElement) => boolean): Control[] {
  const found: Control[] = [];
  const claimed = new Set<Element>();
  const twins = drawnSelects(root);
  const add = (type: ControlType, el: HTMLElement, face: HTMLElement, around = face): void => {
    found.push({ type, el, face, frame: around, box: boxOf(around) });
    claimed.add(el);
    if (face !== el && type !== 'select' && type !== 'file') claimed.add(face);
  };
  const visitNative = (el: HTMLElement, type: ControlType): void => {
    if (isOrnament(el)) return;
    // Kept for the form's sake beside what people use.
    if (type === 'text' && el.getAttribute('aria-hidden') === 'true' && el.tabIndex < 0 && !drawn(el)) return;
    const shown = visible(el, false);
    const r = el.getBoundingClientRect();
    if (isStore(el)) return;
    if (type === 'radio' || type === 'checkbox' || type === 'switch') {
      // A drawn box over or beside a faded native one: people click the box.
      const body = type === 'switch' ? switchBody(el) : null;
      const face =
        shown && drawn(el) && r.width >= 8 && (body === null || body === el || reachable(el)) && !clipped(el)
          ? el
          : (twinOf(el, type) ?? (shown ? el : null));
      if (face !== null) add(type, el, face);
    } else if (type === 'file') {
      const face = shown && drawn(el) && r.width >= 10 ? el : (twinOf(el, type) ?? visibleAround(el));
      if (face !== null) add(type, el, face);
    } else if (!shown && typingEnd(el)) {
      // The input of a drawn list may be faded out with what is around it: people click the box.
      let at = el.parentElement;
      for (
        let n = 0;
        n < 4 && at !== null && !(visible(at) && at.getBoundingClientRect().width >= 40);
        n += 1
      )
        at = at.parentElement;
      if (
        at !== null &&
        visible(at) &&
        at.getBoundingClientRect().height <= 120 &&
        natives(at).filter((n) => n !== el && visible(n, false)).length === 0
      )
        add('text', el, at);
    } else if (shown && r.height >= 6 && (r.width >= 4 || el.getAttribute('role') === 'combobox')) {
      add(el.getAttribute('role') === 'switch' ? 'switch' : type, el, el);
    }
  };
  const visit = (el: HTMLElement): void => {
    if (claimed.has(el)) return;
    const select = twins.get(el);
    if (select !== undefined) {
      const face = [...el.querySelectorAll<HTMLElement>('input:not([type=hidden])')].find((i) =>
        visible(i, false),
      );
      add('select', select, face ?? el, el);
      return;
    }
    const type = typeOf(el);
    if (type !== null) {
      if (!claimed.has(el) && !(isSelect(el) && [...twins.values()].includes(el))) visitNative(el, type);
      return;
    }
    if (isFrame(el)) {
      if (visible(el)) for (const child of childrenOf(el)) visit(child);
      return;
    }
    const style = el.ownerDocument.defaultView?.getComputedStyle(el);
    if (style?.display === 'none' || skip(el) || notAField(el) || el.inert) return;
    const places = boxOfPlaces(el);
    if (places !== null && visible(places)) {
      // Typed places are one control; what keeps their value beside them is none.
      for (const e of places.querySelectorAll('[role=spinbutton], input')) claimed.add(e);
      add('drawn', places, places);
      return;
    }
    const own = drawnType(el);
    if (own !== null && visible(el) && !hasInnerControl(el)) {
      add(own, el, el);
      return;
    }
    for (const child of childrenOf(el)) visit(child);
  };
  visit(root);
  dropTransparent(found);
  const faces = new Set(found.filter((c) => c.face !== c.el).map((c) => c.face));
  for (let i = found.length - 1; i >= 0; i -= 1) if (faces.has(found[i]?.el ?? root)) found.splice(i, 1);
  for (const control of found) {
    control.frame = frameOf(control, found);
    // Tags push the typing end to the right: words stand at the whole box.
    const whole = boxOf(control.frame);
    if (control.type === 'text' && whole.x < control.box.x - 8) control.box = whole;
  }
  return found;
}

/** A see-through typing line over an input that shows what was chosen: one field, and the one that is seen is it. */
function dropTransparent(found: Control[]): void {
  const covers = (a: Control, b: Control): boolean =>
    overlapArea(a.box, b.box) > a.box.width * a.box.height * 0.7;
  const texts = found.filter((c) => c.type === 'text' && c.face === c.el);
  for (const c of texts) {
    if (c.el.ownerDocument.defaultView?.getComputedStyle(c.el).opacity !== '0') continue;
    const seen = texts.find((o) => o !== c && drawn(o.el) && covers(c, o) && covers(o, c));
    if (seen !== undefined) found.splice(found.indexOf(c), 1);
  }
}

/** Holds the value of a control drawn beside it: faded out, out of reach of mouse and keyboard, kept from readers. */
function isStore(el: HTMLElement): boolean {
  if (!isInput(el) || el.tabIndex >= 0 || el.getAttribute('aria-hidden') !== 'true') return false;
  const drawnFor = /radio|checkbox/.test(el.type)
    ? '[role=checkbox], [role=radio], [role=switch]'
    : '[role=combobox], [role=group], [role=button][aria-haspopup]';
  const beside = [...(el.parentElement?.querySelectorAll(drawnFor) ?? [])].filter((b) => !within(el, b));
  return beside.length > 0 && !beside.includes(el) && !drawn(el);
}

/** The input of a drawn list that a person does not see: faded out, or without width beside the tags. */
function typingEnd(el: HTMLElement): boolean {
  if (!isInput(el) || !/^(text|search|)$/.test(el.type)) return false;
  if (el.getAttribute('role') === 'combobox') return true;
  const around = `${classOf(el.parentElement ?? el)} ${classOf(el.parentElement?.parentElement ?? el)} ${classOf(el.parentElement?.parentElement?.parentElement ?? el)}`;
  return el.checkVisibility({ visibilityProperty: true }) && /select|combo|tag|cascader|picker/i.test(around);
}

/** What a click at its middle would hit; out of the window nobody can say. */
function reachable(el: HTMLElement): boolean {
  const r = el.getBoundingClientRect();
  const root = el.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
  return hit === null || hit === el;
}

/** Cut down to nothing, or out of the mouse's way: another box is clicked in its place. */
function clipped(el: HTMLElement): boolean {
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  return (
    style !== undefined &&
    (/rect\(0(px)?,? 0(px)?,? 0(px)?,? 0(px)?\)/.test(style.getPropertyValue('clip')) ||
      /inset\((50|100)%/.test(style.clipPath) ||
      style.pointerEvents === 'none')
  );
}

/** Visible stand-in → the hidden select it draws. */
function drawnSelects(root: HTMLElement): Map<Element, HTMLSelectElement> {
  const twins = new Map<Element, HTMLSelectElement>();
  const look = (scope: Element | ShadowRoot): void => {
    for (const el of scope.querySelectorAll<HTMLElement>('select, iframe, frame')) {
      if (isFrame(el)) {
        for (const inner of childrenOf(el)) look(inner);
      } else if (
        isSelect(el) &&
        !(visible(el, false) && drawn(el) && el.getBoundingClientRect().width >= 10)
      ) {
        const twin = twinOf(el, 'select');
        if (twin !== null && !liesOver(el, twin)) twins.set(twin, el);
      }
    }
  };
  look(root);
  return twins;
}

/** See-through over what is drawn for it: a click on the picture opens the native list. */
function liesOver(select: HTMLSelectElement, twin: Element): boolean {
  if (!visible(select, false) || clipped(select)) return false;
  const [a, b] = [select.getBoundingClientRect(), twin.getBoundingClientRect()];
  const part = overlapArea(boxOf(select), boxOf(twin));
  return a.width >= 30 && a.height >= 14 && part >= b.width * b.height * 0.6;
}

function hasInnerControl(el: HTMLElement): boolean {
  for (const inner of el.querySelectorAll<HTMLElement>(
    'input, select, textarea, [role=switch], [role=combobox], [role=checkbox], [role=radio], [contenteditable=true]',
  ))
    if (
      !(isInput(inner) && inner.type === 'hidden') &&
      !isOrnament(inner) &&
      (visible(inner, false) || (isInput(inner) && /radio|checkbox|file/.test(inner.type)) || isSelect(inner))
    )
      return true;
  return false;
}

function visibleAround(el: HTMLElement): HTMLElement | null {
  for (let at = parentOf(el), n = 0; at !== null && n < 4; at = parentOf(at), n += 1) {
    const buttons = [
      ...at.querySelectorAll<HTMLElement>('button, a, label, [role=button], .btn, input[type=button]'),
    ].filter((b) => visible(b));
    if (buttons[0] !== undefined) return buttons[0];
    if (visible(at) && at.getBoundingClientRect().height <= 200) return at;
  }
  return null;
}
