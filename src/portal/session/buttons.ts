import type { ElementHandle, Frame, Page } from 'playwright';
import { visibleFrames } from './visible-text.ts';

export interface ButtonQuery {
  /** Text on the button, white space ignored (some libraries draw 保 存). */
  text: string;
  /** Text that the box around the button has to show: a regular expression or, plainly, a part of it. */
  around?: string;
  /** Where several buttons read the same: the one nearest to this point, or `first` in document order. */
  prefer?: { x: number; y: number } | 'first';
  /** Look only inside this element. */
  within?: ElementHandle;
}

export interface FoundButton {
  handle: ElementHandle<HTMLElement>;
  frame: Frame;
  disabled: boolean;
  /** Drawn or marked as something to press; false for words that merely read the same. */
  clickable: boolean;
}

export type ButtonSearch =
  { kind: 'found'; button: FoundButton } | { kind: 'absent' } | { kind: 'ambiguous'; count: number };

/** Finds what a person would press, by its text: in one frame, or in every visible frame of the page. */
export async function findButton(where: Page | Frame, query: ButtonQuery): Promise<ButtonSearch> {
  const frames = 'frames' in where ? await visibleFrames(where) : [where];
  const found: ButtonSearch[] = [];
  for (const frame of frames) {
    const result = await findInFrame(frame, query).catch(() => ({ kind: 'absent' }) as const);
    if (result.kind !== 'absent') found.push(result);
  }
  if (found.length > 1 && query.prefer === undefined) return { kind: 'ambiguous', count: found.length };
  return found[0] ?? { kind: 'absent' };
}

async function findInFrame(frame: Frame, query: ButtonQuery): Promise<ButtonSearch> {
  const { text, around, prefer, within } = query;
  const result = await frame.evaluateHandle(buttonsInPage, {
    text,
    around: around ?? null,
    prefer: prefer ?? null,
    within: within ?? null,
  });
  const element = await result.evaluateHandle((answer) => answer.element);
  const { count, disabled, clickable } = await result.evaluate((answer) => ({
    count: answer.count,
    disabled: answer.disabled,
    clickable: answer.clickable,
  }));
  await result.dispose();
  const handle = element.asElement() as ElementHandle<HTMLElement> | null;
  if (handle !== null) return { kind: 'found', button: { handle, frame, disabled, clickable } };
  return count === 0 ? { kind: 'absent' } : { kind: 'ambiguous', count };
}

interface ButtonArguments {
  text: string;
  around: string | null;
  prefer: { x: number; y: number } | 'first' | null;
  within: Node | null;
}

interface FoundInPage {
  element: Element | null;
  count: number;
  disabled: boolean;
  clickable: boolean;
}

/** Runs in the page, so everything that it needs is inside it. */
function buttonsInPage(wanted: ButtonArguments): FoundInPage {
  const squeeze = (text: string) => text.replace(/[\s\u200b\ufeff\ue000-\uf8ff]/gu, '');
  const target = squeeze(wanted.text);
  const clickableTags =
    'button,a,summary,[role=button],[role=menuitem],[role=tab],[role=link],[role=treeitem],input[type=button],input[type=submit],input[type=reset],input[type=image],[onclick]';

  const everything = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) =>
      element.shadowRoot === null ? [element] : [element, ...everything(element.shadowRoot)],
    );
  const wording = (element: Element): string[] => {
    if (element instanceof HTMLInputElement)
      return ['button', 'submit', 'reset', 'image'].includes(element.type)
        ? [element.value, element.alt, element.title]
        : [];
    const text = element.textContent;
    // Long texts cannot be a button; squeezing them all would be slow on large pages.
    const matches = text.length <= target.length * 4 + 40 && squeeze(text) === target;
    // What is hidden inside is no word of the button: only a matching text is worth the layout that innerText costs.
    const own = matches ? (element instanceof HTMLElement ? element.innerText : text) : '';
    return [
      own,
      element.getAttribute('aria-label') ?? '',
      element.getAttribute('title') ?? '',
      element.getAttribute('alt') ?? '',
    ];
  };
  const isVisible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 0 &&
      box.height > 0 &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    );
  };
  const isClickable = (element: Element): boolean =>
    element.matches(clickableTags) || getComputedStyle(element).cursor === 'pointer';
  const pressed = (element: Element): Element => {
    const outer = element.closest(clickableTags);
    return outer !== null && squeeze(outer.textContent) === squeeze(element.textContent) ? outer : element;
  };
  const isDisabled = (element: Element): boolean =>
    element.matches(':disabled,[aria-disabled=true],[disabled]') ||
    /(^|[\s_-])(is-)?disabled($|[\s_-])/u.test(element.getAttribute('class') ?? '');
  const covered = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    const root = element.getRootNode() as Document | ShadowRoot;
    const top = root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top !== null && !element.contains(top) && !top.contains(element);
  };

  const slashed = wanted.around === null ? null : /^\/(.+)\/$/su.exec(wanted.around);
  const aroundTest = (text: string): boolean => {
    if (wanted.around === null) return true;
    if (slashed?.[1] !== undefined) {
      const expression = new RegExp(slashed[1], 'u');
      return expression.test(text) || expression.test(squeeze(text));
    }
    return squeeze(text).includes(squeeze(wanted.around));
  };
  /** How many steps up until the box shows the wanted text; a box as large as the page says nothing. */
  const stepsToBox = (element: Element): number => {
    let box: Element | null = element;
    for (let steps = 0; box !== null && box !== document.body && steps < 12; steps += 1) {
      if (box instanceof HTMLElement && aroundTest(box.innerText)) return steps;
      box = box.parentElement ?? (box.getRootNode() as Partial<ShadowRoot>).host ?? null;
    }
    return Number.POSITIVE_INFINITY;
  };

  const root = wanted.within instanceof Element ? wanted.within : document.body;
  const matching = everything(root).filter(
    (element) => wording(element).some((text) => squeeze(text) === target) && isVisible(element),
  );
  const all = [...new Set(matching.map(pressed))].filter(isVisible);
  const innermost = all.filter(
    (element) => !all.some((other) => other !== element && element.contains(other)),
  );
  const clickable = innermost.filter(isClickable);
  let candidates = clickable.length > 0 ? clickable : innermost;
  if (wanted.around !== null) {
    const steps = new Map(candidates.map((element) => [element, stepsToBox(element)]));
    const fewest = Math.min(...steps.values());
    candidates = candidates.filter(
      (element) => fewest !== Number.POSITIVE_INFINITY && steps.get(element) === fewest,
    );
  }
  for (const better of [
    (element: Element) => !covered(element),
    (element: Element) => !isDisabled(element),
  ]) {
    const narrowed = candidates.filter(better);
    if (candidates.length > 1 && narrowed.length > 0) candidates = narrowed;
  }
  const near = wanted.prefer;
  if (candidates.length > 1 && near === 'first') candidates = candidates.slice(0, 1);
  if (candidates.length > 1 && near !== null && near !== 'first') {
    const distance = (element: Element) => {
      const box = element.getBoundingClientRect();
      return Math.hypot(box.x + box.width / 2 - near.x, box.y + box.height / 2 - near.y);
    };
    candidates = [...candidates].sort((a, b) => distance(a) - distance(b)).slice(0, 1);
  }
  const only = candidates.length === 1 ? (candidates[0] ?? null) : null;
  return {
    element: only,
    count: candidates.length,
    disabled: only !== null && isDisabled(only),
    clickable: only !== null && isClickable(only),
  };
}
