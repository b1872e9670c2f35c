/** Native lists: by the exact text of the option. */
import { focusOn, leave } from '../in-page/hands.ts';
import { nextTask, until } from '../in-page/waiting.ts';
import { isHint, tidy } from '../in-page/words.ts';
import { listing } from './widget.ts';

/** Sets a native list by the exact text of its option; waits a moment for lists that follow another field. */
export async function setNative(
  select: HTMLSelectElement,
  wanted: string[],
  limit: number,
  group: string | null = null,
): Promise<string | null> {
  const inGroup = (o: HTMLOptionElement): boolean =>
    group === null ||
    (o.parentElement?.localName === 'optgroup' &&
      tidy(o.parentElement.getAttribute('label') ?? '') === tidy(group));
  const named = (text: string): HTMLOptionElement[] =>
    [...select.options].filter((o) => tidy(o.text) === tidy(text) && inGroup(o));
  const real = (): HTMLOptionElement[] =>
    [...select.options].filter((o) => o.value !== '' && !isHint(o.text));
  if (real().length === 0) await until(() => real().length > 0, Math.min(limit, 6000));
  if (wanted.length === 1 && wanted[0] === '') {
    const blank = [...select.options].find((o) => o.value === '');
    if (blank === undefined) return '列表没有空白选项，不能清空';
    await choose(select, [blank]);
    return null;
  }
  const options: HTMLOptionElement[] = [];
  for (const text of wanted) {
    let hits = named(text);
    if (hits.length === 0) {
      await until(() => named(text).length > 0, 300);
      hits = named(text);
    }
    const [option] = hits;
    if (hits.length > 1) return `列表里有 ${String(hits.length)} 个“${text}”，无法确定是哪一个`;
    if (option === undefined) return `列表里没有“${text}”。${listing(real().map((o) => tidy(o.text)))}`;
    if (option.disabled) return `选项“${text}”不能选`;
    options.push(option);
  }
  await choose(select, options);
  return null;
}

async function choose(select: HTMLSelectElement, options: HTMLOptionElement[]): Promise<void> {
  focusOn(select);
  if (select.multiple) {
    for (const o of select.options) o.selected = options.includes(o);
    const view = select.ownerDocument.defaultView as Window & typeof globalThis;
    select.dispatchEvent(new view.Event('input', { bubbles: true }));
    select.dispatchEvent(new view.Event('change', { bubbles: true }));
  } else if (options[0] !== undefined) {
    const option = options[0];
    select.selectedIndex = option.index;
    const view = select.ownerDocument.defaultView as Window & typeof globalThis;
    select.dispatchEvent(new view.Event('input', { bubbles: true }));
    await nextTask();
    select.dispatchEvent(new view.Event('change', { bubbles: true }));
  }
  await nextTask();
  if (select.isConnected) leave(select);
}
