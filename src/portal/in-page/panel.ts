/** Opening a control, telling what opened, and putting it away. Runs in the page. */
import { dayCells, monthCells } from './cells.ts';
import type { Control } from './controls.ts';
import {
  childrenOf,
  classOf,
  drawn,
  frameLoaded,
  hitIn,
  hostNames,
  isFrame,
  isInput,
  viewOf,
  visible,
  within,
} from './dom.ts';
import { deepActive, focusOn, leave, press, pressBeside, pressForReal, typeOver } from './hands.ts';
import { askHost } from './host.ts';
import { saysItOpens, trailingIcon } from './icons.ts';
import { buttonIn, closerIn, shadeOf, Watch } from './layers.ts';
import { isListTable, yearsAndMonths, yearsInGrid } from './layouts.ts';
import { noteOf, rowsOf, rowsStill } from './rows.ts';
import { nextFrame, nextTask, until } from './waiting.ts';
import { wheelsOf } from './wheels.ts';
import { isHint, tidy } from './words.ts';

export type Shape =
  'list' | 'wheels' | 'tree' | 'columns' | 'calendar' | 'months' | 'dialog' | 'empty' | 'popup';

export interface Panel {
  el: HTMLElement;
  shape: Shape;
}

/** Drawn in a colour that can be seen. */
function hasInk(el: HTMLElement): boolean {
  return !/^rgba\(.*, 0\)$/.test(viewOf(el).getComputedStyle(el).color) || el.localName === 'img';
}

/** Icon at the right end of a row: it leads on to another column. */
function leadsOn(row: HTMLElement): boolean {
  const r = row.getBoundingClientRect();
  return [...row.querySelectorAll<HTMLElement>('i, svg, span, img, em')].some((e) => {
    if (tidy(e.textContent) !== '' && !/^[>›»▸▶→]$/.test(tidy(e.textContent))) return false;
    const b = e.getBoundingClientRect();
    // The tick of a row that is chosen, or would be.
    if (/check|tick|selected|done|\bok\b/i.test(classOf(e)) || !hasInk(e)) return false;
    return b.width > 0 && b.width < 30 && b.left > r.right - 42 && b.left > r.left + r.width / 2;
  });
}

/** Small mark left of the words that unfolds a row. */
export function expanderOf(row: HTMLElement, item: HTMLElement, left: number): HTMLElement | null {
  const before = row.previousElementSibling as HTMLElement | null;
  const around = [
    row,
    ...(row === item || row.parentElement === null ? [] : [item]),
    ...(before === null ? [] : [before]),
  ];
  for (const scope of around)
    for (const e of [
      ...(scope === before ? [before] : []),
      ...scope.querySelectorAll<HTMLElement>('i, svg, span, img, a, ins, em, div, button, use'),
    ]) {
      if (e.localName === 'use' || tidy(e.textContent).replace(/[▸▹▶►▷▾▿▼▽⊞⊟＋－+\-−]/g, '') !== '') continue;
      if (scope === item && row !== item && !row.contains(e) && e.compareDocumentPosition(row) & 2) continue;
      const b = e.getBoundingClientRect();
      const classes = `${classOf(e)} ${classOf(e.parentElement ?? e)}`;
      if (
        !/expand|switch|arrow|caret|toggle|hit|spread|plus|minus|elbow|fold|icon-?click/i.test(classes) &&
        !e.hasAttribute('onclick') &&
        tidy(e.textContent) === ''
      )
        continue;
      if (/leaf|noop|docu|indent|line_conn/i.test(classes) || e.classList.contains('is-leaf')) continue;
      const r = row.getBoundingClientRect();
      if (scope === before && (b.bottom < r.top + 3 || b.top > r.bottom - 3)) continue;
      if (b.width >= 4 && b.width < 40 && b.right <= left + 6 && drawn(e)) return e;
    }
  return null;
}

/** Levels one after the other: a tab for each that is chosen, and one that asks for the next. */
function asksStepwise(panel: HTMLElement): boolean {
  const tabs = [...panel.querySelectorAll<HTMLElement>('[role=tab]')].filter((t) => drawn(t));
  return tabs.length > 0 && isHint(tabs.at(-1)?.innerText ?? '');
}

