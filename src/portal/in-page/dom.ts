/** Elements as the engine needs them, over shadow roots and same-origin frames. Runs in the page. */

export type Box = { x: number; y: number; width: number; height: number };

export function isInput(el: Element): el is HTMLInputElement {
  return el.localName === 'input';
}
export function isSelect(el: Element): el is HTMLSelectElement {
  return el.localName === 'select';
}
export function isTextArea(el: Element): el is HTMLTextAreaElement {
  return el.localName === 'textarea';
}
export function isFrame(el: Element): el is HTMLIFrameElement {
  return el.localName === 'iframe' || el.localName === 'frame';
}

export function viewOf(node: Node): Window & typeof globalThis {
  const doc = node.ownerDocument ?? (node as Document);
  return doc.defaultView ?? window;
}

/** Document inside a frame element, null across origins. */
export function innerDocument(el: HTMLIFrameElement): Document | null {
  try {
    return el.contentDocument;
  } catch {
    return null;
  }
}

/** Whatever the frame at the element, or in it, is to hold is there; also where nobody may look. What is no frame is always there. */
export function frameLoaded(el: Element): boolean {
  const frame = isFrame(el) ? el : el.querySelector('iframe');
  if (frame === null || !frame.checkVisibility()) return true;
  const inner = innerDocument(frame);
  if (inner === null) return true;
  // Until its page comes a frame holds an empty one that calls itself complete.
  const awaited = /^(?!about:|javascript:|$)/i.test(frame.getAttribute('src') ?? '');
  return inner.readyState === 'complete' && !(awaited && inner.URL === 'about:blank');
}

/** Parent as the page is drawn: over shadow roots, slots and frames. */
export function parentOf(el: Element): HTMLElement | null {
  if (el.assignedSlot !== null) return el.assignedSlot;
  if (el.parentElement !== null) return el.parentElement;
  const root = el.getRootNode() as Document | ShadowRoot;
  if ('host' in root) return root.host as HTMLElement;
  try {
    return (root.defaultView?.frameElement ?? null) as HTMLElement | null;
  } catch {
    return null;
  }
}

/** Children as the page is drawn: over open shadow roots, slots and same-origin frames. */
export function childrenOf(el: Element): HTMLElement[] {
  if (isFrame(el)) {
    // A frame that is still loading has a document without anything in it.
    const inner = innerDocument(el)?.documentElement as HTMLElement | null | undefined;
    return inner ? [inner] : [];
  }
  if (el.localName === 'slot') {
    const given = (el as HTMLSlotElement).assignedElements() as HTMLElement[];
    if (given.length > 0) return given;
  }
  return [...(el.shadowRoot ?? el).children] as HTMLElement[];
}

/** `node` is `root` or below it, also over shadow roots and frames. */
export function within(node: Element, root: Element): boolean {
  if (root.contains(node)) return true;
  for (let at: HTMLElement | null = node as HTMLElement; at !== null; at = parentOf(at))
    if (at === root) return true;
  return false;
}

/** The outermost window of this origin: a frame knows its own element only where it may look outside. */
export function outermost(): Window {
  let at: Window = window;
  while (at.frameElement !== null) at = at.parent;
  return at;
}

/** Every document a person sees in this window: the outermost one and its same-origin frames. */
export function documents(): Document[] {
  const found: Document[] = [];
  const add = (doc: Document): void => {
    found.push(doc);
    for (const frame of doc.querySelectorAll('iframe, frame')) {
      const inner = innerDocument(frame as HTMLIFrameElement);
      if (inner?.documentElement) add(inner);
    }
  };
  add(outermost().document);
  return found;
}

/** Offset of a document's viewport in the outermost window. */
function offsetOf(doc: Document): { x: number; y: number } {
  let x = 0;
  let y = 0;
  let view = doc.defaultView;
  while (view !== null && view !== outermost()) {
    const frame = view.frameElement as HTMLElement | null;
    if (frame === null) break;
    const r = frame.getBoundingClientRect();
    x += r.left + frame.clientLeft;
    y += r.top + frame.clientTop;
    view = frame.ownerDocument.defaultView;
  }
  return { x, y };
}

/** Rectangle in the outermost window of this origin. */
export function boxOf(el: Element): Box {
  const r = el.getBoundingClientRect();
  const o = offsetOf(el.ownerDocument);
  return { x: r.left + o.x, y: r.top + o.y, width: r.width, height: r.height };
}

export function shift(rect: DOMRect, el: Node): Box {
  const o = offsetOf(el.ownerDocument as Document);
  return { x: rect.left + o.x, y: rect.top + o.y, width: rect.width, height: rect.height };
}

export function overlapX(a: Box, b: Box): number {
  return Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
}
export function overlapY(a: Box, b: Box): number {
  return Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
}
/** Area that both cover. */
export function overlapArea(a: Box, b: Box): number {
  return Math.max(0, overlapX(a, b)) * Math.max(0, overlapY(a, b));
}
export function unionOf(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x));
  const y = Math.min(...boxes.map((b) => b.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((b) => b.x + b.width)) - x,
    height: Math.max(...boxes.map((b) => b.y + b.height)) - y,
  };
}

