/** Dates that a portal writes with the day or the month first: which of them it is must be known, never guessed. Runs in the page. */
import { dateText } from '../shown-equals.ts';
import type { Control } from './controls.ts';
import { isInput } from './dom.ts';

type Order = 'month-first' | 'day-first';

/** What a calendar taught: the day taken in it, and how the control wrote it. */
const learnt = new WeakMap<Element, Order>();

const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/;

/** What the control says of its own format. */
function stated(c: Control): Order | null {
  const said = isInput(c.el)
    ? `${c.el.placeholder} ${[...c.el.attributes]
        .filter((a) => a.name.startsWith('data-') || a.name === 'format')
        .map((a) => a.value)
        .join(' ')}`
    : '';
  if (/m{1,2}[-/. ]d{1,2}[-/. ]y/i.test(said)) return 'month-first';
  return /d{1,2}[-/. ]m{1,2}[-/. ]y/i.test(said) ? 'day-first' : null;
}

function orderOf(c: Control, text: string): Order | null {
  const m = numbers.exec(text);
  if (m !== null && Number(m[1]) > 12) return 'day-first';
  if (m !== null && Number(m[3]) > 12) return 'month-first';
  return learnt.get(c.el) ?? stated(c);
}

/** The text as `YYYY-MM-DD` where it is a date in an order that is known; else the text as it is. */
export function isoOf(c: Control, text: string): string {
  if (dateText(text) !== null) return text;
  const m = numbers.exec(text.trim());
  if (m === null) return text;
  const [, a = '', , b = '', year = ''] = m;
  const order = Number(a) === Number(b) ? 'month-first' : orderOf(c, text.trim());
  if (order === null) return text;
  const [month, day] = order === 'month-first' ? [a, b] : [b, a];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A day was taken in the control's own calendar: what it wrote then shows its order. */
export function learnOrder(c: Control, text: string, date: string): void {
  const m = numbers.exec(text.trim());
  const [year, month, day] = date.split('-').map(Number);
  if (m === null || Number(m[4]) !== year || month === day) return;
  if (Number(m[1]) === month && Number(m[3]) === day) learnt.set(c.el, 'month-first');
  if (Number(m[1]) === day && Number(m[3]) === month) learnt.set(c.el, 'day-first');
}

/** The date in the order and with the sign that the control is known to write; null when it writes the year first or is not known. */
export function inOrder(c: Control, model: string, date: string): string | null {
  const text = model.trim();
  const order = orderOf(c, text);
  const [year = '', month = '', day] = date.split('-');
  if (order === null || day === undefined || /^\d{4}/.test(text)) return null;
  const sign =
    numbers.exec(text)?.[2] ?? /[dmy]([-/. ])[dmy]/i.exec(isInput(c.el) ? c.el.placeholder : '')?.[1] ?? '/';
  return (order === 'month-first' ? [month, day, year] : [day, month, year]).join(sign);
}