export function shapeOf(panel: HTMLElement): Shape | null {
  if (!isFrame(panel) && wheelsOf(panel).length > 0) return 'wheels';
  if (dayCells(panel).length >= 28) return 'calendar';
  if (yearsAndMonths(panel)) return 'months';
  const months = monthCells(panel);
  if (months.length === 12) return 'months';
  const inner = isFrame(panel) ? childrenOf(panel)[0] : panel;
  if (inner === undefined) return null;
  if (yearsInGrid(inner)) return 'calendar';
  if (isFrame(panel) || inner.querySelector('iframe') !== null) return 'dialog';
  const rows = rowsOf(inner);
  const tree =
    inner.querySelector('[role=tree], [role=treeitem]') !== null || inner.getAttribute('role') === 'tree';
  const inputs = [...inner.querySelectorAll<HTMLInputElement>('input, textarea, select')].filter(
    (i) => i.type !== 'hidden' && !/checkbox|radio/.test(i.type) && visible(i),
  );
  const tables = [...inner.querySelectorAll('table')].filter(
    (t) => visible(t) && t.querySelectorAll('tr').length > 0 && !isListTable(t),
  );
  const ask =
    inner.matches('[role=dialog],[aria-modal=true]') ||
    inner.querySelector('[role=dialog],[aria-modal=true]') !== null ||
    buttonIn(inner, /^(查询|搜索|搜寻|确定|选择|关闭|取消)$/) !== null;
  const unfolds = rows.some((r) => expanderOf(r.el, r.item, r.left) !== null);
  if (
    (tables.length > 0 && !tree && !unfolds) ||
    (ask && (inputs.length > 0 || buttonIn(inner, /^(取消|关闭)$/) !== null))
  )
    return 'dialog';
  const leading = rows.filter((r) => leadsOn(r.el)).length;
  const sideways = leading > 0 && leading >= rows.filter((r) => !r.selected).length * 0.5;
  // What unfolds to the side is a row of columns, whatever role it gives itself.
  if (rows.length > 0 && asksStepwise(inner)) return 'columns';
  if (unfolds || (tree && !sideways)) return 'tree';
  if (rows.length === 0) return noteOf(inner) !== null ? 'empty' : null;
  if (sideways) return 'columns';
  const lists = new Set(rows.map((r) => Math.round(r.el.getBoundingClientRect().left)));
  if (
    lists.size > 1 &&
    lists.size <= 5 &&
    rows.length > 3 &&
    rows.some((r) => r.item.getAttribute('aria-haspopup') !== null)
  )
    return 'columns';
  return 'list';
}

/** Words or marks that make it likely that something opens. */
export function mayOpen(c: Control): 'surely' | 'likely' | 'perhaps' | 'unlikely' {
  const el = c.el;
  const role = el.getAttribute('role');
  const popup = el.getAttribute('aria-haspopup');
  if (c.type === 'drawn' || c.type === 'select') return 'surely';
  if (role === 'combobox' || (popup !== null && popup !== 'false') || el.hasAttribute('aria-expanded'))
    return 'surely';
  // The box around the typing line may say it in its place.
  for (let at = el.parentElement; at !== null && within(at, c.frame); at = at.parentElement)
    if (at.getAttribute('role') === 'combobox') return 'surely';
  const input = isInput(el) ? el : null;
  if (
    input !== null &&
    /^(date|month|time|datetime-local|number|password|week|color|range)$/.test(input.type)
  )
    return 'unlikely';
  const auto = el.getAttribute('aria-autocomplete');
  if (auto !== null && auto !== 'none') return 'surely';
  const near = `${hostNames(el)} ${classOf(el)} ${classOf(c.frame)} ${classOf(el.parentElement ?? el)} ${[
    ...el.attributes,
  ]
    .filter((a) => /^(data-|on(click|focus)|lay-)/.test(a.name))
    .map((a) => `${a.name}=${a.value}`)
    .join(' ')}`;
  if (
    /wdatepicker|laydate|datepicker|datetime|date-?editor|calendar|cascader|combo|select(?!ion|able)|picker|tree|typeahead|suggest|auto-?complete|dropdown/i.test(
      near,
    )
  )
    return 'likely';
  if (/请?选择|选取|日期|yyyy|年[-/.]?月|搜索/i.test(input?.placeholder ?? '')) return 'likely';
  if (input?.readOnly === true || /onclick|onfocus/.test(near)) return 'likely';
  if (trailingIcon(c) !== null) return 'likely';
  // Said by whoever shows a list of his own, and by many who only want no old entries offered.
  return input?.getAttribute('autocomplete') === 'off' ? 'perhaps' : 'unlikely';
}