/** Neither it nor anything in it is drawn. An element that is only a passage (`display: contents`) has no box but children. */
export function absent(el: Element): boolean {
  return !el.checkVisibility() && viewOf(el).getComputedStyle(el).display !== 'contents';
}

/** Drawn at all: displayed, not hidden, not faded out by itself or an ancestor, with an area. Cheap. */
export function drawn(el: Element): boolean {
  if (!el.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const r = el.getBoundingClientRect();
  return r.width > 0 && r.height > 0;
}

/** A person can see it or scroll to it: drawn, not cut off by a box that hides its overflow, not parked off the page. */
export function visible(el: Element, ownOpacity = true): boolean {
  if (!el.isConnected || !el.checkVisibility({ visibilityProperty: true, opacityProperty: ownOpacity }))
    return false;
  const parent = parentOf(el);
  // Slots are only passages: what is seen is the box around them.
  let around = ownOpacity ? null : parent;
  while (around !== null && viewOf(around).getComputedStyle(around).display === 'contents')
    around = parentOf(around);
  if (around !== null && !around.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    return false;
  let r = el.getBoundingClientRect();
  if (r.width < 2 || r.height < 2) return false;
  const view = viewOf(el);
  // A native control clipped away still carries the state of what is drawn for it: asked for without its own looks.
  if (ownOpacity && clippedAway(view.getComputedStyle(el))) return false;
  let right = r.right + view.scrollX;
  let bottom = r.bottom + view.scrollY;
  for (let at = parent; at !== null && at.ownerDocument === el.ownerDocument; at = parentOf(at)) {
    if (at.localName === 'body' || at.localName === 'html') break;
    right += at.scrollLeft;
    bottom += at.scrollTop;
    const style = view.getComputedStyle(at);
    if (clippedAway(style)) return false;
    // What is inside a box that scrolls can be brought into it: from here on the box is what could be cut off.
    if (/auto|scroll/.test(style.overflowX + style.overflowY)) r = at.getBoundingClientRect();
    if (style.display === 'contents' || (style.overflowX !== 'hidden' && style.overflowY !== 'hidden'))
      continue;
    const c = at.getBoundingClientRect();
    const cut =
      (style.overflowY === 'hidden' && at.scrollHeight <= at.clientHeight + 1) || c.height < 2 || c.width < 2;
    if (cut && (r.right <= c.left || r.left >= c.right || r.bottom <= c.top || r.top >= c.bottom))
      return false;
    if (c.height < 2 || c.width < 2) return false;
  }
  if (right <= 0 || bottom <= 0) return false;
  const frame = view === outermost() ? null : (view.frameElement as HTMLElement | null);
  return frame === null || el.ownerDocument === document || visible(frame);
}

/** Cut off by its own clipping: there, but nothing of it is drawn. */
export function clippedAway(style: CSSStyleDeclaration): boolean {
  const clip = style.getPropertyValue('clip');
  if (clip === 'auto' && style.clipPath === 'none') return false;
  return (
    /^rect\((0(px)?|1px|auto),? ?(0(px)?|1px),? ?(0(px)?|1px),? ?(0(px)?|1px|auto)\)$/.test(clip) ||
    /inset\((50|100)%/.test(style.clipPath)
  );
}

/** Class attribute as text, also for SVG. */
export function classOf(el: Element): string {
  return el.getAttribute('class') ?? '';
}

/** Pieces of text below the element in the order they are drawn, over shadow roots and slots. */
export function textNodesOf(el: Element): Node[] {
  const given = el.localName === 'slot' ? (el as HTMLSlotElement).assignedNodes() : [];
  const nodes = given.length > 0 ? given : [...(el.shadowRoot ?? el).childNodes];
  return nodes.flatMap((n) => (n.nodeType === 3 ? [n] : n.nodeType === 1 ? textNodesOf(n as Element) : []));
}

/** Names of the component elements that hold the element in a slot or a shadow root: `x-date-picker`. */
export function hostNames(el: Element): string {
  const root = el.getRootNode();
  const hosts = ['host' in root ? (root as ShadowRoot).host : null, el.parentElement];
  return hosts.map((h) => (h?.localName.includes('-') === true ? h.localName : '')).join(' ');
}

/** Deepest element at the centre of `el` that belongs to `el`: what a person's click would hit. */
export function hitIn(el: HTMLElement): HTMLElement {
  const r = el.getBoundingClientRect();
  const root = el.getRootNode() as Document | ShadowRoot;
  if (!('elementFromPoint' in root)) return el;
  const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
  const hit = root.elementFromPoint(x, y);
  // Nothing there: the point is out of the window.
  if (hit === null) return innermostAt(el, x, y);
  return el.contains(hit) ? (hit as HTMLElement) : el;
}

/** The same by the boxes alone. */
function innermostAt(el: HTMLElement, x: number, y: number): HTMLElement {
  for (const child of [...el.children].toReversed() as HTMLElement[]) {
    const r = child.getBoundingClientRect();
    if (x >= r.left && x < r.right && y >= r.top && y < r.bottom && drawn(child))
      return innermostAt(child, x, y);
  }
  return el;
}
