/** Radios, tick boxes, switches and buttons that stay down. */
import type { Control } from '../in-page/controls.ts';
import { isInput } from '../in-page/dom.ts';
import type { LiveField } from '../in-page/fields.ts';
import { press, pressForReal } from '../in-page/hands.ts';
import { isDisabled, isOn } from '../in-page/shown.ts';
import { nextTask, until } from '../in-page/waiting.ts';
import { tidy } from '../in-page/words.ts';
import { asText, listing, type Task, type Widget } from './widget.ts';

const yes = /^(是|有|√|true|y|yes|1|开|开启|on)$/i;
const no = /^(否|无|没有|false|n|no|0|关|关闭|off|)$/i;

/** Clicks once, and only again with the real mouse, after making sure that nothing has happened. */
async function toggle(c: Control, on: boolean, task: Task): Promise<boolean> {
  if (isOn(c) === on) return true;
  press(c.face);
  await nextTask();
  if ((await until(() => isOn(c) === on, 150)) !== null) return true;
  if (isDisabled(c)) return false;
  // A small drawn box beside nothing: its words or the box itself take the click wherever it is drawn.
  if (isInput(c.el)) {
    c.el.click();
    if ((await until(() => isOn(c) === on, 150)) !== null) return true;
  }
  await pressForReal(c.face);
  return (await until(() => isOn(c) === on, Math.min(task.limit, 600))) !== null;
}

async function setOne(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  const text = asText(task.value);
  const on =
    typeof task.value === 'boolean' ? task.value : yes.test(text) ? true : no.test(text) ? false : null;
  if (on === null || c === undefined) return `这是一个勾选项，只能填“是”或“否”，不能填“${text}”`;
  return (await toggle(c, on, task)) ? null : `点击后“${f.label}”没有变成“${on ? '是' : '否'}”`;
}

/** Index of the one option with this text; a yes/no question also takes a tick. */
function indexOf(f: LiveField, value: Task['value']): number | string {
  const options = f.options ?? [];
  const wanted = asText(value);
  const hits = options.flatMap((o, i) => (tidy(o) === tidy(wanted) ? [i] : []));
  if (hits.length === 1) return hits[0] ?? 0;
  if (hits.length > 1) return `有 ${String(hits.length)} 个选项都叫“${wanted}”，无法确定是哪一个`;
  return `选项里没有“${wanted}”。${listing(options)}`;
}

async function setRadio(task: Task): Promise<string | null> {
  const i = indexOf(task.field, task.value);
  if (typeof i === 'string') return i;
  const c = task.field.controls[i];
  if (c === undefined) return '选项不在页面上了';
  if (isDisabled(c)) return `选项“${asText(task.value)}”不能选`;
  return (await toggle(c, true, task)) ? null : `点击“${asText(task.value)}”后没有选中`;
}

async function setMany(task: Task): Promise<string | null> {
  const f = task.field;
  const asked = Array.isArray(task.value) ? task.value : [asText(task.value)].filter((t) => t !== '');
  const indexes: number[] = [];
  for (const one of asked) {
    const i = indexOf(f, one);
    if (typeof i === 'string') return i;
    indexes.push(i);
  }
  const before = f.controls.map((c) => isOn(c));
  for (const [i, c] of f.controls.entries()) {
    if (await toggle(c, indexes.includes(i), task)) {
      await nextTask();
      continue;
    }
    for (const [j, other] of f.controls.entries()) await toggle(other, before[j] ?? false, task);
    return `点击“${f.options?.[i] ?? ''}”没有反应`;
  }
  return null;
}

export const tickWidget: Widget = { name: 'tick', kinds: ['checkbox', 'switch'], set: setOne };
export const radioWidget: Widget = { name: 'radio', kinds: ['radio', 'button-group'], set: setRadio };
export const tickGroupWidget: Widget = { name: 'tick-group', kinds: ['checkbox-group'], set: setMany };