function opener(c: Control): HTMLElement {
  const face = c.face;
  if (isInput(face) && face.getBoundingClientRect().width > 24) return face;
  if (isInput(face))
    return face.parentElement?.closest<HTMLElement>('[class*=select i],[class*=wrapper i]') !== null &&
      !/close|remove|clear/i.test(classOf(hitIn(c.frame)))
      ? hitIn(c.frame)
      : face;
  const hit = hitIn(face);
  return /close|remove|clear/i.test(classOf(hit)) ? face : hit;
}

/** Words of help or complaint that pop up beside a control: nothing in them can be chosen. */
function isBubble(el: HTMLElement): boolean {
  const named =
    el.getAttribute('role') === 'tooltip' || /(^|[\s_-])(tool)?tips?([\s_-]|$)/i.test(classOf(el));
  return (
    named &&
    el.querySelector('li, td, [role=option], [role=treeitem], input, iframe') === null &&
    noteOf(el) === null &&
    (el.getAttribute('role') !== 'tooltip' || rowsOf(el).length === 0)
  );
}

/** The panel among what has become visible: the one the control points at, else the first that has a shape. */
function panelAmong(c: Control, opened: HTMLElement[]): Panel | null {
  const pointed = c.el.getAttribute('aria-controls') ?? c.el.getAttribute('aria-owns');
  const doc = c.el.ownerDocument;
  const target = pointed === null || pointed === '' ? null : doc.getElementById(pointed);
  const ordered =
    target === null
      ? opened
      : opened.toSorted((a, b) => Number(within(target, b)) - Number(within(target, a)));
  for (const el of ordered) {
    if (el === c.el || el === c.face || (within(c.face, el) && el.getBoundingClientRect().height < 60))
      continue;
    // A veil that tells of loading lies over the list that is to come.
    if (isBubble(el) || el.getAttribute('role') === 'progressbar') continue;
    const shape = shapeOf(el);
    if (shape !== null) return { el, shape };
  }
  return null;
}

/** A panel that was open before the click, by its place right at the control: left by an earlier try. */
function standing(c: Control): Panel | null {
  const r = c.frame.getBoundingClientRect();
  for (const el of c.el.ownerDocument.querySelectorAll<HTMLElement>(
    'body > *, body > * > *, body > * > * > *',
  )) {
    const b = el.getBoundingClientRect();
    if (b.height < 40 || b.width < 40 || b.width > 900 || within(c.el, el) || !visible(el)) continue;
    const place = viewOf(el).getComputedStyle(el).position;
    if (place !== 'absolute' && place !== 'fixed') continue;
    const near = Math.abs(b.top - r.bottom) < 30 || Math.abs(b.bottom - r.top) < 30;
    if (!near || b.left > r.right || b.right < r.left) continue;
    const shape = shapeOf(el);
    if (shape !== null && shape !== 'dialog') return { el, shape };
  }
  return null;
}

/** Controls that open by their icon alone. */
const byIcon = new WeakMap<HTMLElement, HTMLElement>();

/** A box without anything in it that has opened right under the control and is as wide: a list that waits for a search. */
function bareBelow(c: Control, watch: Watch): Panel | null {
  const r = c.frame.getBoundingClientRect();
  for (const el of watch.standing()) {
    const b = el.getBoundingClientRect();
    const under = Math.abs(b.top - r.bottom) < 12 && Math.abs(b.left - r.left) < 12;
    if (under && b.width > r.width * 0.8 && tidy(el.textContent) === '' && !isFrame(el))
      return { el, shape: 'empty' };
  }
  return null;
}

