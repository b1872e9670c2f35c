/** Dates: typed and left without Enter, then the panel; native inputs; two or three drop-downs; both ends of a range. */
import { shownMonth } from '../in-page/calendar-head.ts';
import { confirmIn, marksDay, pickDay, pickMonth } from '../in-page/calendar.ts';
import type { Control } from '../in-page/controls.ts';
import { inOrder, isoOf, learnOrder } from '../in-page/date-order.ts';
import { drawn, isInput, isSelect } from '../in-page/dom.ts';
import { askHost } from '../in-page/host.ts';
import { Watch } from '../in-page/layers.ts';
import { assign, focusOn, leave, press, typeOver } from '../in-page/hands.ts';
import { dayCells, monthCells } from '../in-page/cells.ts';
import { closePanel, mayOpen, openPanel, type Panel } from '../in-page/panel.ts';
import { isReadOnly, shownBy, shownOf } from '../in-page/shown.ts';
import { placesIn } from '../in-page/sections.ts';
import { nextFrame, until } from '../in-page/waiting.ts';
import { monthNamed, tidy } from '../in-page/words.ts';
import { dateText, isRealDay, showsValue } from '../shown-equals.ts';
import { typePlaces } from './places.ts';
import { dateInWheels } from './wheels.ts';
import { asText, listing, type Task, type Widget } from './widget.ts';

/** The date as this control writes it: by its placeholder, by what it shows, else `YYYY-MM-DD`. */
function written(c: Control, date: string): string {
  const model = `${shownBy(c)} ${isInput(c.el) ? c.el.placeholder : ''} ${c.el.getAttribute('data-date-format') ?? ''} ${c.el.getAttribute('data-format') ?? ''}`;
  const [year = '', month = '', day = ''] = date.split('-');
  const turned = inOrder(c, shownBy(c), date);
  if (turned !== null) return turned;
  const between = /年\s*([-/.])\s*月/.exec(model)?.[1];
  if (between !== undefined) return date.replaceAll('-', between);
  if (/年.*月/.test(model)) return day === '' ? `${year}年${month}月` : `${year}年${month}月${day}日`;
  const sign = /(?:\d{4}|y{4})\s*([/.])/i.exec(model)?.[1];
  if (sign !== undefined) return date.replaceAll('-', sign);
  return /(^|\D)(\d{8}|y{4}m{2}(d{2})?)(\D|$)/i.test(model) ? date.replaceAll('-', '') : date;
}

/** 29 February only in leap years, no 31 April. */
function shows(c: Control, value: string): boolean {
  const shown = dateText(isoOf(c, shownBy(c)));
  return shown !== null && (shown === value || shown === value.slice(0, 7));
}

/** Types into one end and leaves; true when the control shows the date afterwards. */
async function typeDate(c: Control, value: string, opens: boolean, stay = false): Promise<boolean> {
  if (placesIn(c.el).length > 0) {
    await typePlaces(c, value);
    return shows(c, value);
  }
  if (!isInput(c.el)) return false;
  if (/^(date|month|datetime-local)$/.test(c.el.type)) {
    focusOn(c.el);
    await assign(
      c.el,
      c.el.type === 'month' ? value.slice(0, 7) : c.el.type === 'datetime-local' ? `${value}T00:00` : value,
    );
    leave(c.el);
    return shows(c, value) || c.el.value.startsWith(value);
  }
  if (isReadOnly(c)) return false;
  const watch = new Watch();
  try {
    // Typed as people do it, with the panel open: a control that wants a day clicked, or Enter, takes the text back when its
    // panel goes. Without a panel it would stand there, shown and never kept.
    if (opens) press(c.face);
    const calendar = (): HTMLElement | null =>
      watch.opened().find((o) => dayCells(o).length >= 28 || monthCells(o).length === 12) ?? null;
    let opened = opens ? await until(calendar, 300) : null;
    const text = written(c, value);
    await typeOver(c.el, text);
    if (stay) return true;
    // A mask may take one figure at a time; a panel that keeps the focus to itself lets nothing be typed beside it.
    if (!(await typedAs(c.el, text)) && opened !== null) {
      await closePanel(c, { el: opened, shape: 'calendar' });
      opened = null;
      await typeOver(c.el, text);
      await typedAs(c.el, text);
    }
    await nextFrame();
    opened ??= calendar();
    await closePanel(c, opened === null ? null : { el: opened, shape: 'calendar' });
  } finally {
    watch.stop();
  }
  await nextFrame();
  return (await until(() => shows(c, value), 200)) !== null;
}

