/** Which words on the page name a control: what stands before it on its line or right above it. Runs in the page. */
import {
  absent,
  boxOf,
  childrenOf,
  classOf,
  clippedAway,
  isFrame,
  isInput,
  overlapX,
  overlapY,
  parentOf,
  shift,
  unionOf,
  viewOf,
  visible,
  within,
  type Box,
} from './dom.ts';
import type { Control } from './controls.ts';
import { couldLabel, labelText, shownText, tidy } from './words.ts';

/** Words that stand together in one place. */
export interface Run {
  text: string;
  box: Box;
  /** Element that holds the words alone; for bare text the element around it. */
  el: HTMLElement;
  /** The words are the element's only content. */
  whole: boolean;
  heading: boolean;
  /** Place in the order of the document. */
  order: number;
}

const headingTag = /^(h[1-6]|legend|caption|summary)$/;

function isHeading(el: Element): boolean {
  for (let at: Element | null = el, n = 0; at !== null && n < 3; at = at.parentElement, n += 1) {
    if (headingTag.test(at.localName) || at.getAttribute('role') === 'heading') return true;
    const classes = classOf(at);
    if (/(^|[\s_-])(label|item|control|cell|col)([\s_-]|$)/i.test(classes)) return false;
    if (
      /(^|[\s_-])(title|heading|header|legend|divider|section-?name|group-?name|caption|head)([\s_-]|$)/i.test(
        classes,
      )
    )
      return true;
    if (at.childElementCount > 3) return false;
  }
  return false;
}

/** All runs of words below `root`, without those inside controls. */
export function findRuns(root: HTMLElement, controls: Control[], skip: (el: HTMLElement) => boolean): Run[] {
  const runs: Run[] = [];
  const faces = new Map<Element, Control>();
  const frames = new Set<Element>();
  for (const c of controls) {
    faces.set(c.face, c);
    if (c.type !== 'radio' && c.type !== 'checkbox') frames.add(c.frame);
  }
  const holds = new Set<Element>();
  for (const c of controls)
    for (let at: HTMLElement | null = c.face; at !== null; at = parentOf(at)) {
      holds.add(at);
      if (at === root) break;
    }
  const addRange = (nodes: Node[], el: HTMLElement, whole: boolean): void => {
    if (
      !el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      viewOf(el).getComputedStyle(el).display !== 'contents'
    )
      return;
    const text = tidy(
      nodes.map((n) => (n.nodeType === 3 ? n.textContent : (n as HTMLElement).innerText)).join(' '),
    );
    if (text === '') return;
    // For screen readers only: a point on the page.
    const own = el.getBoundingClientRect();
    if (own.width > 0 && own.height > 0 && (own.width < 2 || own.height < 2)) return;
    const boxes: Box[] = [];
    for (const node of nodes) {
      const range = el.ownerDocument.createRange();
      range.selectNodeContents(node);
      for (const r of range.getClientRects()) if (r.width > 0 && r.height > 0) boxes.push(shift(r, el));
    }
    if (boxes.length > 0)
      runs.push({ text, box: unionOf(boxes), el, whole, heading: isHeading(el), order: runs.length });
  };
  const visit = (el: HTMLElement): void => {
    if (/^(script|style|noscript|template|option|svg|button|select|textarea)$/.test(el.localName) || skip(el))
      return;
    if (!isFrame(el) && el.localName !== 'html' && absent(el)) return;
    if (clippedAway(viewOf(el).getComputedStyle(el))) return;
    if (frames.has(el) || (faces.has(el) && el.localName !== 'label')) return;
    let pending: Node[] = [];
    const flush = (): void => {
      if (pending.length > 0) addRange(pending, el, pending.length === el.childNodes.length);
      pending = [];
    };
    const nodes: Node[] = isFrame(el) || el.shadowRoot !== null ? childrenOf(el) : [...el.childNodes];
    for (const node of nodes) {
      if (node.nodeType === 3) {
        if (tidy(node.textContent ?? '') !== '' || pending.length > 0) pending.push(node);
        continue;
      }
      if (node.nodeType !== 1) continue;
      const child = node as HTMLElement;
      const style = viewOf(child).getComputedStyle(child);
      if (style.display === 'none') continue;
      const inline = style.display.startsWith('inline') || style.display === 'contents';
      if (
        inline &&
        !holds.has(child) &&
        !faces.has(child) &&
        child.localName !== 'button' &&
        child.localName !== 'br' &&
        child.childElementCount < 6
      )
        pending.push(child);
      else {
        flush();
        visit(child);
      }
    }
    flush();
  };
  visit(root);
  return runs;
}

