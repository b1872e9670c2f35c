/** Choosing a record in a dialog, layer, frame or pop-up window with its own search and pages. */
import type { Control } from '../in-page/controls.ts';
import { isInput, parentOf, visible } from '../in-page/dom.ts';
import { leave, press, typeOver } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { buttonIn, closerIn } from '../in-page/layers.ts';
import { expanderOf, openPanel, type Panel } from '../in-page/panel.ts';
import { rowsOf } from '../in-page/rows.ts';
import { isReadOnly, shownBy, shownOf } from '../in-page/shown.ts';
import { until } from '../in-page/waiting.ts';
import { tidy } from '../in-page/words.ts';
import { showsValue } from '../shown-equals.ts';
import { pathInPanel } from './path.ts';
import { choosing, contentOf, entries, fits, pickRecord, type NotPicked } from './records.ts';
import { asText, type Task, type Widget } from './widget.ts';

/** Button beside the field that opens the picker, by its words or its glass. */
export function pickerButton(c: Control): HTMLElement | null {
  const near: HTMLElement[] = [];
  for (let at: HTMLElement | null = c.face, n = 0; at !== null && n < 4; at = parentOf(at), n += 1) {
    if (
      n > 0 &&
      at.querySelectorAll('input:not([type=hidden]):not([type=button]), select, textarea').length > 1
    )
      break;
    if (n > 0)
      near.push(
        ...at.querySelectorAll<HTMLElement>('button, a, input[type=button], [role=button], [onclick], img'),
      );
    if (/^(td|tr|form|body)$/.test(at.localName) && n > 0) break;
  }
  const words = (b: HTMLElement): string =>
    tidy(
      isInput(b) ? b.value : `${b.innerText}${b.getAttribute('title') ?? ''}${b.getAttribute('alt') ?? ''}`,
    );
  const fits = near.filter((b) => b !== c.face && b !== c.el && visible(b) && choosing.test(words(b)));
  if (fits[0] !== undefined) return fits[0];
  if (!isReadOnly(c)) return null;
  return (
    near.find(
      (b) =>
        b !== c.face &&
        visible(b) &&
        b.hasAttribute('onclick') &&
        b.getBoundingClientRect().width < 60 &&
        words(b) === '',
    ) ?? null
  );
}

/** A picker that opened over the page: records, or a tree when the value is a path. */
export async function inPickerPanel(panel: Panel, path: string[], task: Task): Promise<NotPicked | null> {
  const gone = (): boolean => !panel.el.isConnected || !visible(panel.el);
  await until(
    () =>
      contentOf(panel.el).querySelector('tr, li, [role=treeitem]') !== null ||
      rowsOf(contentOf(panel.el)).length > 0,
    task.limit,
  );
  const content = contentOf(panel.el);
  const rows = rowsOf(content);
  const unfolds =
    rows.some((r) => expanderOf(r.el, r.item, r.left) !== null) ||
    (path.length > 1 && rows.some((r) => r.text === path[0]));
  const tree = unfolds && entries(content).every((e) => !fits(e, path));
  const failed = tree
    ? asNotPicked(await pathInPanel({ el: content, shape: 'tree' }, path, task))
    : await pickRecord(panel.el, path, task.limit, gone);
  if (failed === null && !gone()) {
    const ok = buttonIn(panel.el, /^(确定|确认|完成|ok)$/i) ?? buttonIn(content, /^(确定|确认|选择|完成)$/);
    if (
      ok !== null &&
      (await until(() => gone() || showsValue(task.field.kind, path, shownOf(task.field)), 150)) === null
    )
      press(ok);
    await until(gone, 600);
  }
  if (!gone()) {
    const closer = closerIn(panel.el) ?? closerIn(content);
    if (closer !== null) press(closer);
    if ((await until(gone, 800)) === null) return failed ?? { missing: false, reason: '选择窗口没有关闭' };
  }
  return failed;
}

function asNotPicked(reason: string | null): NotPicked | null {
  return reason === null ? null : { reason, missing: false };
}

/** Free text with a picker for help: nothing beside it that only the picker could fill. */
function takesText(c: Control): boolean {
  if (!isInput(c.el) || isReadOnly(c)) return false;
  const holder = c.frame.closest('td, dd, li, [class*=control i], [class*=item i]') ?? c.frame.parentElement;
  return holder?.querySelector('input[type=hidden]') === null;
}

async function setPicker(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const path = (Array.isArray(task.value) ? task.value : [asText(task.value)]).map(tidy);
  // The real mouse: a browser lets a page open a window only for a person's own click.
  const panel = await openPanel(c, task.attempt > 1 ? 3000 : 500, true, pickerButton(c));
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开选择窗口';
  let failed: NotPicked | null;
  if (panel.shape === 'popup') {
    const answer = await askHost({ do: 'pick-in-popup', value: path });
    failed = answer.ok
      ? null
      : { reason: answer.reason ?? '弹出窗口里没有选成', missing: answer.missing === true };
  } else if (panel.shape === 'dialog' || panel.shape === 'empty')
    failed = await inPickerPanel(panel, path, task);
  else failed = asNotPicked(await pathInPanel(panel, path, task));
  leave(c.el);
  if (failed?.missing === true && path.length === 1 && takesText(c) && isInput(c.el)) {
    await typeOver(c.el, path[0] ?? '');
    leave(c.el);
    failed = null;
  }
  if (failed !== null) return failed.reason;
  const shows = (): boolean =>
    showsValue('picker', path.at(-1) ?? '', shownOf(f)) || showsValue('cascader', path, shownOf(f));
  return (await until(shows, 1000)) !== null ? null : `选择“${path.join(' / ')}”后门户显示“${shownBy(c)}”`;
}

export const pickerWidget: Widget = { name: 'picker', kinds: ['picker'], set: setPicker };
