/** One or several of a list: native, drawn, searchable, remote; and free text with suggestions. */
import type { Control } from '../in-page/controls.ts';
import { classOf, isInput, isSelect, viewOf, visible, within } from '../in-page/dom.ts';
import { leave, press, typeOver } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { closePanel, openByTyping, openPanel, type Panel } from '../in-page/panel.ts';
import {
  eachRow,
  matches,
  noteOf,
  rowsOf,
  rowsStill,
  scrollerOf,
  textsOf,
  wantsSearch,
  type Row,
} from '../in-page/rows.ts';
import { isReadOnly, shownBy, shownMany, shownOf } from '../in-page/shown.ts';
import { nextFrame, nextTask, standsStill, until } from '../in-page/waiting.ts';
import { aimIn, tidy } from '../in-page/words.ts';
import { showsValue } from '../shown-equals.ts';
import { setNative } from './choose-native.ts';
import { inPickerPanel } from './picker.ts';
import { pathInPanel } from './path.ts';
import { setTransfer } from './transfer.ts';
import { pickInWheels } from './wheels.ts';
import { asText, listing, type Task, type Widget } from './widget.ts';

/** Where a search for this list is typed: the control itself or an input in the panel. */
function searchInput(c: Control, panel: Panel): HTMLInputElement | null {
  const inside = [...panel.el.querySelectorAll<HTMLInputElement>('input')].find(
    (i) => /^(text|search|)$/.test(i.type) && visible(i, false) && !i.readOnly,
  );
  if (inside !== undefined) return inside;
  return ownInput(c);
}

/** The control's own input, if text can be typed into it. */
function ownInput(c: Control): HTMLInputElement | null {
  if (isInput(c.el) && !c.el.readOnly && !c.el.disabled) return c.el;
  const own = [...c.frame.querySelectorAll('input')].find(
    (i) =>
      i.type !== 'hidden' &&
      !i.readOnly &&
      !i.disabled &&
      // Kept for the form's sake: out of reach of mouse and keyboard.
      !(i.tabIndex < 0 && i.getAttribute('aria-hidden') === 'true'),
  );
  return own ?? null;
}

export async function findRow(
  panel: HTMLElement,
  text: string,
): Promise<{ row: Row | null; twice: boolean }> {
  const row = await eachRow(panel, (r) => matches(r, text));
  if (row === null) return { row, twice: false };
  const all = rowsOf(panel).filter((r) => r.text === row.text);
  return { row, twice: all.length > 1 };
}

/** Types the search and waits for the list that belongs to it. */
async function search(
  input: HTMLInputElement,
  panel: Panel,
  text: string,
  limit: number,
): Promise<Row | null> {
  await typeOver(input, text);
  const hit = (): Row | null => rowsOf(panel.el).find((r) => matches(r, text)) ?? null;
  const quick = await until(hit, 350);
  if (quick !== null) {
    await rowsStill(panel.el, 40, 1500);
    return hit();
  }
  await askHost({ do: 'idle', limit });
  await until(() => hit() !== null || (noteOf(panel.el) !== 'loading' && rowsOf(panel.el).length > 0), 400);
  if (noteOf(panel.el) === 'loading') await until(() => noteOf(panel.el) !== 'loading', limit);
  // A search may be sent only a while after the last letter.
  if (rowsOf(panel.el).length === 0) {
    await askHost({ do: 'idle', limit });
    await until(() => hit() !== null, 400);
  }
  await rowsStill(panel.el, 60, 1500);
  return (await findRow(panel.el, text)).row;
}

/** Picks in an open list; leaves the panel to the caller. */
async function pickIn(task: Task, c: Control, panel: Panel, text: string): Promise<string | null> {
  if (panel.shape === 'empty' || noteOf(panel.el) === 'loading')
    await until(() => rowsOf(panel.el).length > 0, noteOf(panel.el) === 'loading' ? task.limit : 250);
  const input = searchInput(c, panel);
  // A long list with a search is not leafed through.
  const searched = input !== null && wantsSearch(panel.el, text);
  let { row, twice } = searched ? { row: null, twice: false } : await findRow(panel.el, text);
  let offered = row === null && !searched ? await textsOf(panel.el) : [];
  if (row === null && input !== null) {
    row = await search(input, panel, text, task.limit);
    if (row !== null) twice = rowsOf(panel.el).filter((r) => r.text === row?.text).length > 1;
    else if (searched) {
      await typeOver(input, '');
      await rowsStill(panel.el);
      ({ row, twice } = await findRow(panel.el, text));
      offered = await textsOf(panel.el);
    }
  } else if (row === null) {
    await askHost({ do: 'idle', limit: task.limit });
    await rowsStill(panel.el, 60, 1500);
    ({ row, twice } = await findRow(panel.el, text));
  }
  if (row === null) {
    const reason = `列表里没有“${text}”。${listing(offered.length > 0 ? offered : await textsOf(panel.el))}`;
    // A list that keeps what was searched would open with nothing in it the next time.
    if (input !== null && input !== c.el && input.value !== '' && within(input, panel.el))
      await typeOver(input, '');
    return reason;
  }
  if (twice) return `列表里有几个“${text}”，无法确定是哪一个`;
  if (row.disabled) return `选项“${text}”不能选`;
  row.el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  if (scrollerOf(panel.el, [row]) !== null) await nextFrame();
  // A list that is still unfolding may keep the mouse out, or draws its rows anew where they come to stand.
  const standing = (): HTMLElement | null => {
    const el = row.el.isConnected
      ? row.el
      : (rowsOf(panel.el).find((r) => matches(r, text) && !r.disabled)?.el ?? null);
    return el !== null && viewOf(el).getComputedStyle(el).pointerEvents !== 'none' ? el : null;
  };
  press(aimIn((await until(standing, 800)) ?? row.el));
  await nextTask();
  return null;
}