/** The control shows the text as it was typed, if need be after typing it figure by figure on the real keyboard. */
async function typedAs(el: HTMLInputElement, text: string): Promise<boolean> {
  const same = (): boolean => !el.isConnected || el.value === text;
  if (same() || (await until(same, 60)) !== null) return true;
  focusOn(el);
  await askHost({ do: 'type', text, clear: true });
  return (await until(same, 100)) !== null;
}

async function viaPanel(task: Task, c: Control, value: string): Promise<string | null> {
  const panel = await openPanel(c, task.attempt > 1 ? 1500 : 700, task.attempt > 1);
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开日期面板';
  const reason =
    panel.shape === 'wheels'
      ? await dateInWheels(panel, value, task.limit)
      : await inPanel(panel, value, task.field.kind === 'month', task.attempt > 1);
  await closePanel(c, panel);
  if (reason === null) learnOrder(c, shownBy(c), value);
  return reason;
}

async function inPanel(panel: Panel, value: string, month: boolean, forReal = false): Promise<string | null> {
  if (panel.shape === 'months' || (month && panel.shape !== 'calendar')) return pickMonth(panel.el, value);
  if (panel.shape === 'calendar') return pickDay(panel.el, month ? `${value}-01` : value, forReal);
  return '打开的不是日期面板';
}

async function setDate(task: Task): Promise<string | null> {
  const f = task.field;
  const c = f.controls[0];
  if (c === undefined) return '字段不在页面上了';
  const asked = asText(task.value);
  if (f.controls.length > 1) return setParts(task);
  if (Array.isArray(task.value) && task.value.length === 2 && f.opens) {
    // Nothing said that its calendar takes two days: it shows when both are taken.
    f.kind = 'date-range';
    const failed = await setRange(task);
    if (failed === null || failed === 'again') return failed;
    f.kind = 'date';
    return failed;
  }
  if (asked === '') return clear(c);
  const value = dateText(asked);
  if (value === null || (f.kind !== 'month' && value.length !== 10))
    return `“${asked}”不是 YYYY-MM-DD 形式的日期`;
  if (!isRealDay(value)) return `“${asked}”不是真实的日期`;
  const wanted = f.kind === 'month' ? value.slice(0, 7) : value;
  const typed = task.attempt === 1 && (await typeDate(c, wanted, f.opens)) && (await taken(c));
  if (typed && showsValue(f.kind, wanted, shownOf(f))) return understood(c, wanted, f.opens, task.before);
  const reason = await viaPanel(task, c, wanted);
  if (reason === null || reason === 'again') return reason;
  if (typeof task.before === 'string' && shownOf(f) !== task.before)
    await typeDate(c, dateText(task.before) ?? '', f.opens);
  else if (task.before === null && shownOf(f) !== null) await clear(c);
  return reason;
}

/** A control that goes on calling what was typed into it wrong shows it, but does not have it. */
async function taken(c: Control): Promise<boolean> {
  return (await until(() => c.el.getAttribute('aria-invalid') !== 'true', 300)) !== null;
}

/** Kinds of control, by their classes, whose calendar is known to follow typed text. */
const followed = new Set<string>();

/**
 * Some controls keep any text as typed, also one that their calendar cannot read: the calendar is opened once to see that it
 * shows the month that was typed; if not, the day is taken in it. Null when the date stands.
 */
async function understood(
  c: Control,
  value: string,
  opens: boolean,
  before: Task['before'],
): Promise<string | null> {
  if (!opens || !isInput(c.el) || value.length !== 10) return null;
  const said = [
    c.el.placeholder,
    ...[...c.el.attributes].filter((a) => /^(data-|on|lay-)/.test(a.name)).map((a) => a.value),
  ].join(' ');
  const stated =
    /y{4}.?m{1,2}.?d{1,2}|m{1,2}.d{1,2}.y{4}|d{1,2}.m{1,2}.y{4}|年.*月|\d{4}-\d{1,2}-\d{1,2}/i.test(said);
  const key = `${c.el.className} ${c.el.parentElement?.className ?? ''}`;
  if (stated || followed.has(key) || (typeof before === 'string' && before !== '')) return null;
  const panel = await openPanel(c, 400);
  const month = panel?.shape === 'calendar' ? shownMonth(panel.el) : null;
  if (panel === null || month === null) {
    await closePanel(c, panel);
    return null;
  }
  // It may stand there by itself, because it is this month: the day must be marked too.
  const same =
    value.startsWith(`${String(month.year)}-${String(month.month).padStart(2, '0')}`) &&
    marksDay(panel.el, Number(value.slice(8)));
  if (same) followed.add(key);
  const reason = same ? null : await inPanel(panel, value, false);
  await closePanel(c, panel);
  if (!same && reason === null) learnOrder(c, shownBy(c), value);
  return reason;
}