export interface Naming {
  /** The run that names the control, null if none stands near it. */
  run: Run | null;
  texts: string[];
}

/** The page says that these words are the label of this control, by `for` or by `aria-labelledby`; not by being around it. */
function declares(run: Run, c: Control): boolean {
  // Words of an element that stands in line with others are held by the element around them.
  const inner = [...run.el.children].find((e) => tidy((e as HTMLElement).innerText) === run.text);
  const label =
    run.el.closest('label') ?? (inner?.localName === 'label' ? (inner as HTMLLabelElement) : null);
  if (label !== null && label.control !== null && !within(label.control, label))
    return label.control === c.el || within(label.control, c.frame);
  const ids = c.el.getAttribute('aria-labelledby');
  if (ids === null || run.el.ownerDocument !== c.el.ownerDocument) return false;
  const named = inner !== undefined && inner.id !== '' ? inner : run.el.closest('[id]');
  return named !== null && ids.split(/\s+/).includes(named.id) && !within(c.el, named);
}

/** How far the words are from a box, straight across. */
function distance(run: Run, box: Box): number {
  return Math.hypot(Math.max(0, -overlapX(run.box, box)), Math.max(0, -overlapY(run.box, box)));
}

/** The words are written as the label of another control that is nearer to them. */
function namesAnother(run: Run, own: Set<Control>, box: Box, controls: Control[]): boolean {
  const far = distance(run, box);
  return controls.some((c) => !own.has(c) && distance(run, c.box) < far && declares(run, c));
}

/** Real labels first (`for`, wrapping, `aria-labelledby`) if they can be seen. */
function declared(el: HTMLElement): string[] {
  const texts: string[] = [];
  const by = el.getAttribute('aria-labelledby');
  const root = el.getRootNode() as Document | ShadowRoot;
  if (by !== null)
    for (const id of by.split(/\s+/)) {
      const target = id === '' ? null : root.querySelector(`[id="${CSS.escape(id)}"]`);
      if (target !== null && visible(target)) texts.push((target as HTMLElement).innerText);
    }
  if ('labels' in el)
    for (const label of (el as HTMLInputElement).labels ?? [])
      if (visible(label) && !/radio|checkbox/.test((el as HTMLInputElement).type))
        texts.push(ownWords(label));
  return texts.filter(couldLabel);
}

/** Words that a group of ticks and nothing else says it is labelled by. */
function groupWords(own: Control[], controls: Control[]): string[] {
  for (
    let at = parentOf(own[0]?.face ?? document.body), n = 0;
    at !== null && n < 12;
    at = parentOf(at), n += 1
  ) {
    const group = at;
    if (controls.some((c) => !own.includes(c) && within(c.face, group))) return [];
    if (!/^(radiogroup|group)$/.test(group.getAttribute('role') ?? '')) continue;
    const words = declared(group);
    if (words.length > 0 && own.every((c) => within(c.face, group))) return words;
  }
  return [];
}

/** Words of the labels of a tick box, if they could name it. */
function ownLabels(c: Control): string[] {
  const labels = 'labels' in c.el ? [...((c.el as HTMLInputElement).labels ?? [])] : [];
  return labels.map((l) => shownText(l)).filter(couldLabel);
}

/** Text of a label without that of controls inside it. */
export function ownWords(label: HTMLElement): string {
  if (label.querySelector('input, select, textarea, button') === null) return label.innerText;
  let text = '';
  for (const node of label.childNodes) {
    if (node.nodeType === 3) text += node.textContent ?? '';
    else if (
      node.nodeType === 1 &&
      !(node as Element).matches('input, select, textarea, button') &&
      (node as Element).querySelector('input, select, textarea, button') === null
    )
      text += (node as HTMLElement).innerText;
  }
  return text;
}