/** Opens what lists only what is searched for: by typing at once, or as soon as a click has made it take typing. */
async function openSearched(c: Control, text: string, limit: number): Promise<Panel | null> {
  const typed = ownInput(c);
  if (typed !== null) return openByTyping(c, typed, text, limit);
  const panel = await openPanel(c, 120, false, null, false);
  const input = panel === null ? ownInput(c) : null;
  return input === null ? panel : openByTyping(c, input, text, limit);
}

export async function setOne(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const text = asText(task.value);
  if (isSelect(c.el) && c.face === c.el) {
    // Group and option: the same words may stand in several groups.
    if (Array.isArray(task.value) && task.value.length === 2)
      return setNative(c.el, [task.value[1] ?? ''], task.limit, task.value[0] ?? null);
    return setNative(
      c.el,
      [Array.isArray(task.value) && task.value.length === 1 ? (task.value[0] ?? '') : text],
      task.limit,
    );
  }
  if (text === '') return clearDrawn(c);
  let panel = f.remote ? await openSearched(c, text, task.limit) : null;
  panel ??= await openPanel(c, task.attempt > 1 ? 2500 : 900, task.attempt > 1);
  if (panel === null) {
    if (task.attempt === 1) return 'again';
    return isReadOnly(c) ? '点不开下拉列表' : typedChoice(task, c, text);
  }
  let reason: string | null;
  const path = Array.isArray(task.value) ? task.value : [text];
  const offered = panel.shape === 'list' && path.length > 1 ? await textsOf(panel.el) : [];
  const unknown = path.filter((t) => !offered.includes(t));
  // One of a group that heads it: the group itself cannot be chosen.
  const grouped = path.length === 2 && unknown.length === 1 && unknown[0] === path[0];
  if (offered.length > 0 && unknown.length > 0 && !grouped && searchInput(c, panel) === null)
    reason = `列表里没有“${unknown.join('”、“')}”。${listing(offered)}`;
  else if (offered.length > 0 && !grouped) {
    reason = await pickSeveral(task, c, panel, path);
    // The first was taken before the list showed that it takes no second.
    if (reason !== null) await giveBack(task, c);
  } else if (panel.shape === 'wheels') reason = await pickInWheels(panel, path, task.limit);
  else if (panel.shape === 'tree' || panel.shape === 'columns' || path.length > 1)
    reason = await pathInPanel(panel, path, task);
  else if (panel.shape === 'dialog') reason = (await inPickerPanel(panel, path, task))?.reason ?? null;
  else reason = await pickIn(task, c, panel, text);
  const shown = await until(() => showsValue(f.kind, task.value, shownOf(f)), reason === null ? 400 : 0);
  await settle(c, panel, reason !== null);
  if (reason !== null) return reason;
  return shown !== null || (await until(() => showsValue(f.kind, task.value, shownOf(f)), 400)) !== null
    ? null
    : `选择“${text}”后门户显示“${shownBy(c)}”`;
}

/** What was chosen before, chosen again; nothing where nothing was. */
async function giveBack(task: Task, c: Control): Promise<void> {
  const { before } = task;
  if (showsValue(task.field.kind, before ?? '', shownOf(task.field))) return;
  if (typeof before !== 'string' || before === '') {
    await clearDrawn(c);
    return;
  }
  const panel = await openPanel(c, 900);
  if (panel !== null) await pickIn(task, c, panel, before);
}

/** A list that stays open after a choice and adds the next to it: it takes several, though nothing said so. */
async function pickSeveral(task: Task, c: Control, panel: Panel, texts: string[]): Promise<string | null> {
  for (const [i, text] of texts.entries()) {
    if (!visible(panel.el)) return '这个列表只能选一项';
    const before = shownMany(c, task.field.options);
    if (i > 0 || !before.includes(text)) {
      const failed = await pickIn(task, c, panel, text);
      if (failed !== null) return failed;
      const added = (): boolean => shownMany(c, task.field.options).length > (i === 0 ? 0 : before.length);
      if ((await until(added, 400)) === null) return '这个列表只能选一项';
    }
  }
  task.field.kind = 'multi-select';
  return null;
}

