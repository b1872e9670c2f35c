/** What a control shows. Runs in the page. */
import type { FieldShown } from '../form.ts';
import type { Control } from './controls.ts';
import {
  classOf,
  clippedAway,
  drawn,
  isInput,
  isSelect,
  isTextArea,
  textNodesOf,
  viewOf,
  within,
} from './dom.ts';
import type { LiveField } from './fields.ts';
import { isoOf } from './date-order.ts';
import { placedText, placesIn, placesLocked } from './sections.ts';
import { textsIn } from './transfer.ts';
import { isHint, isPicture, monthNamed, shownText, tidy } from './words.ts';

/** Written in a light colour or see-through. */
function isPale(el: Element, least = 140): boolean {
  const { color } = viewOf(el).getComputedStyle(el);
  const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return a < 0.55 || 0.3 * r + 0.59 * g + 0.11 * b > least;
}

/** Old pages write the hint into the control itself, in grey, and take it out when the control is entered. */
export function hintInside(el: HTMLInputElement): boolean {
  const named =
    /(^|[\s_-])(prompt|placeholder|watermark|empty-?(text|field)|input-?tip|default-?text)([\s_-]|$)/i;
  return (named.test(classOf(el)) || isHint(el.value)) && isPale(el) && !el.disabled;
}

/** Words of a hint: drawn lighter by its class, or by what they say. */
function isPlaceholder(el: Element, text: string): boolean {
  for (let at: Element | null = el, n = 0; at !== null && n < 3; at = at.parentElement, n += 1) {
    const classes = classOf(at);
    if (!/placeholder/i.test(classes)) continue;
    if (/transparent|bs-placeholder/i.test(classes)) return true;
    // Some keep the name for the chosen value too, in the dark grey of text.
    if (isPale(at, 115))
      return !/disabled/i.test(classOf(at.closest('[class*=disabled]') ?? at)) || isHint(text);
  }
  return isHint(text);
}

/** Pieces of text in the box of a drawn control, without hints: one a chosen option. */
export function drawnTexts(c: Control, over: DOMRect | null = null): string[] {
  const texts: string[] = [];
  const frame = isInput(c.face) ? c.frame : c.face;
  for (const node of textNodesOf(frame)) {
    const text = tidy(node.textContent ?? '');
    // Words put into a component stand in its own element.
    const el =
      node.parentElement ?? ((node.getRootNode() as ShadowRoot).host as HTMLElement | undefined) ?? null;
    if (
      text === '' ||
      el === null ||
      !drawn(el) ||
      clippedAway(viewOf(el).getComputedStyle(el)) ||
      (/^(option|script|style|title|desc|button|label)$/.test(el.localName) && el !== c.face)
    )
      continue;
    if (/^([×✕✖xX▾▼▴▲⌄∨˅]|[*＊※✱]+)$/.test(text) || isPlaceholder(el, text) || isPicture(el)) continue;
    if (isInput(c.el) && c.el.placeholder === text) continue;
    if (isComplaint(el, frame)) continue;
    if (
      isUnderPanel(el, frame, c.el) ||
      (el.closest('button, [role=button], .input-group-addon') !== null &&
        el.closest('button, [role=button], .input-group-addon') !== c.face &&
        !/select|drop|tag|chip|token/i.test(classOf(el.closest('button, [role=button]') ?? el)))
    )
      continue;
    if (over !== null) {
      const r = el.getBoundingClientRect();
      if (
        r.right <= over.left + 2 ||
        r.left >= over.right - 2 ||
        r.bottom <= over.top + 2 ||
        r.top >= over.bottom - 2
      )
        continue;
    }
    texts.push(text);
  }
  return texts;
}

/** Says what is wrong with the value, or tells readers of the screen what is going on, however near it is written. */
function isComplaint(el: Element, frame: Element): boolean {
  for (let at: Element | null = el; at !== null && at !== frame; at = at.parentElement)
    if (
      /^(alert|status|log)$/.test(at.getAttribute('role') ?? '') ||
      /polite|assertive/.test(at.getAttribute('aria-live') ?? '') ||
      /(^|[\s_-])(error|invalid|explain|feedback|help-block)([\s_-]|$)/i.test(classOf(at))
    )
      return true;
  return false;
}