/** A control lies between the words and the field. */
function blocked(
  run: Run,
  box: Box,
  own: Set<Control>,
  controls: Control[],
  side: 'left' | 'above',
): boolean {
  return controls.some((c) => {
    if (own.has(c)) return false;
    const b = c.box;
    if (side === 'left')
      return (
        overlapY(b, box) > 4 &&
        overlapY(b, run.box) > 2 &&
        b.x >= run.box.x + run.box.width - 6 &&
        b.x + b.width <= box.x + 6
      );
    // What stands on the line of the words, right after them, is what they name.
    const gap = b.x - run.box.x - run.box.width;
    if (gap >= -6 && gap < 200 && overlapY(b, run.box) > Math.min(b.height, run.box.height) * 0.6)
      return true;
    return overlapX(b, box) > 4 && b.y >= run.box.y + run.box.height - 6 && b.y + b.height <= box.y + 6;
  });
}

function cellOf(el: HTMLElement): HTMLElement | null {
  return el.closest<HTMLElement>('td, th');
}

/** The words head the column of a table in which the control stands, wherever they are aligned in it. */
function inColumn(run: Run, cell: HTMLElement | null): boolean {
  const head = cellOf(run.el);
  if (cell === null || head === null || head === cell || head.closest('table') !== cell.closest('table'))
    return false;
  // A row of heads has no controls: words beside the control of another row are that one's.
  const row = head.parentElement;
  if (row === null || row === cell.parentElement || row.querySelector('input, select, textarea') !== null)
    return false;
  const [a, b] = [boxOf(head), boxOf(cell)];
  // A bar over several columns is a heading.
  return a.width < b.width * 1.5 && overlapX(a, b) > Math.min(a.width, b.width) * 0.6;
}

/** Right before the field on its line: a name, even where it is written as a heading. */
export function besideIt(run: Run, box: Box): boolean {
  const gap = box.x - run.box.x - run.box.width;
  return gap >= -8 && gap < 160 && overlapY(run.box, box) > Math.min(run.box.height, box.height, 30) * 0.5;
}

/** Nearest words left on the line, else above; the smallest common ancestor that has any decides. */
export function nameOf(own: Control[], controls: Control[], runs: Run[], root: HTMLElement): Naming {
  const box = unionOf(own.map((c) => c.box));
  const line: Box = { ...box, height: Math.min(box.height, 44) };
  const mine = new Set(own);
  const first = own[0];
  if (first === undefined) return { run: null, texts: [] };
  const grouped = own.length > 1 || first.type === 'radio' || first.type === 'checkbox';
  const texts = grouped ? groupWords(own, controls) : declared(first.el);
  const faces = own.map((c) => c.frame);
  const cell = cellOf(first.face);
  const near = runs.filter((r) => {
    if (!couldLabel(r.text) || faces.some((f) => within(r.el, f) && f !== r.el)) return false;
    const left =
      r.box.x + r.box.width <= box.x + 8 &&
      overlapY(r.box, line) > Math.min(r.box.height, line.height) * 0.35;
    const gap = box.y - (r.box.y + r.box.height);
    const above =
      gap > -6 &&
      gap <= 44 &&
      (inColumn(r, cell) || (overlapX(r.box, box) > 0 && r.box.x < box.x + Math.max(60, box.width * 0.5)));
    const free = left
      ? !blocked(r, box, mine, controls, 'left')
      : above && !blocked(r, box, mine, controls, 'above');
    return free && !namesAnother(r, mine, box, controls);
  });
  for (
    let at = parentOf(first.face), depth = 0;
    at !== null && near.length > 0 && depth < 14;
    at = parentOf(at), depth += 1
  ) {
    const level = at;
    const inside = near.filter((r) => within(r.el, level));
    if (inside.length > 0) {
      const score = (r: Run): number => {
        const left = r.box.x + r.box.width <= box.x + 8 && overlapY(r.box, line) > 0;
        return (
          (left ? box.x - r.box.x - r.box.width : 30 + (box.y - r.box.y - r.box.height) * 2) +
          (r.heading && !besideIt(r, box) ? 400 : 0) +
          (optionOf(r, controls) ? 600 : 0)
        );
      };
      const best = inside.toSorted((a, b) => score(a) - score(b))[0];
      if (
        best !== undefined &&
        !optionOf(best, controls) &&
        !(best.heading && depth > 2 && !besideIt(best, box))
      ) {
        // Its own label stands at it, perhaps on its edge or over it: other words near by are another's.
        const own = runs.find((r) => distance(r, box) < 30 && declares(r, first));
        if (own !== undefined && labelText(own.text) === labelText(texts[0] ?? ''))
          return { run: own, texts: [...new Set(texts.map(labelText))] };
        return { run: best, texts: [...new Set([...texts, best.text].map(labelText))] };
      }
      if (best?.heading === true) break;
    }
    if (at === root || /^(form|dialog)$/.test(at.localName)) break;
    // One around this field alone is no border: its words may stand before it.
    if (at.localName === 'fieldset' && controls.some((c) => !mine.has(c) && within(c.face, level))) break;
  }
  // A switch may be named by the words right after it, in its own label.
  if (texts.length === 0 && first.type === 'switch' && own.length === 1) texts.push(...ownLabels(first));
  return {
    run: runs.find((r) => texts[0] !== undefined && labelText(r.text) === labelText(texts[0])) ?? null,
    texts: [...new Set(texts.map(labelText))],
  };
}