/** Clicks the opener once and waits for what opens; a second way is tried only when nothing at all has happened. */
export async function openPanel(
  c: Control,
  wait: number,
  forReal = false,
  startAt: HTMLElement | null = null,
  patient = true,
): Promise<Panel | null> {
  const watch = new Watch((el) => el === c.el, c.frame);
  try {
    const first = startAt ?? opener(c);
    const before = watch.changes;
    const closed = isInput(c.el) && c.el.readOnly;
    const known = forReal || startAt !== null ? null : (byIcon.get(c.el) ?? null);
    if (known !== null && known.isConnected) press(known);
    else if (forReal) await pressForReal(first);
    else press(first);
    const away = watch.away;
    const began = performance.now();
    let panel = await until(() => panelAmong(c, watch.opened()), forReal ? 50 : wait);
    // A window of its own shows nothing in this page: it is asked for in turn with looking.
    while (forReal && panel === null && performance.now() - began < wait) {
      if ((await askHost({ do: 'popup', limit: 1 })).ok) return { el: c.frame, shape: 'popup' };
      panel = await until(() => panelAmong(c, watch.opened()), 50);
    }
    // Something is going on elsewhere on the page: a slow panel is still a panel.
    if (panel === null && patient && watch.away > away)
      panel = await until(() => panelAmong(c, watch.opened()), 500);
    if (panel === null && forReal) {
      const answer = await askHost({ do: 'popup', limit: 1500 });
      if (answer.ok) return { el: c.frame, shape: 'popup' };
      panel = await until(() => panelAmong(c, watch.opened()), wait);
    }
    if (panel === null && startAt === null) {
      const icon = trailingIcon(c);
      // Taking words only now, it waits for a search: a second click would close it again.
      const woken = closed && isInput(c.el) && !c.el.readOnly;
      const still = c.el.getAttribute('aria-expanded') !== 'true' && !woken;
      // Beside typed text an icon may also clear, count up or show a password: there it must say that it opens.
      if (
        icon !== null &&
        still &&
        (!(isInput(c.el) && !c.el.readOnly) || saysItOpens(icon, c)) &&
        !/clear|close|(^|[^p])up|plus|minus|down-|eye/i.test(classOf(icon)) &&
        watch.changes - before < 400
      ) {
        if (forReal) await pressForReal(icon);
        else press(icon);
        panel = (await until(() => panelAmong(c, watch.opened()), wait)) ?? bareBelow(c, watch);
        if (panel !== null) byIcon.set(c.el, icon);
      }
    }
    panel ??= standing(c) ?? bareBelow(c, watch);
    if (panel === null) return null;
    const { el } = panel;
    await until(() => frameLoaded(el), 5000);
    await rowsStill(panel.el);
    return { el: panel.el, shape: shapeOf(panel.el) ?? panel.shape };
  } finally {
    watch.stop();
  }
}

/** Clicks the control, types into it and takes the panel that opens at it: lists that show only what was searched. */
export async function openByTyping(
  c: Control,
  input: HTMLInputElement,
  text: string,
  limit: number,
): Promise<Panel | null> {
  const watch = new Watch((el) => el === c.el);
  try {
    // A second click would close what holds itself for open without showing anything.
    if (deepActive(c.el.ownerDocument) !== input) press(opener(c));
    // Many empty themselves as they open: what was typed before that would be gone.
    await nextFrame();
    await nextFrame();
    await typeOver(input, text);
    let panel = await until(() => panelAmong(c, watch.opened()), 500);
    if (panel === null) {
      await askHost({ do: 'idle', limit });
      panel = await until(() => panelAmong(c, watch.opened()), 500);
    }
    if (panel === null) return null;
    await rowsStill(panel.el);
    return { el: panel.el, shape: shapeOf(panel.el) ?? panel.shape };
  } finally {
    watch.stop();
  }
}

/** Puts the panel away and waits until it is gone. */
export async function closePanel(c: Control, panel: Panel | null): Promise<void> {
  const gone = (): boolean => panel === null || !visible(panel.el);
  // Pressed again while it stands: one that is still unfolding does not listen yet.
  for (let tries = 0; tries < 4; tries += 1) {
    // A control may hold itself for open though nothing of it shows.
    if (panel === null) pressBeside(c.el.ownerDocument);
    else if (!gone()) {
      const shade = tries > 0 ? shadeOf(panel.el, c.frame) : null;
      if (shade === null) pressBeside(c.el.ownerDocument);
      else press(shade);
    }
    if (tries === 0) {
      leave(c.el);
      if (c.face !== c.el) leave(c.face);
      await nextTask();
    }
    if (gone() || (await until(gone, 130)) !== null) return;
  }
  // Some panels close only with their own control: by losing the focus again, or by a second click.
  focusOn(c.face);
  await nextFrame();
  leave(c.face);
  pressBeside(viewOf(c.el).document);
  if ((await until(gone, 300)) !== null) return;
  // A calendar or list in a dialog of its own goes by its own cross or 取消.
  const closer = panel === null || panel.shape === 'popup' ? null : closerIn(panel.el);
  press(closer ?? opener(c));
  await until(gone, 400);
  leave(c.face);
}