/** The open or hidden list of the control, kept inside its own box. */
function isUnderPanel(el: Element, frame: Element, control: Element): boolean {
  for (let at: Element | null = el; at !== null && at !== frame; at = at.parentElement)
    if (
      (/^(ul|ol|dl|table)$/.test(at.localName) &&
        !(at !== el && at.contains(control)) &&
        at.closest('[class*=tag i],[class*=chip i],[class*=chosen-choices],[class*=selection]') === null) ||
      /^(listbox|menu|tree|dialog)$/.test(at.getAttribute('role') ?? '')
    )
      return true;
  return false;
}

/** Text of one control. */
export function shownBy(c: Control): string {
  const el = c.el;
  if (c.type === 'select' && isSelect(el)) {
    const own = [...el.selectedOptions]
      .filter((o) => o.value !== '' || !isHint(o.text))
      .map((o) => tidy(o.text));
    if (c.face === el) return own[0] ?? '';
    if (el.value === '' && own.every((t) => t === '' || isHint(t))) return '';
    if (isInput(c.face) && c.face.value !== '') return tidy(c.face.value);
    return tidy(drawnTexts(c).join(' ')) || (own[0] ?? '');
  }
  if (isTextArea(el)) return el.value;
  if (isInput(el)) {
    const narrow =
      el.getBoundingClientRect().width < c.frame.getBoundingClientRect().width * 0.55 ||
      el.readOnly ||
      el.getAttribute('role') === 'combobox' ||
      el.type === 'search';
    if (el.value !== '' && (hintInside(el) || /^(-+\s*)?请选择.{0,8}$/.test(el.value))) return '';
    if (el.value !== '' || c.frame === el) return el.value;
    // A choice may be drawn over an empty input.
    return narrow ? drawnTexts(c).join(' ') : drawnTexts(c, el.getBoundingClientRect()).join(' ');
  }
  if (c.type === 'area') return shownText(el);
  if (placesIn(el).length > 0) return placedText(el);
  return drawnTexts(c).join(' ');
}

/** Several chosen options of one control. */
export function shownMany(c: Control, options: readonly string[] | null = null): string[] {
  if (isSelect(c.el) && c.el.multiple) return [...c.el.selectedOptions].map((o) => tidy(o.text));
  const texts = drawnTexts(c);
  const [one] = texts;
  // All of them written in one line: apart only where each piece is an option, and the whole is none.
  if (texts.length === 1 && one !== undefined && options?.includes(one) === false) {
    const pieces = piecesOf(one, options);
    if (pieces.every((p) => options.includes(p))) return pieces;
  }
  if (texts.length > 0) return texts;
  const value = isInput(c.face) ? c.face.value : '';
  return value === '' || isHint(value) ? [] : piecesOf(value, options ?? []);
}

/** Options written in one line. Their own text may hold the sign that stands between them: the longest that is one is taken. */
function piecesOf(line: string, options: readonly string[]): string[] {
  const tokens = line.split(/(\s*[,，、;；]\s*)/);
  const pieces: string[] = [];
  for (let from = 0; from < tokens.length;) {
    let to = tokens.length;
    while (to > from + 1 && !options.includes(tokens.slice(from, to).join(''))) to -= 2;
    const piece = tokens.slice(from, to).join('');
    if (piece !== '') pieces.push(piece);
    from = to + 1;
  }
  return pieces;
}

/** Ticked, pressed or on. */
export function isOn(c: Control): boolean {
  const el = c.el;
  if (isInput(el) && /radio|checkbox/.test(el.type)) {
    // A hidden input inside a control that tells its own state may never be told of it.
    const tells = '[role=radio], [role=checkbox], [role=switch]';
    const teller = c.face === el ? null : c.face.matches(tells) ? c.face : el.closest(tells);
    const told = teller !== null && teller !== el ? teller.getAttribute('aria-checked') : null;
    if (told !== null) return told === 'true';
    // Another question's radios of the same name take the tick from the hidden input, not from what is drawn.
    const drawnOn = c.face !== el && el.type === 'radio' && /(^|[\s_-])checked(\s|$)/i.test(classOf(c.face));
    return el.checked || (drawnOn && !/unchecked/i.test(classOf(c.face)));
  }
  for (const at of [el, c.face]) {
    const aria =
      at.getAttribute('aria-checked') ?? at.getAttribute('aria-pressed') ?? at.getAttribute('aria-selected');
    if (aria !== null) return aria === 'true';
  }
  return (
    /(^|[\s_-])(is-)?(checked|active|on|selected|open|current)(\s|$)/i.test(
      `${classOf(el)} ${classOf(c.face)}`,
    ) && !/unchecked|(^|\s)off(\s|$)/i.test(classOf(el))
  );
}