/** The run is the text of a radio or tick box. */
function optionOf(run: Run, controls: Control[]): boolean {
  return controls.some(
    (c) =>
      (c.type === 'radio' || c.type === 'checkbox') && (within(run.el, c.face) || run === ownTextRun.get(c)),
  );
}

/** Of a label: without controls inside it, with what is put into its slots. */
function wordsIn(label: HTMLElement): string {
  return tidy(ownWords(label)) || (label.querySelector('slot') === null ? '' : shownText(label));
}

/** Of several labels the one around the box or right after it: the words of the question may point at the first option too. */
function optionLabel(labels: HTMLLabelElement[], control: Control): HTMLLabelElement | undefined {
  const worded = labels.filter((l) => wordsIn(l) !== '');
  const after = (l: HTMLLabelElement): boolean => boxOf(l).x >= control.box.x + control.box.width / 2;
  return worded.find((l) => l.contains(control.el)) ?? worded.find((l) => after(l)) ?? worded[0];
}

const ownTextRun = new WeakMap<Control, Run>();

/** Text of one radio or tick box: in its label, else right after it. */
export function optionText(control: Control, runs: Run[]): string {
  const el = control.el;
  const face = control.face;
  const labels = 'labels' in el ? [...((el as HTMLInputElement).labels ?? [])].filter((l) => visible(l)) : [];
  const named = optionLabel(labels, control);
  if (named !== undefined) {
    const text = wordsIn(named);
    const at = boxOf(named);
    const run = runs.find(
      (r) => text.includes(tidy(r.text)) && overlapX(r.box, at) > 2 && overlapY(r.box, at) > 2,
    );
    if (run !== undefined) ownTextRun.set(control, run);
    return text;
  }
  const text = face === el && isInput(el) ? '' : shownText(face);
  if (text !== '') return text;
  const after = runs
    .filter(
      (r) =>
        overlapY(r.box, control.box) > 4 &&
        r.box.x >= control.box.x + control.box.width - 4 &&
        r.box.x - control.box.x - control.box.width < 40,
    )
    .toSorted((a, b) => a.box.x - b.box.x)[0];
  if (after !== undefined) {
    ownTextRun.set(control, after);
    return tidy(after.text);
  }
  return tidy(el.getAttribute('title') ?? el.getAttribute('aria-label') ?? (el as HTMLInputElement).value);
}

/** The words that belong to a tick box. */
export function ownRunOf(control: Control): Run | null {
  return ownTextRun.get(control) ?? null;
}

/** The same if they stand before it on its line. */
export function ownWordsBefore(control: Control): Run | null {
  const run = ownTextRun.get(control);
  return run !== undefined && couldLabel(run.text) && besideIt(run, control.box) ? run : null;
}
