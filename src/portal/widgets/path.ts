/** Values with levels: columns that lead on, trees that unfold, selects that fill each other. */
import { isSelect, visible } from '../in-page/dom.ts';
import { leave, press } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { buttonIn } from '../in-page/layers.ts';
import { closePanel, expanderOf, openPanel, type Panel } from '../in-page/panel.ts';
import { eachRow, rowsOf, rowsStill, textsOf, type Row } from '../in-page/rows.ts';
import { shownBy, shownOf } from '../in-page/shown.ts';
import { nextFrame, nextTask, until } from '../in-page/waiting.ts';
import { tidy } from '../in-page/words.ts';
import { showsValue } from '../shown-equals.ts';
import { setNative } from './choose-native.ts';
import { pickInWheels } from './wheels.ts';
import { asText, listing, type Task, type Widget } from './widget.ts';

/** The words themselves: what a person aims at in a wide row. */
function wordsOf(row: Row): HTMLElement {
  const walker = row.el.ownerDocument.createTreeWalker(row.el, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (
      tidy(node.textContent ?? '').replace(/^[▸▹▶►▷▾▿▼▽⊞⊟＋－+−-]$/, '') !== '' &&
      node.parentElement !== null
    )
      return node.parentElement;
  return row.el;
}

/** Rows of the column right of `after` (the first column for null); a panel that shows one level at a time gives that level. */
function columnAfter(panel: HTMLElement, after: Row | null): Row[] {
  const rows = rowsOf(panel);
  if (after === null) {
    const left = Math.min(...rows.map((r) => r.el.getBoundingClientRect().left));
    return rows.filter((r) => r.el.getBoundingClientRect().left < left + 12);
  }
  if (!after.el.isConnected || !visible(after.el)) return rows;
  // A column written inside its row is that row's, on whichever side there was room for it.
  const inside = rows.filter((r) => r.item !== after.item && after.item.contains(r.item));
  if (inside.length > 0) return inside.filter((r) => !inside.some((o) => o !== r && o.item.contains(r.item)));
  const edge = after.el.getBoundingClientRect();
  const right = rows.filter((r) => r.el.getBoundingClientRect().left >= edge.right - 12);
  const next = Math.min(...right.map((r) => r.el.getBoundingClientRect().left));
  return right.filter((r) => r.el.getBoundingClientRect().left < next + 12);
}

/** Panels that show one level at a time open at the last one: back to the first by its tab. */
async function toFirstLevel(panel: HTMLElement): Promise<void> {
  const tabs = [...panel.querySelectorAll<HTMLElement>('[role=tab]')].filter((t) => visible(t));
  const [first] = tabs;
  if (first === undefined || tabs.length < 2 || first.getAttribute('aria-selected') === 'true') return;
  const before = rowsOf(panel)[0]?.el;
  press(first);
  await until(() => rowsOf(panel)[0]?.el !== before, 500);
  await rowsStill(panel, 40, 1000);
}

async function throughColumns(panel: HTMLElement, path: string[], limit: number): Promise<string | null> {
  await toFirstLevel(panel);
  let last: Row | null = null;
  for (const [level, text] of path.entries()) {
    const from: Row | null = last;
    const look = (): Row[] => columnAfter(panel, from).filter((r) => r.text === tidy(text));
    let hits = look();
    if (hits.length === 0 && from !== null) {
      // The mouse coming over it unfolded the row, and the click folded it up again.
      const folded = (): boolean =>
        from.item.getAttribute('aria-expanded') === 'false' && columnAfter(panel, from).length === 0;
      await until(() => look().length > 0, folded() ? 120 : 400);
      if (look().length === 0 && folded()) press(wordsOf(from));
      await until(() => look().length > 0, 400);
      hits = look();
      if (hits.length === 0) {
        await askHost({ do: 'idle', limit });
        if ((await until(() => look().length > 0, 300)) === null && folded()) press(wordsOf(from));
        await until(() => look().length > 0, 300);
        hits = look();
      }
    }
    await rowsStill(panel, 20, 1500);
    hits = look();
    const [row] = hits;
    const where = level === 0 ? '第一级' : `“${path.slice(0, level).join(' / ')}”下`;
    if (row === undefined)
      return `${where}没有“${text}”。${listing(columnAfter(panel, from).map((r) => r.text))}`;
    if (hits.length > 1) return `${where}有 ${String(hits.length)} 个“${text}”，无法确定是哪一个`;
    if (row.disabled) return `“${text}”不能选`;
    row.el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    press(level === path.length - 1 ? (tickIn(row) ?? wordsOf(row)) : wordsOf(row));
    await nextTask();
    last = row;
  }
  return null;
}

/** Tick box or radio of a row that is chosen by it. */
function tickIn(row: Row): HTMLElement | null {
  const box = row.item.querySelector<HTMLElement>(
    'input[type=checkbox], input[type=radio], [class*=checkbox i], [class*=radio i]',
  );
  if (box === null) return null;
  const face = box.closest<HTMLElement>('label, [class*=checkbox i], [class*=radio i]') ?? box;
  return visible(face) ? face : null;
}

interface Found {
  row: Row | null;
  count: number;
  below: string[];
}

/** Finds a row whose ancestors, by indentation, end with the path; counts how many there are and lists its children. */
async function locate(panel: HTMLElement, path: string[], keep: boolean): Promise<Found> {
  const stack: { text: string; left: number }[] = [];
  const found: Found = { row: null, count: 0, below: [] };
  const parents = path.slice(0, -1);
  const tail = (n: string[]): boolean =>
    n.length === 0 || n.every((t, i) => stack[stack.length - n.length + i]?.text === tidy(t));
  await eachRow(panel, (row) => {
    while (stack.length > 0 && (stack.at(-1)?.left ?? 0) >= row.left - 3) stack.pop();
    if (tail(parents) && stack.length >= parents.length && (parents.length > 0 || stack.length <= 1)) {
      if (row.text === tidy(path.at(-1) ?? '')) {
        found.count += 1;
        found.row ??= row;
      }
      if (found.below.length < 60 && (parents.length === 0 ? stack.length === 0 : true))
        found.below.push(row.text);
    }
    stack.push({ text: row.text, left: row.left });
    return keep && found.row === row;
  });
  return found;
}

async function throughTree(panel: HTMLElement, path: string[], limit: number): Promise<string | null> {
  for (let level = 1; level <= path.length; level += 1) {
    const sub = path.slice(0, level);
    let at = await locate(panel, sub, false);
    if (at.row === null) {
      const opened =
        level === 1 ? await unfoldRoots(panel) : await unfold(panel, path.slice(0, level - 1), limit, sub);
      if (opened) at = await locate(panel, sub, false);
    }
    if (at.row === null) {
      await askHost({ do: 'idle', limit });
      await rowsStill(panel, 60, 1500);
      at = await locate(panel, sub, false);
    }
    if (at.count > 1) {
      // Rows on their way to their place are met twice.
      await rowsStill(panel, 120, 2000);
      at = await locate(panel, sub, false);
    }
    const where = level === 1 ? '' : `“${path.slice(0, level - 1).join(' / ')}”下`;
    if (at.row === null) return `${where}没有“${sub.at(-1) ?? ''}”。${listing(at.below)}`;
    if (at.count > 1) return `${where}有 ${String(at.count)} 个“${sub.at(-1) ?? ''}”，请给出完整的路径`;
  }
  const leaf = (await locate(panel, path, true)).row;
  if (leaf === null) return `“${path.join(' / ')}”不在列表里`;
  if (leaf.disabled) return `“${path.at(-1) ?? ''}”不能选`;
  leaf.el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  await nextFrame();
  const now = (await locate(panel, path, true)).row ?? leaf;
  press(wordsOf(now));
  await nextTask();
  return null;
}

/** Opens one branch by its mark, or by its words when it has none, and waits until it stands still. */
async function unfold(panel: HTMLElement, path: string[], limit: number, child: string[]): Promise<boolean> {
  const { row } = await locate(panel, path, true);
  if (row === null) return false;
  row.el.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const mark = expanderOf(row.el, row.item, row.left);
  const before = rowsOf(panel).length;
  press(mark ?? wordsOf(row));
  const more = await until(() => rowsOf(panel).length !== before, 400);
  if (more === null) {
    await askHost({ do: 'idle', limit });
    await until(() => rowsOf(panel).length !== before, 300);
  }
  await rowsStill(panel, 60, 2000);
  return (await locate(panel, child, false)).row !== null;
}

/** A tree under one root that the path does not name. */
async function unfoldRoots(panel: HTMLElement): Promise<boolean> {
  const rows = rowsOf(panel);
  if (rows.length === 0 || rows.length > 3) return false;
  for (const row of rows) {
    const mark = expanderOf(row.el, row.item, row.left);
    if (mark === null) continue;
    press(mark);
    await until(() => rowsOf(panel).length > rows.length, 600);
    await rowsStill(panel, 60, 2000);
  }
  return true;
}

/** Chooses a path in what has opened; presses 确定 where the panel has one. */
export async function pathInPanel(panel: Panel, path: string[], task: Task): Promise<string | null> {
  const done = (): boolean => showsValue(task.field.kind, path, shownOf(task.field));
  let reason: string | null;
  if (panel.shape === 'tree') reason = await throughTree(panel.el, path, task.limit);
  else reason = await throughColumns(panel.el, path, task.limit);
  if (reason !== null) return reason;
  await until(() => done() || !visible(panel.el), 200);
  if (visible(panel.el) && !done()) {
    const button = buttonIn(panel.el, /^(确定|确认|完成|ok)$/i);
    if (button !== null) press(button);
    await nextFrame();
  }
  return null;
}

function levels(task: Task): string[] {
  if (Array.isArray(task.value)) return task.value;
  const text = asText(task.value);
  return text.includes(' / ') ? text.split(' / ') : text.includes('/') ? text.split('/') : [text];
}

async function setPath(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const path = levels(task).map(tidy);
  const panel = await openPanel(c, task.attempt > 1 ? 2500 : 900, task.attempt > 1);
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开选择面板';
  const offered = panel.shape === 'list' ? await textsOf(panel.el) : [];
  let reason: string | null;
  if (panel.shape === 'list' && path.length === 1 && !offered.includes(path[0] ?? ''))
    reason = `列表里没有“${path[0] ?? ''}”。${listing(offered)}`;
  else if (panel.shape === 'wheels') reason = await pickInWheels(panel, path, task.limit);
  else reason = await pathInPanel(panel, path, task);
  if (reason === null) await until(() => showsValue(f.kind, path, shownOf(f)), 400);
  if (visible(panel.el)) await closePanel(c, panel);
  else leave(c.el);
  if (reason !== null) return reason;
  return (await until(() => showsValue(f.kind, path, shownOf(f)), 600)) !== null
    ? null
    : `选择“${path.join(' / ')}”后门户显示“${shownBy(c)}”`;
}

/** One select after the other; each waits for the list that the one before brings. */
async function setLinked(task: Task): Promise<string | null> {
  const path = levels(task).map(tidy);
  let { controls } = task.field;
  if (path.length > controls.length)
    return `路径有 ${String(path.length)} 级，门户只有 ${String(controls.length)} 个下拉框`;
  const before = controls.map((c) => shownBy(c));
  const apply = async (values: string[]): Promise<string | null> => {
    for (const [i, text] of values.entries()) {
      if (controls.some((x) => !x.face.isConnected)) controls = task.refresh()?.controls ?? controls;
      const c = controls[i];
      if (c === undefined || (shownBy(c) === text && text !== '')) continue;
      if (isSelect(c.el) && c.face === c.el) {
        const reason = await setNative(c.el, [text], task.limit);
        if (reason !== null) return i === 0 ? reason : `“${values.slice(0, i).join(' / ')}”下${reason}`;
      } else {
        if (i > 0 && isSelect(c.el))
          await until(() => isSelect(c.el) && [...c.el.options].some((o) => tidy(o.text) === text), 400);
        const panel = await openPanel(c, 1200);
        if (panel === null) return `点不开第 ${String(i + 1)} 个下拉框`;
        await until(() => rowsOf(panel.el).some((r) => r.text === text), 600);
        const hits = rowsOf(panel.el).filter((r) => r.text === text);
        const reason =
          hits.length === 1
            ? null
            : hits.length > 1
              ? `有 ${String(hits.length)} 个“${text}”`
              : `没有“${text}”。${listing(await textsOf(panel.el))}`;
        if (reason === null && hits[0] !== undefined) press(hits[0].el);
        await nextTask();
        await closePanel(c, panel);
        if (reason !== null) return reason;
      }
      await nextFrame();
    }
    return null;
  };
  const reason = await apply(path);
  if (reason !== null) await apply(before.filter((t) => t !== ''));
  if (
    reason !== null &&
    before.every((t) => t === '') &&
    controls[0] !== undefined &&
    isSelect(controls[0].el)
  )
    await setNative(controls[0].el, [''], 0);
  return reason;
}

export const pathWidget: Widget = { name: 'path', kinds: ['cascader', 'tree-select'], set: setPath };
export const linkedWidget: Widget = { name: 'linked', kinds: ['linked-selects'], set: setLinked };
