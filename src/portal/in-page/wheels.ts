/** Columns that are turned until the wanted row stands in the middle, as on telephones. Runs in the page. */
import { datePart } from './fields.ts';
import { classOf, drawn, viewOf } from './dom.ts';
import { pressHere } from './hands.ts';
import { nextFrame, standsStill, until } from './waiting.ts';
import { isHint, shownText, tidy } from './words.ts';

export interface Wheel {
  /** What cuts the column off above and below. */
  window: HTMLElement;
  items: HTMLElement[];
}

function middleOf(el: Element): number {
  const r = el.getBoundingClientRect();
  return r.top + r.height / 2;
}

/** Rows of one height under each other, in a box that is moved up and down inside a smaller one, or snaps to its rows. */
function wheelAt(list: HTMLElement): Wheel | null {
  const items = ([...list.children] as HTMLElement[]).filter((e) => tidy(e.textContent) !== '');
  const [first, second] = items.map((e) => e.getBoundingClientRect());
  const last = items.at(-1)?.getBoundingClientRect();
  if (first === undefined || second === undefined || last === undefined) return null;
  if (first.height < 16 || first.height > 70 || Math.abs(second.top - first.bottom) > 2) return null;
  if (Math.abs(last.left - first.left) > 2 || Math.abs(last.height - first.height) > 1) return null;
  const style = viewOf(list).getComputedStyle(list);
  const moved = /matrix/.test(style.transform) || /translate/.test(list.style.transform);
  const snaps = /mandatory/.test(style.scrollSnapType);
  if (!moved && !snaps) return null;
  if (snaps) return { window: list, items };
  for (let at = list.parentElement, n = 0; at !== null && n < 3; at = at.parentElement, n += 1) {
    const own = viewOf(at).getComputedStyle(at);
    if (own.overflowY === 'hidden' || own.overflowY === 'clip') return { window: at, items };
  }
  return null;
}

/** The wheels of a panel from left to right; none when it is something else. */
export function wheelsOf(panel: HTMLElement): Wheel[] {
  // Long lists are moved in the same way; but wheels are turned first and then said to be right.
  if (!/确定|确认|完成|\bok\b|done|confirm/i.test(panel.textContent)) return [];
  const found: Wheel[] = [];
  for (const list of panel.querySelectorAll<HTMLElement>('ul, ol, div, section')) {
    if (found.length > 6) return [];
    if (list.childElementCount < 2 || !drawn(list)) continue;
    const wheel = wheelAt(list);
    if (wheel !== null && !found.some((f) => f.window.contains(wheel.window))) found.push(wheel);
  }
  const top = found[0]?.window.getBoundingClientRect().top ?? 0;
  const level = found.every((w) => Math.abs(w.window.getBoundingClientRect().top - top) < 6);
  return level && found.every((w) => standing(w) !== null) ? found : [];
}

function textOf(item: HTMLElement): string {
  return shownText(item) || tidy(item.textContent);
}

export function textsOfWheel(wheel: Wheel): string[] {
  return wheel.items.map((i) => textOf(i)).filter((t) => !isHint(t));
}

/** The row in the middle. */
function standing(wheel: Wheel): HTMLElement | null {
  const middle = middleOf(wheel.window);
  return wheel.items.find((i) => Math.abs(middleOf(i) - middle) < 4) ?? null;
}

/** What each wheel is a part of: year, month and day, if they are. */
export function partsOfWheels(wheels: Wheel[]): ReturnType<typeof datePart>[] {
  return wheels.map((w) => {
    const texts = textsOfWheel(w);
    const part = datePart(texts);
    // Bounds may leave few months or days of the first year.
    return part ?? (texts.length === 1 && /^(19|20)\d{2}年?$/.test(texts[0] ?? '') ? 'year' : null);
  });
}

function touch(el: HTMLElement, type: string, x: number, y: number): void {
  const view = viewOf(el);
  const at = new view.Touch({ identifier: 1, target: el, clientX: x, clientY: y, pageX: x, pageY: y });
  const on = type === 'touchend' ? [] : [at];
  const init = {
    bubbles: true,
    cancelable: true,
    composed: true,
    touches: on,
    targetTouches: on,
    changedTouches: [at],
  };
  el.dispatchEvent(new view.TouchEvent(type, init));
}

/** Drags the wheel by as much as the row is away from the middle: slowly, so that it does not run on. */
async function drag(wheel: Wheel, item: HTMLElement): Promise<void> {
  const r = wheel.window.getBoundingClientRect();
  const [x, from] = [r.left + r.width / 2, middleOf(wheel.window)];
  const by = from - middleOf(item);
  const target = standing(wheel) ?? wheel.window;
  touch(target, 'touchstart', x, from);
  for (let n = 1; n <= 4; n += 1) {
    touch(target, 'touchmove', x, from + (by * n) / 4);
    await nextFrame();
  }
  await standsStill(() => String(Math.round(middleOf(item))), 320, 600);
  touch(target, 'touchend', x, from + by);
}

/** Turns the wheel until the row stands in the middle; false when it cannot be brought there. */
export async function turnTo(wheel: Wheel, item: HTMLElement): Promise<boolean> {
  const there = (): boolean => standing(wheel) === item;
  if (there()) return true;
  pressHere(item);
  if ((await until(there, 500)) === null) {
    if (wheel.window.scrollHeight > wheel.window.clientHeight + 4)
      wheel.window.scrollTop += middleOf(item) - middleOf(wheel.window);
    if ((await until(there, 500)) === null) await drag(wheel, item);
  }
  if ((await until(there, 700)) === null) return false;
  await standsStill(() => String(Math.round(middleOf(item))), 50, 800);
  return there();
}

/** Rows with exactly this text; a number also with its unit: 3 and 03月 are the same month. */
export function rowsNamed(wheel: Wheel, text: string): HTMLElement[] {
  const number = (t: string): number =>
    /^\d{1,4}\s*[年月日号时分]?$/.test(t) ? parseInt(t, 10) : Number.NaN;
  return wheel.items.filter((i) => {
    const own = textOf(i);
    return own === text || (/^\d+$/.test(text) && number(own) === Number(text));
  });
}

export function isDisabledRow(item: HTMLElement): boolean {
  return (
    item.getAttribute('aria-disabled') === 'true' || /(^|[\s_-])disabled?([\s_-]|$)/i.test(classOf(item))
  );
}