async function clear(c: Control): Promise<string | null> {
  if (placesIn(c.el).length > 0) {
    await typePlaces(c, '');
    return null;
  }
  if (!isInput(c.el) || isReadOnly(c)) return '日期不能清空';
  await typeOver(c.el, '');
  leave(c.el);
  return null;
}

/** Year, month and day lists; the days are made when the month is known. */
async function setParts(task: Task): Promise<string | null> {
  const value = dateText(asText(task.value));
  if (value === null || !isRealDay(value)) return `“${asText(task.value)}”不是真实的日期`;
  const numbers = value.split('-').map(Number);
  for (const [i, c] of task.field.controls.entries()) {
    const select = c.el;
    if (!isSelect(select)) return '日期的下拉框不是普通下拉框';
    const fits = (o: HTMLOptionElement): boolean =>
      i === 1
        ? monthNamed(o.text) === numbers[i]
        : /^\d+\s*[年日号]?$/.test(tidy(o.text)) && parseInt(o.text, 10) === numbers[i];
    const option = await until(() => [...select.options].find((o) => fits(o)) ?? null, i === 0 ? 0 : 1000);
    if (option === null)
      return `没有“${String(numbers[i])}”。${listing([...select.options].map((o) => tidy(o.text)))}`;
    if (select.selectedOptions[0] !== option) {
      focusOn(select);
      await assign(select, option.value);
      leave(select);
      await nextFrame();
    }
  }
  return null;
}

async function setRange(task: Task): Promise<string | null> {
  const f = task.field;
  const [from, to = from] = f.controls;
  const ends = (Array.isArray(task.value) ? task.value : asText(task.value).split(/\s*(?:至|~|～)\s*/)).map(
    (d) => dateText(d),
  );
  const [a, b] = ends;
  if (from === undefined || !a || !b || ends.length !== 2) return '要填起止两个日期：[开始, 结束]';
  if (!isRealDay(a) || !isRealDay(b)) return `“${a}”到“${b}”不是真实的日期`;
  if (a > b) return `开始 ${a} 晚于结束 ${b}`;
  if (to === undefined) return '字段不在页面上了';
  const both = (): boolean => showsValue(f.kind, [a, b], shownOf(f));
  if (to !== from && !isReadOnly(from) && task.attempt === 1 && (await typeBoth(from, to, a, b)) && both())
    return null;
  if (to === from && task.attempt === 1 && placesIn(from.el).length > 0) {
    await typePlaces(from, `${a} ${b}`);
    if (both()) return null;
  }
  const panel = await openPanel(from, 1200, task.attempt > 1);
  if (panel === null) return task.attempt === 1 ? 'again' : '点不开日期面板';
  let reason = await pickDay(panel.el, a);
  if (reason === null && !both()) {
    const second = panel.el.isConnected && drawn(panel.el) ? panel : await openPanel(to, 1200, false);
    reason = second === null ? '点不开结束日期的面板' : await pickDay(second.el, b);
    if (second !== null) await confirmIn(second.el);
  }
  await closePanel(to, panel);
  return reason;
}

/** Both ends typed before the panel goes: one alone is taken back by many. */
async function typeBoth(from: Control, to: Control, a: string, b: string): Promise<boolean> {
  const native = isInput(from.el) && /^(date|month)$/.test(from.el.type);
  const watch = new Watch();
  let panel: Panel | null = null;
  try {
    const opened = (): HTMLElement | null => watch.opened().find((o) => dayCells(o).length >= 28) ?? null;
    const opens = !native && mayOpen(from) !== 'unlikely';
    if (opens) {
      press(from.face);
      await until(opened, 300);
    }
    await typeDate(from, a, false, !native);
    await nextFrame();
    if (opens) press(to.face);
    await typeDate(to, b, false, !native);
    await nextFrame();
    const el = opened();
    panel = el === null ? null : { el, shape: 'calendar' };
  } finally {
    watch.stop();
  }
  await closePanel(to, panel);
  await nextFrame();
  return (await until(() => shows(from, a) && shows(to, b), 200)) !== null;
}

export const dateWidget: Widget = { name: 'date', kinds: ['date', 'month', 'datetime'], set: setDate };
export const rangeWidget: Widget = { name: 'date-range', kinds: ['date-range'], set: setRange };
