/** Moving options between two lists that stand side by side. */
import type { Control } from '../in-page/controls.ts';
import { boxOf, classOf, isInput, isSelect, parentOf, visible, within } from '../in-page/dom.ts';
import { focusOn, press } from '../in-page/hands.ts';
import { textsIn } from '../in-page/transfer.ts';
import { nextTask, until } from '../in-page/waiting.ts';
import { tidy } from '../in-page/words.ts';
import { asText, listing, type Task } from './widget.ts';

const all = /\ball\b|全部|全选|»|>>|≫|<<|«|≪/i;
const onward = /add|right|choose|select|next|>|›|→|添加|加入|选择|选入|右/i;
const backward = /remove|left|delete|deselect|prev|<|‹|←|删除|移除|移出|取消|左/i;

/** Marks between the lists that move what is selected; those that say the direction first. */
function movers(from: Control, to: Control): HTMLElement[] {
  let around = parentOf(from.face);
  while (around !== null && !within(to.face, around)) around = parentOf(around);
  const toRight = boxOf(from.face).x < boxOf(to.face).x;
  const words = (e: HTMLElement): string =>
    `${tidy(isInput(e) ? e.value : e.innerText)} ${e.title} ${classOf(e)} ${e.getAttribute('aria-label') ?? ''}`;
  const marks = [
    ...(around?.querySelectorAll<HTMLElement>('button, a, [role=button], input[type=button], [onclick]') ??
      []),
  ].filter((e) => visible(e) && !all.test(words(e)) && !within(e, from.face) && !within(e, to.face));
  const says = (e: HTMLElement): boolean =>
    toRight
      ? onward.test(words(e)) && !backward.test(words(e))
      : backward.test(words(e)) || !onward.test(words(e));
  return marks.filter((e) => says(e));
}

/** Selects the one option and moves it: by selecting alone, by a double click, by a mark between the lists. */
async function move(from: Control, to: Control, text: string): Promise<boolean> {
  const list = from.el;
  if (!isSelect(list)) return false;
  const before = textsIn(to).length;
  const option = (): HTMLOptionElement | undefined =>
    [...list.options].find((o) => tidy(o.text) === text && o.checkVisibility());
  const moved = (): boolean => option() === undefined && textsIn(to).length === before + 1;
  const select = async (): Promise<void> => {
    for (const o of list.options) o.selected = o === option();
    focusOn(list);
    list.dispatchEvent(new Event('input', { bubbles: true }));
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await nextTask();
  };
  await select();
  if ((await until(moved, 60)) !== null) return true;
  const marks = movers(from, to);
  for (const mark of marks) {
    press(mark);
    if ((await until(moved, 150)) !== null) return true;
    if (textsIn(to).length !== before) return false;
    await select();
  }
  const at = option();
  if (at === undefined) return false;
  press(at, 2);
  return (await until(moved, 200)) !== null;
}

/** Exactly the asked ones stand in the second list, or everything stands where it did. */
export async function setTransfer(task: Task): Promise<string | null> {
  const [from, to] = task.field.controls;
  if (from === undefined || to === undefined) return '字段不在页面上了';
  const asked = (Array.isArray(task.value) ? task.value : [asText(task.value)])
    .map(tidy)
    .filter((t) => t !== '');
  const offered = [...textsIn(from), ...textsIn(to)];
  for (const text of asked) {
    const count = offered.filter((o) => o === text).length;
    if (count === 0) return `列表里没有“${text}”。${listing(offered)}`;
    if (count > 1) return `列表里有 ${String(count)} 个“${text}”，无法确定是哪一个`;
  }
  const before = textsIn(to);
  const apply = async (goal: string[]): Promise<string | null> => {
    for (const text of textsIn(to).filter((t) => !goal.includes(t)))
      if (!(await move(to, from, text))) return `“${text}”移不出已选的列表`;
    for (const text of goal.filter((t) => !textsIn(to).includes(t)))
      if (!(await move(from, to, text))) return `“${text}”移不进已选的列表`;
    return null;
  };
  const reason = await apply(asked);
  if (reason !== null) await apply(before);
  return reason;
}
