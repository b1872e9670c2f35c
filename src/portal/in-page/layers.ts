/** Dialogs, layers and panels: what lies over the page, and what has just opened. Runs in the page. */
import {
  absent,
  boxOf,
  childrenOf,
  classOf,
  clippedAway,
  documents,
  drawn,
  innerDocument,
  isFrame,
  isInput,
  outermost,
  parentOf,
  viewOf,
  visible,
  within,
} from './dom.ts';
import { shownText, tidy } from './words.ts';

/** Something that floats over the page and can hold a form of its own. */
function isLayer(el: HTMLElement): boolean {
  const role = el.getAttribute('role');
  if (role === 'dialog' || role === 'alertdialog' || el.getAttribute('aria-modal') === 'true') return true;
  if (el.localName === 'dialog') return true;
  const style = viewOf(el).getComputedStyle(el);
  const floats =
    style.position === 'fixed' ||
    (style.position === 'absolute' && Number(style.zIndex) > 0 && el.parentElement?.localName === 'body');
  if (!floats) return false;
  const r = el.getBoundingClientRect();
  return r.width >= 200 && r.height >= 80;
}

/** Outermost layer around the element below `root`, null in the flow of the page. */
export function layerOf(el: Element, root: HTMLElement): HTMLElement | null {
  let found: HTMLElement | null = null;
  for (let at = parentOf(el); at !== null && at !== root; at = parentOf(at)) if (isLayer(at)) found = at;
  return found;
}

