import type { Frame, Page } from 'playwright';
import { visibleFrames } from './visible-text.ts';

export interface BlockingLayer {
  /** A box with something to press wants an answer; a bare cover is the page being busy. */
  kind: 'dialog' | 'busy';
  text: string;
  /** Texts of what can be pressed in the box. */
  buttons: string[];
}

/** What lies over the whole page or frame, so that a person could not use what is under it; null when nothing does. */
export async function blockingLayer(page: Page): Promise<BlockingLayer | null> {
  for (const frame of await visibleFrames(page)) {
    const layer = await layerOf(frame);
    if (layer !== null) return layer;
  }
  return null;
}

async function layerOf(frame: Frame): Promise<BlockingLayer | null> {
  try {
    return await frame.evaluate(layerInPage);
  } catch {
    return null;
  }
}

/** Runs in the page. Knows no library: a layer is what is hit all over the window and floats above the document. */
function layerInPage(): BlockingLayer | null {
  const width = innerWidth;
  const height = innerHeight;
  if (width < 50 || height < 50) return null;
  const steps = [0.01, 0.04, 0.12, 0.25, 0.38, 0.5, 0.62, 0.75, 0.88, 0.96, 0.99];
  const grid = steps.flatMap((x) => steps.map((y) => [x * width, y * height] as const));
  const floats = (element: Element): boolean =>
    ['fixed', 'absolute'].includes(getComputedStyle(element).position);
  const covers = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return box.left <= 2 && box.top <= 2 && box.right >= width - 2 && box.bottom >= height - 2;
  };
  const says = (element: Element): boolean =>
    element.textContent.trim() !== '' || element.matches('input,select,textarea,button,img,iframe');
  const coverAt = (x: number, y: number): Element | null => {
    let at = document.elementFromPoint(x, y);
    while (at !== null && at !== document.body && !(floats(at) && covers(at))) at = at.parentElement;
    return at === document.body ? null : at;
  };
  /** A page may float over the window as a whole; a layer has something else of the page under it. */
  const liesOver = (cover: Element): boolean =>
    grid.some(([x, y]) =>
      document
        .elementsFromPoint(x, y)
        .some((other) => !cover.contains(other) && !other.contains(cover) && says(other)),
    );
  const isVisible = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 0 &&
      box.height > 0 &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    );
  };
  const edges = grid.filter(
    ([x, y]) => x < width * 0.1 || x > width * 0.9 || y < height * 0.1 || y > height * 0.9,
  );
  const candidates = new Set(edges.map(([x, y]) => coverAt(x, y)));
  const cover = [...candidates].find((element) => element !== null && liesOver(element)) ?? null;
  const modal =
    [...document.querySelectorAll('dialog[open]')].find((element) => element.matches(':modal')) ?? null;
  if (modal === null && cover === null) return null;

  const boxes = [
    ...document.querySelectorAll('[role=dialog],[role=alertdialog],dialog[open],[aria-modal=true]'),
  ]
    .filter(isVisible)
    .toReversed();
  const middle = document.elementFromPoint(width / 2, height / 2);
  const lifted = (element: Element | null): Element | null => {
    let found: Element | null = null;
    for (let at = element; at !== null && at !== document.body; at = at.parentElement)
      if (at !== cover && floats(at) && !covers(at)) found = at;
    return found;
  };
  const dialog = modal ?? boxes[0] ?? lifted(middle) ?? cover;
  const text = (dialog instanceof HTMLElement ? dialog.innerText : '').trim();
  const pressable = [
    ...(dialog?.querySelectorAll('button,a,[role=button],input[type=button],input[type=submit],[onclick]') ??
      []),
  ];
  const shown = pressable.filter(isVisible);
  const buttons = shown
    .map((button) =>
      (button instanceof HTMLInputElement ? button.value : button.textContent).replace(/\s/gu, ''),
    )
    .filter((label) => label !== '');
  return { kind: shown.length > 0 ? 'dialog' : 'busy', text, buttons };
}
