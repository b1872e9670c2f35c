/** Typed text: lines, areas, numbers with steppers, masks. */
import type { Control } from '../in-page/controls.ts';
import { isInput } from '../in-page/dom.ts';
import {
  editText,
  intoView,
  focusOn,
  leave,
  pressBeside,
  typeOver,
  type TextControl,
  assign,
} from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { Watch } from '../in-page/layers.ts';
import { placesIn } from '../in-page/sections.ts';
import { shownOf } from '../in-page/shown.ts';
import { nextFrame, nextTask, until } from '../in-page/waiting.ts';
import { isRealDay, showsValue } from '../shown-equals.ts';
import { typePlaces } from './places.ts';
import { asText, type Task, type Widget } from './widget.ts';

async function setText(task: Task): Promise<string | null> {
  const c = task.field.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const text = asText(task.value);
  if (c.type === 'area' && !('value' in c.el)) return setEditable(c.el, text);
  if (placesIn(c.el).length > 0) {
    await typePlaces(c, text);
    return null;
  }
  const el = c.el as TextControl;
  const limit = el.maxLength;
  if (limit >= 0 && text.length > limit)
    return `“${text}”有 ${String(text.length)} 个字，门户最多收 ${String(limit)} 个字`;
  // A masked line takes any digits; what a page makes of a day that does not exist, nobody sees.
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && c.type === 'text' && !isRealDay(text))
    return `“${text}”不是真实的日期`;
  const before = typeof task.before === 'string' ? task.before : '';
  const watch = task.attempt > 1 ? null : new Watch();
  try {
    if (isInput(el) && /^(date|month|time|datetime-local|week|color|range)$/.test(el.type)) {
      focusOn(el);
      await assign(el, text);
    } else if (task.attempt > 1) {
      intoView(el);
      focusOn(el);
      await askHost({ do: 'type', text, clear: true });
    } else await typeOver(el, text);
    leave(el);
    await nextFrame();
    if (
      watch !== null &&
      watch.opened().length > 0 &&
      watch.opened().some((o) => o.querySelector('li, [role=option], td') !== null)
    )
      pressBeside(el.ownerDocument);
  } finally {
    watch?.stop();
  }
  const done = await until(() => showsValue(task.field.kind, task.value, shownOf(task.field)), 250);
  // Typed key by key, as the second time, it has been told all that a person could tell it.
  const counted = async (): Promise<boolean> =>
    task.attempt > 1 || (await until(() => !countsOther(c, text), 250)) !== null;
  if (done === true && !keptBack(c) && (await counted())) return null;
  if (done === true && task.attempt === 1) return 'again';
  if (task.attempt === 1) return 'again';
  const shown = el.value;
  await typeOver(el, before);
  leave(el);
  await nextTask();
  if (showsValue(task.field.kind, task.value, shown))
    return `“${text}”填得进去，但门户没有收下，要在它的列表里选`;
  return text.startsWith(shown) && shown !== ''
    ? `门户只收下前 ${String(shown.length)} 个字：“${shown}”`
    : `填入“${text}”后门户显示“${shown}”`;
}

/** The box around the line counts for itself, and says another number than the one that stands in it. */
function countsOther(c: Control, text: string): boolean {
  const counter = c.el.parentElement?.closest('[role=spinbutton][aria-valuenow]');
  if (!counter || counter.querySelectorAll('input:not([type=hidden])').length !== 1) return false;
  const now = counter.getAttribute('aria-valuenow') ?? '';
  return /^-?\d+(\.\d+)?$/.test(now) && /^-?\d+(\.\d+)?$/.test(text) && Number(now) !== Number(text);
}

/** The words show, but the hidden control that the page sends in their place is still empty: only a choice would fill it. */
function keptBack(c: Control): boolean {
  if (!isInput(c.el) || c.el.name !== '' || c.el.value === '') return false;
  const holder = c.frame === c.el ? c.el.parentElement : c.frame;
  const hidden = [...(holder?.querySelectorAll('input') ?? [])].filter((i) => i !== c.el);
  return (
    hidden.length === 1 && hidden[0]?.type === 'hidden' && hidden[0].name !== '' && hidden[0].value === ''
  );
}

async function setEditable(el: HTMLElement, text: string): Promise<string | null> {
  focusOn(el);
  el.ownerDocument.getSelection()?.selectAllChildren(el);
  editText(el.ownerDocument, 'insertText', text);
  await nextTask();
  leave(el);
  return null;
}

export const textWidget: Widget = {
  name: 'text',
  kinds: ['text', 'textarea', 'number', 'password', 'time', 'unknown'],
  set: setText,
};
