/** Free text with suggestions. */
import type { Control } from '../in-page/controls.ts';
import { isInput, visible } from '../in-page/dom.ts';
import { press, typeOver } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { Watch } from '../in-page/layers.ts';
import { closePanel, type Panel } from '../in-page/panel.ts';
import { matches, rowsOf, type Row } from '../in-page/rows.ts';
import { shownMany, shownOf } from '../in-page/shown.ts';
import { nextTask, standsStill, until } from '../in-page/waiting.ts';
import { aimIn } from '../in-page/words.ts';
import { showsValue } from '../shown-equals.ts';
import { setOne, takeAway } from './choose.ts';
import { asText, type Task, type Widget } from './widget.ts';

/** Several where one was expected: each typed and chosen; a tag for each shows that the line takes several. */
async function setSeveral(task: Task, c: Control, texts: string[]): Promise<string | null> {
  const before = shownMany(c);
  const missing = texts.filter((t) => !before.includes(t));
  let reason: string | null = null;
  for (const text of missing) {
    const had = shownMany(c);
    reason = await setSuggested({ ...task, value: text });
    const added = (): boolean => shownMany(c).length === had.length + 1 && shownMany(c).includes(text);
    if ((await until(added, 300)) !== null) {
      reason = null;
      continue;
    }
    reason ??= `“${texts.join('、')}”不止一项，这里只能填一项`;
    break;
  }
  const goal = reason === null ? texts : before;
  for (const text of shownMany(c).filter((t) => !goal.includes(t)))
    reason = (await takeAway(task, c, null, text)) ?? reason;
  if (reason === null) task.field.kind = 'multi-select';
  return reason;
}

/** Types, then takes the suggestion with exactly this text; free text stays where the control lets it stay. */
async function setSuggested(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined || !isInput(c.el)) return setOne(task);
  if (Array.isArray(task.value) && task.value.length > 1) return setSeveral(task, c, task.value);
  const text = asText(task.value);
  const limit = c.el.maxLength;
  if (limit >= 0 && text.length > limit)
    return `“${text}”有 ${String(text.length)} 个字，门户最多收 ${String(limit)} 个字`;
  const before = c.el.value;
  const watch = new Watch((el) => el === c.el);
  let panel: Panel | null = null;
  const found: { row: Row | null } = { row: null };
  try {
    const { answered = 0 } = f.remote ? await askHost({ do: 'answered' }) : {};
    await typeOver(c.el, text);
    const look = (): boolean => {
      for (const el of [pointedBy(c), ...watch.opened()]) {
        if (el === null || !visible(el) || !standsAt(el, c)) continue;
        panel = { el, shape: 'list' };
        found.row = rowsOf(el).find((r) => matches(r, text) && !r.disabled) ?? null;
        if (found.row !== null) return true;
      }
      return false;
    };
    // The browser's own suggestions are drawn by nobody in the page, and are only a help.
    if (c.el.list === null && (await until(look, 350)) === null) {
      const after = await askHost({ do: 'idle', limit: task.limit });
      // Nothing was asked of the portal so far: it may be about to.
      const late = await until(look, f.remote && (after.answered ?? 0) <= answered ? 500 : 60);
      if (late === null && f.remote) {
        await askHost({ do: 'idle', limit: task.limit });
        await until(look, 100);
      }
    }
  } finally {
    watch.stop();
  }
  if (found.row !== null) {
    press(aimIn(found.row.el));
    await nextTask();
  }
  await closePanel(c, panel);
  // What was typed and not chosen may be taken back a little after the control is left.
  if (found.row === null && c.el.getAttribute('role') === 'combobox')
    await standsStill(() => (c.el as HTMLInputElement).value, 150, 600);
  const kept = (): boolean =>
    c.el.isConnected &&
    ((c.el as HTMLInputElement).value === text ||
      (found.row !== null && showsValue(f.kind, text, shownOf(f))));
  if ((await until(kept, 300)) !== null) return null;
  const shown = c.el.value;
  await typeOver(c.el, before);
  await closePanel(c, panel);
  return `填入“${text}”后门户显示“${shown}”`;
}

/** The list that the control says is its own. */
function pointedBy(c: Control): HTMLElement | null {
  const pointed = c.el.getAttribute('aria-controls') ?? c.el.getAttribute('aria-owns');
  return pointed === null || pointed === '' ? null : c.el.ownerDocument.getElementById(pointed);
}

/** Right below or above the control: another control's late list does not count. */
function standsAt(el: HTMLElement, c: Control): boolean {
  if (el === pointedBy(c)) return true;
  const r = c.face.getBoundingClientRect();
  const b = el.getBoundingClientRect();
  const near =
    Math.abs(b.top - r.bottom) < 40 ||
    Math.abs(b.bottom - r.top) < 40 ||
    (b.top <= r.bottom && b.bottom >= r.top);
  return near && b.left < r.right && b.right > r.left;
}

export const suggestWidget: Widget = { name: 'suggest', kinds: ['autocomplete'], set: setSuggested };