/** Element that a click at the middle of the box would reach, over frames. */
export function topmostAt(x: number, y: number): Element | null {
  let doc: Document = outermost().document;
  let [px, py] = [x, y];
  for (;;) {
    let hit = doc.elementFromPoint(px, py);
    while (hit?.shadowRoot) {
      const inner = hit.shadowRoot.elementFromPoint(px, py);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    if (hit === null || !isFrame(hit)) return hit;
    const inner = innerDocument(hit);
    if (inner === null) return hit;
    const r = hit.getBoundingClientRect();
    px -= r.left + hit.clientLeft;
    py -= r.top + hit.clientTop;
    doc = inner;
  }
}

/** What lies over the element so that a person could not click it, null if nothing does. Elements out of view are not judged. */
export function coverOf(el: HTMLElement): HTMLElement | null {
  const b = boxOf(el);
  const view = outermost();
  const x = b.x + b.width / 2;
  const y = b.y + Math.min(b.height / 2, 20);
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return null;
  const hit = topmostAt(x, y);
  if (hit === null || within(hit, el) || within(el, hit)) return null;
  // Labels, icons and hints drawn over their own control are no cover: only what floats is.
  for (let at: HTMLElement | null = hit as HTMLElement; at !== null; at = parentOf(at)) {
    if (within(el, at)) return null;
    const style = viewOf(at).getComputedStyle(at);
    if (style.position === 'fixed' || (style.position === 'absolute' && Number(style.zIndex) >= 10))
      return at;
  }
  return null;
}

function controlsIn(el: HTMLElement): boolean {
  const look = (scope: Element): boolean =>
    [
      ...scope.querySelectorAll<HTMLElement>(
        'input:not([type=hidden]), select, textarea, [role=combobox], [contenteditable=true]',
      ),
    ].some((c) => visible(c, false)) ||
    [...scope.querySelectorAll('iframe, frame')].some((f) => visible(f) && childrenOf(f).some(look));
  return look(el);
}

/** Candidate layers below `root`, outermost ones only. */
function layersIn(root: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  const visit = (el: HTMLElement): void => {
    if (!isFrame(el) && absent(el)) return;
    if (el !== root && isLayer(el) && (visible(el) || [...el.children].some((c) => visible(c)))) {
      found.push(el);
      if (!/fixed/.test(viewOf(el).getComputedStyle(el).position)) return;
      return;
    }
    for (const child of childrenOf(el)) visit(child);
  };
  visit(root);
  return found;
}

export interface Scope {
  /** Where the form is. */
  root: HTMLElement;
  /** Layers that are not part of it. */
  others: HTMLElement[];
  /** Words of layers without a form that lie over it. */
  notices: string[];
}

/** The topmost dialog with controls in it, else the page without its floating layers. */
export function formScope(root: HTMLElement): Scope {
  const layers = layersIn(root);
  const withControls = layers.filter((l) => controlsIn(l));
  const view = outermost();
  const area = (l: HTMLElement): number => {
    const b = boxOf(l);
    return (b.width * b.height) / (view.innerWidth * view.innerHeight);
  };
  const order = (l: HTMLElement): number => {
    for (let at: HTMLElement | null = l; at !== null && at !== root; at = parentOf(at)) {
      const z = Number(viewOf(at).getComputedStyle(at).zIndex);
      if (!Number.isNaN(z) && z !== 0) return z;
    }
    return 0;
  };
  const flow = controlsOutside(root, layers);
  const modal = withControls
    .filter(
      (l) =>
        l.matches(':modal') ||
        l.getAttribute('aria-modal') === 'true' ||
        l.querySelector('[aria-modal=true]') !== null ||
        l.getAttribute('role') === 'dialog' ||
        area(l) > 0.12 ||
        !flow,
    )
    .filter(
      (l) => !/(^|[\s_-])(header|nav|navbar|sider|sidebar|affix|topbar)([\s_-]|$)/i.test(classOf(l)) || !flow,
    )
    .toSorted((a, b) => order(a) - order(b));
  const top = modal.at(-1);
  const notices = layers
    .filter(
      (l) =>
        l !== top &&
        !withControls.includes(l) &&
        order(l) >= (top === undefined ? 0 : order(top)) &&
        area(l) > 0.01,
    )
    .map((l) => shownText(l))
    .filter((t) => t !== '' && t.length < 500);
  if (top === undefined) return { root, others: withControls, notices };
  const deeper = formScope(top);
  return { root: deeper.root, others: deeper.others, notices: [...new Set([...notices, ...deeper.notices])] };
}

function controlsOutside(root: HTMLElement, layers: HTMLElement[]): boolean {
  const look = (scope: Element): boolean =>
    [...scope.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea')].some(
      (c) => visible(c, false) && !layers.some((l) => within(c, l)),
    ) ||
    [...scope.querySelectorAll('iframe, frame')].some(
      (f) => visible(f) && !layers.some((l) => within(f, l)) && childrenOf(f).some(look),
    );
  return look(root);
}

/** So many elements touched, and walking the whole page is no dearer. */
const manyTouched = 200;

/** Without what is too small to hold anything, the largest first; what has no area has that of what is in it. */
function largest(found: HTMLElement[]): HTMLElement[] {
  const area = (el: HTMLElement): number => {
    const own = el.getBoundingClientRect();
    const boxes = own.width * own.height > 0 ? [own] : [...el.children].map((c) => c.getBoundingClientRect());
    return Math.max(0, ...boxes.map((r) => r.width * r.height));
  };
  return found.filter((el) => area(el) >= 300).toSorted((a, b) => area(b) - area(a));
}

/** Remembers what can be seen, then tells what has become visible since. */
export class Watch {
  readonly #before = new WeakSet<Element>();
  /** Documents that frames held: one that has been loaded anew has opened nothing. */
  readonly #held = new Map<Element, Document | null>();
  readonly #observers: MutationObserver[] = [];
  /** Elements that were added or whose attributes have changed: what opens is nearly always among them. */
  readonly #touched = new Set<Element>();
  #changes = 0;
  #away = 0;
  #seen = -1;
  #looks = 0;
  readonly #ignore: (el: HTMLElement) => boolean;

  constructor(ignore: (el: HTMLElement) => boolean = () => false, near: HTMLElement | null = null) {
    this.#ignore = ignore;
    for (const doc of documents()) {
      this.#remember(doc.documentElement);
      const observer = new (doc.defaultView as Window & typeof globalThis).MutationObserver((list) => {
        this.#changes += list.length;
        for (const m of list) {
          if (near === null || !near.contains(m.target)) this.#away += 1;
          if (m.type === 'attributes') this.#touched.add(m.target as Element);
          for (const node of m.addedNodes) if (node.nodeType === 1) this.#touched.add(node as Element);
        }
      });
      observer.observe(doc, { subtree: true, childList: true, attributes: true, characterData: true });
      this.#observers.push(observer);
    }
  }

  #remember(el: HTMLElement): void {
    if (clippedAway(viewOf(el).getComputedStyle(el))) return;
    if (!isFrame(el) && !drawn(el)) {
      if (absent(el)) return;
    } else this.#before.add(el);
    if (isFrame(el)) this.#held.set(el, innerDocument(el));
    for (const child of childrenOf(el)) this.#remember(child);
  }

  get changes(): number {
    return this.#changes;
  }

  /** Changes outside the element given as near. */
  get away(): number {
    return this.#away;
  }

  /** Roots of what was not visible before, the largest first. Only looks when the page has changed. */
  opened(): HTMLElement[] {
    this.#looks += 1;
    const thorough = this.#looks <= 3 || this.#looks % 8 === 0;
    if (this.#seen === this.#changes && !thorough) return [];
    this.#seen = this.#changes;
    const near = this.#amongTouched();
    // What a style shows without any change to it or around it is met by walking the page, from time to time.
    return near.length > 0 || !thorough ? near : this.standing();
  }

  /** The same as `standing`, from what was touched only: a page of ten thousand elements is not walked at every frame. */
  #amongTouched(): HTMLElement[] {
    if (this.#touched.size > manyTouched) return this.standing();
    const found = new Set<HTMLElement>();
    for (const el of this.#touched) {
      if (!el.isConnected) this.#touched.delete(el);
      else for (const opened of this.#newBelow(el as HTMLElement)) found.add(this.#outermostNew(opened));
    }
    return largest([...found].filter((el) => ![...found].some((other) => other !== el && within(el, other))));
  }

  /** What was opened with it and around it. */
  #outermostNew(el: HTMLElement): HTMLElement {
    let top = el;
    for (let at = parentOf(el); at !== null && !this.#before.has(at); at = parentOf(at))
      if (!/^(html|head|body)$/.test(at.localName) && drawn(at)) top = at;
    return top;
  }

  /** The same without regard to what has changed since the last look. */
  standing(): HTMLElement[] {
    return largest(this.#newBelow(outermost().document.documentElement));
  }

  #newBelow(root: HTMLElement): HTMLElement[] {
    const found: HTMLElement[] = [];
    const visit = (el: HTMLElement): void => {
      if (isFrame(el) && this.#held.has(el) && this.#held.get(el) !== innerDocument(el)) return;
      const shown = drawn(el) || isFrame(el);
      if (!shown && absent(el)) return;
      if (!this.#before.has(el) && clippedAway(viewOf(el).getComputedStyle(el))) return;
      if (shown && !this.#before.has(el) && !/^(html|head|body)$/.test(el.localName)) {
        if (this.#ignore(el)) return;
        if (isFrame(el) ? visible(el) : visible(el) || [...el.children].some((c) => visible(c))) {
          found.push(el);
          return;
        }
      }
      for (const child of childrenOf(el)) visit(child);
    };
    visit(root);
    return found;
  }

  stop(): void {
    for (const o of this.#observers) o.disconnect();
  }
}

/** The visible button of a layer whose whole text is one of the words. */
export function buttonIn(layer: HTMLElement, words: RegExp): HTMLElement | null {
  const all = [
    ...layer.querySelectorAll<HTMLElement>(
      'button, a, [role=button], input[type=button], input[type=submit], .btn, [class*=btn], span[onclick], div[onclick], img[onclick]',
    ),
  ];
  const hits = all.filter(
    (b) =>
      visible(b) &&
      words.test(tidy(isInput(b) ? b.value : shownText(b)).replace(/\s/g, '')) &&
      b.closest('[class*=pager i], [class*=laypage i], [class*=pagination i]') === null,
  );
  const inner = hits.filter((b) => !hits.some((o) => o !== b && b.contains(o)));
  // Of several the one furthest down: a layer has its answer at its foot.
  return (
    inner.toSorted((a, b) => b.getBoundingClientRect().bottom - a.getBoundingClientRect().bottom)[0] ?? null
  );
}

/** A layer's own cross or 取消. */
export function closerIn(layer: HTMLElement): HTMLElement | null {
  const named = buttonIn(layer, /^(取消|关闭|返回|cancel|close|×|✕|x)$/i);
  if (named !== null) return named;
  const marks = [
    ...layer.querySelectorAll<HTMLElement>(
      '[aria-label*=lose i], [aria-label*=关闭], [class*=close i], [title=关闭], [data-dismiss]',
    ),
  ];
  return marks.find((m) => visible(m)) ?? null;
}

/** The sheet that a panel spreads over the whole window to catch a click beside it; never that of a dialog around the field. */
export function shadeOf(panel: HTMLElement, field: HTMLElement): HTMLElement | null {
  let layer = panel;
  while (layer.parentElement !== null && layer.parentElement.localName !== 'body')
    layer = layer.parentElement;
  const view = viewOf(panel);
  const isWhole = (e: HTMLElement): boolean => {
    const r = e.getBoundingClientRect();
    return r.width >= view.innerWidth * 0.9 && r.height >= view.innerHeight * 0.9 && !within(panel, e);
  };
  if (within(field, layer)) {
    // Both are in one page: the sheet is what lies between them, wherever the panel leaves it to be seen.
    const b = boxOf(field);
    for (const part of [0.5, 0.05, 0.95]) {
      const hit = topmostAt(b.x + b.width * part, b.y + b.height / 2) as HTMLElement | null;
      for (let at = hit; at !== null && !within(field, at) && !within(at, panel); at = parentOf(at))
        if (isWhole(at)) return at;
    }
    return null;
  }
  const whole = [layer, ...layer.querySelectorAll<HTMLElement>('*')].filter((e) => isWhole(e));
  return whole.find((e) => viewOf(e).getComputedStyle(e).position === 'fixed') ?? null;
}