/** A person cannot change it. */
export function isDisabled(c: Control): boolean {
  for (const el of [c.el, c.face]) {
    if (el.matches(':disabled') || el.getAttribute('aria-disabled') === 'true') return true;
  }
  if (c.type === 'drawn' && placesLocked(c.el)) return true;
  for (let at: HTMLElement | null = c.face; at !== null && within(at, c.frame); at = at.parentElement) {
    if (/(^|[\s_-])(is-)?disabled(\s|$)/i.test(classOf(at)) || at.getAttribute('aria-disabled') === 'true')
      return true;
  }
  return c.el.closest('[inert]') !== null;
}

export function isReadOnly(c: Control): boolean {
  const el = c.el;
  return (isInput(el) || isTextArea(el)) && (el.readOnly || el.getAttribute('aria-readonly') === 'true');
}

export function shownOf(f: LiveField): FieldShown {
  const [first] = f.controls;
  if (first === undefined) return null;
  switch (f.kind) {
    case 'radio':
    case 'button-group': {
      const on = f.controls.findIndex((c) => isOn(c));
      return on < 0 ? null : (f.options?.[on] ?? null);
    }
    case 'checkbox-group':
      return f.controls.flatMap((c, i) => (isOn(c) ? [f.options?.[i] ?? ''] : []));
    case 'checkbox':
    case 'switch':
      return isOn(first);
    case 'multi-select':
      if (f.controls[1] !== undefined) return textsIn(f.controls[1]);
      return shownMany(first, f.options);
    case 'date-range': {
      const texts =
        f.controls.length === 1 ? rangeEnds(shownBy(first)) : f.controls.map((c) => isoOf(c, shownBy(c)));
      return texts.every((t) => t === '') ? [] : texts;
    }
    case 'linked-selects':
      return f.controls.map((c) => shownBy(c)).filter((t) => t !== '');
    case 'cascader': {
      const text = shownBy(first);
      return text === '' ? null : text.split(/\s*[/>›»]\s*/);
    }
    case 'date':
    case 'month':
      if (f.controls.length > 1) {
        const texts = f.controls.map((c, i) => datePartShown(shownBy(c), i));
        return texts.some((t) => t === '') ? null : texts.map((t) => t.padStart(2, '0')).join('-');
      }
      return isoOf(first, shownBy(first)) || null;
    case 'upload': {
      const files = isInput(first.el) ? [...(first.el.files ?? [])].map((x) => x.name) : [];
      return files.length === 0 ? uploadNames(first) : files.length === 1 ? (files[0] ?? null) : files;
    }
    case 'tree-select': {
      // Several only where each is drawn for itself: a name may hold the sign that stands between names elsewhere.
      const texts = drawnTexts(first);
      return texts.length > 1 ? texts : shownBy(first) || null;
    }
    case 'text':
    case 'textarea':
    case 'number':
    case 'password':
    case 'datetime':
    case 'time':
    case 'select':
    case 'autocomplete':
    case 'picker':
    case 'unknown':
      return shownBy(first) || null;
  }
}

/** The number that a list of years, months or days shows. */
function datePartShown(text: string, part: number): string {
  const month = part === 1 ? monthNamed(text) : null;
  return month === null ? text.replace(/\D/g, '') : String(month);
}

/** Both dates of a range that is written into one box. */
export function rangeEnds(text: string): string[] {
  const dates = text.match(/\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{8}/g);
  return dates?.length === 2 ? dates.map((d) => tidy(d)) : [text];
}

/** Names a widget lists after taking files. */
function uploadNames(c: Control): FieldShown {
  for (let at: HTMLElement | null = c.face, n = 0; at !== null && n < 5; at = at.parentElement, n += 1) {
    const names = [
      ...at.querySelectorAll<HTMLElement>(
        '[class*=file-name i],[class*=filename i],[class*=list-item-name i],[class*=list__item-name i]',
      ),
    ]
      .filter((e) => drawn(e))
      .map((e) => shownText(e));
    if (names.length > 0) return names.length === 1 ? (names[0] ?? null) : names;
  }
  return null;
}