/** Waits for the panel to go by itself, else puts it away; a search that found nothing is taken back. */
async function settle(c: Control, panel: Panel, failed: boolean): Promise<void> {
  if (failed && isInput(c.el) && !c.el.readOnly && c.el.value !== '' && c.frame !== c.el)
    await typeOver(c.el, '');
  if (!failed && (await until(() => !visible(panel.el), 60)) !== null) {
    leave(c.el);
    return;
  }
  await closePanel(c, panel);
}

/** No list can be opened, but text can be typed: shown and kept is all that can be asked. */
async function typedChoice(task: Task, c: Control, text: string): Promise<string | null> {
  if (!isInput(c.el)) return '点不开下拉列表';
  // Typed into a list that is searched, text is a search: some leave it standing for a while, none keep it.
  if (task.field.remote || c.el.getAttribute('role') === 'combobox') {
    if (c.el.value !== '') await typeOver(c.el, '');
    leave(c.el);
    return `搜索“${text}”没有列出可选的项`;
  }
  const before = c.el.value;
  await typeOver(c.el, text);
  leave(c.el);
  await standsStill(() => shownBy(c), 250, 1500);
  if (showsValue(task.field.kind, text, shownOf(task.field))) return null;
  await typeOver(c.el, before);
  leave(c.el);
  return `点不开下拉列表，填入的“${text}”也没有留下`;
}

async function clearDrawn(c: Control): Promise<string | null> {
  const cross = [...c.frame.querySelectorAll<HTMLElement>('[class*=clear i]')].find(
    (e) => e.getBoundingClientRect().width > 0,
  );
  if (cross !== undefined) press(cross);
  else if (isInput(c.el) && !c.el.readOnly) {
    await typeOver(c.el, '');
    leave(c.el);
  } else return '这个下拉框不能清空';
  await nextTask();
  return null;
}

/** Takes one of several away: by the cross on its tag, else by its row in the list. */
export async function takeAway(
  task: Task,
  c: Control,
  panel: Panel | null,
  text: string,
): Promise<string | null> {
  for (const tag of c.frame.querySelectorAll<HTMLElement>('*')) {
    if (
      tidy(tag.textContent)
        .replace(/[×✕✖xX]$/, '')
        .trim() !== text ||
      !visible(tag)
    )
      continue;
    const cross = [...tag.querySelectorAll<HTMLElement>('*')].find(
      (e) =>
        visible(e) &&
        (/close|remove|delete|destroy/i.test(classOf(e)) || /^[×✕✖]$/.test(tidy(e.textContent))),
    );
    if (cross === undefined) continue;
    press(cross);
    await nextTask();
    return null;
  }
  return panel === null ? `“${text}”不能取消选择` : pickIn(task, c, panel, text);
}

/** Which of the texts the list does not offer, neither as it stands nor when searched for. */
async function notFound(task: Task, c: Control, panel: Panel, texts: string[]): Promise<string[]> {
  const input = searchInput(c, panel);
  if (input === null || texts.length === 0) return texts;
  const missing: string[] = [];
  for (const text of texts) if ((await search(input, panel, text, task.limit)) === null) missing.push(text);
  await typeOver(input, '');
  await rowsStill(panel.el);
  return missing;
}

/** Several: each row of the open list clicked until exactly the asked ones are chosen. */
async function setMany(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (f.controls.length > 1) return setTransfer(task);
  if (c === undefined) return '字段不在页面上了';
  const asked = Array.isArray(task.value) ? task.value : [asText(task.value)].filter((t) => t !== '');
  if (isSelect(c.el) && c.face === c.el) return setNative(c.el, asked, task.limit);
  const before = shownMany(c, task.field.options);
  let panel = await openPanel(c, task.attempt > 1 ? 2500 : 900, task.attempt > 1);
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开下拉列表';
  const offered = await textsOf(panel.el);
  const missing = asked.filter((a) => !offered.includes(a) && !before.includes(a));
  // All of them are looked for before the first is taken: a list that hides what is chosen cannot give it back.
  const unknown = await notFound(task, c, panel, missing);
  let reason = unknown.length > 0 ? `列表里没有“${unknown.join('”、“')}”。${listing(offered)}` : null;
  const apply = async (goal: string[]): Promise<string | null> => {
    const now = shownMany(c, task.field.options);
    for (const text of [...now.filter((t) => !goal.includes(t)), ...goal.filter((t) => !now.includes(t))]) {
      // Some close after every choice, and some list no more what is chosen.
      if (panel === null || !visible(panel.el)) panel = await openPanel(c, 900);
      const failed = goal.includes(text)
        ? panel === null
          ? '下拉列表关上后点不开'
          : await pickIn(task, c, panel, text)
        : await takeAway(task, c, panel, text);
      if (failed !== null) return failed;
      await until(() => shownMany(c, task.field.options).includes(text) === goal.includes(text), 300);
    }
    return null;
  };
  if (reason === null) {
    reason = await apply(asked);
    if (reason !== null && JSON.stringify(shownMany(c, task.field.options)) !== JSON.stringify(before))
      await apply(before);
  }
  await closePanel(c, panel);
  return reason;
}

export const chooseWidget: Widget = { name: 'choose', kinds: ['select'], set: setOne };
export const multiWidget: Widget = { name: 'multi', kinds: ['multi-select'], set: setMany };
