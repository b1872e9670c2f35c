/** Rows of panels that say nothing about themselves, told by how they are drawn. Runs in the page. */
import { childrenOf, classOf, isFrame, viewOf, visible } from './dom.ts';
import { shownText, tidy } from './words.ts';

/** Elements of the panel that fit, also in frames, shadow roots and slots. */
export function allIn(panel: HTMLElement, selector: string): HTMLElement[] {
  const found: HTMLElement[] = [];
  const look = (scope: Element): void => {
    found.push(...scope.querySelectorAll<HTMLElement>(selector));
    for (const f of scope.querySelectorAll('iframe')) for (const inner of childrenOf(f)) look(inner);
    for (const s of scope.querySelectorAll('*')) {
      if (s.shadowRoot !== null) for (const c of s.shadowRoot.children) look(c);
      if (s.localName === 'slot') for (const c of childrenOf(s)) given(c);
    }
  };
  const given = (el: HTMLElement): void => {
    if (el.matches(selector)) found.push(el);
    look(el);
  };
  if (isFrame(panel) || panel.localName === 'slot')
    for (const inner of childrenOf(panel)) (isFrame(panel) ? look : given)(inner);
  else look(panel);
  // What is put into a slot is met twice.
  return [...new Set(found)];
}

/** A button as wide as its list is one of its rows. */
function fillsLine(button: HTMLElement, list: HTMLElement): boolean {
  return button.getBoundingClientRect().width > list.getBoundingClientRect().width * 0.7;
}

function usualTag(kids: HTMLElement[]): string {
  const counts = new Map<string, number>();
  for (const k of kids) counts.set(k.localName, (counts.get(k.localName) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Most numerous set of siblings alike: rows of lists that say nothing about themselves. */
export function repeated(panel: HTMLElement): HTMLElement[] {
  let best: HTMLElement[] = [];
  for (const parent of [panel, ...allIn(panel, 'div, ul, ol, section, tbody, p, dl')]) {
    const kids = ([...parent.children] as HTMLElement[]).filter(
      (k) =>
        k.localName !== 'input' &&
        (k.localName !== 'button' || fillsLine(k, parent)) &&
        visible(k) &&
        shownText(k) !== '' &&
        k.getBoundingClientRect().height <= 90,
    );
    if (kids.length === 0) continue;
    const tag = usualTag(kids);
    const same = kids.filter((k) => k.localName === tag);
    if (same.length !== kids.length && same.length < 2) continue;
    const stacked =
      same.length === 1 ||
      same.every(
        (k, i) => i === 0 || k.getBoundingClientRect().top >= (same[i - 1]?.getBoundingClientRect().top ?? 0),
      );
    const leafy = same.every(
      (k) =>
        k.querySelectorAll('input:not([type=checkbox]):not([type=radio]):not([type=hidden])').length === 0,
    );
    const clickable = same.some(
      (k) =>
        viewOf(k).getComputedStyle(k).cursor === 'pointer' ||
        /item|option|node|(?<!ar)row|cell/i.test(classOf(k)),
    );
    const value = (list: HTMLElement[]): number => list.length;
    if (stacked && leafy && (clickable || same.length > 2) && value(same) > value(best)) best = same;
  }
  return best;
}

const glyph = /^[▸▹▶►▷▾▿▼▽⊞⊟＋－+−-]$/;
const foldClass =
  /(^|[\s_-])(expand(er|ed)?|switch(er)?|arrow|caret|fold(er|ed)?|unfold(ed)?|icon-?click|addition|spread|hit(area)?|toggle|elbow\S*|plus|minus)([\s_-]|$)/i;

/** Marks that unfold branches: what makes a pile of boxes a tree. */
export function hasFolds(panel: HTMLElement): boolean {
  return allIn(panel, 'i, a, span, ins, img, svg, em, div, button').some((e) => {
    const r = e.getBoundingClientRect();
    if (r.width < 4 || r.width > 40 || r.height > 40 || e.closest('input, button.close') !== null)
      return false;
    const text = tidy(e.textContent);
    return (
      (glyph.test(text) || (text === '' && foldClass.test(classOf(e)))) &&
      visible(e) &&
      e.closest('[class*=select-selection],[class*=input__]') === null
    );
  });
}

function isIn(el: Element, taken: Set<Element>, panel: Element): boolean {
  for (let at: Element | null = el; at !== null && at !== panel; at = at.parentElement)
    if (taken.has(at)) return true;
  return false;
}

/** Lines of words, each with the largest box that holds nothing else. */
export function linesOf(panel: HTMLElement): HTMLElement[] {
  const words = (e: Element): string =>
    shownText(e)
      .replace(/[▸▹▶►▷▾▿▼▽⊞⊟＋－]/g, '')
      .trim();
  const taken = new Set<Element>();
  const found: HTMLElement[] = [];
  for (const e of allIn(panel, '*')) {
    const own = [...e.childNodes].some(
      (n) => n.nodeType === 3 && tidy(n.textContent ?? '') !== '' && !glyph.test(tidy(n.textContent ?? '')),
    );
    if (
      !own ||
      !visible(e) ||
      /^(option|script|style|button|input)$/.test(e.localName) ||
      e.closest('button') !== null
    )
      continue;
    let at = e;
    while (
      at.parentElement !== null &&
      at.parentElement !== panel &&
      panel.contains(at.parentElement) &&
      words(at.parentElement) === words(e) &&
      at.parentElement.getBoundingClientRect().height <= 60
    )
      at = at.parentElement;
    if (!isIn(at, taken, panel)) {
      taken.add(at);
      found.push(at);
    }
  }
  return found;
}
