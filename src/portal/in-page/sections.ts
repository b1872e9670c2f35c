/** Dates in which year, month and day are typed each in its own place. Runs in the page. */
import { classOf, visible } from './dom.ts';
import { tidy } from './words.ts';

export type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'half';

const named: [Part, RegExp][] = [
  ['half', /^(am|pm|上午|下午)$|day-?period|meridiem|上午.*下午/i],
  ['year', /year|^年|年$|^y+$/i],
  ['minute', /minute|^分钟?$|^mm?$/i],
  ['month', /month|^月|月份?$|^m+$/i],
  ['second', /second|^秒|^s+$/i],
  ['hour', /hour|小时|^时$|^h+$/i],
  ['day', /(^|[^a-z])day|^日|[日天号]期?$|^d+$/i],
];

/** Which part of a date the place holds: by what it says of itself, its hint or its highest number. */
function partOf(el: Element, before: Part[]): Part | null {
  const attributes = [...el.attributes].filter((a) => /^(data-|aria-label$|aria-valuetext$)/.test(a.name));
  const said = [...attributes.map((a) => a.value), tidy(el.textContent)].map((t) => t.replace(/[, ].*/, ''));
  const timed = before.includes('hour');
  for (const text of said) {
    // The letters m stand for months, after hours for minutes.
    if (/^m+$/i.test(text)) return timed || text === 'm' ? (timed ? 'minute' : 'month') : 'month';
    for (const [part, pattern] of named) if (pattern.test(text)) return part;
  }
  const most = Number(el.getAttribute('aria-valuemax') ?? Number.NaN);
  if (most > 1000) return 'year';
  if (most === 12 && !timed) return 'month';
  if (most >= 28 && most <= 31) return 'day';
  if (most === 23) return 'hour';
  return most === 59 ? (before.includes('minute') ? 'second' : 'minute') : null;
}

export interface Place {
  el: HTMLElement;
  part: Part;
}

function typedPlaces(el: Element): HTMLElement[] {
  return [...el.querySelectorAll<HTMLElement>('[role=spinbutton]')].filter(
    (e) => !/^(input|select)$/.test(e.localName),
  );
}

/** The places of a date in the element, in the order they are written; none when it is no such date. */
export function placesIn(el: Element): Place[] {
  const found: Place[] = [];
  for (const e of typedPlaces(el)) {
    const part = partOf(
      e,
      found.map((f) => f.part),
    );
    if (part === null) return [];
    found.push({ el: e, part });
  }
  return found;
}

/** Typed places beside each other and nothing else to type in. */
function holdsOnlyPlaces(el: HTMLElement): boolean {
  const places = typedPlaces(el);
  if (places.length < 2 || el.getBoundingClientRect().height > 80) return false;
  const others = [
    ...el.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea, [role=combobox]'),
  ];
  // What the page sends is kept in an input that nobody sees or reaches.
  return others.every((o) => places.includes(o) || o.tabIndex < 0 || !visible(o, false));
}

/** The box of the date to which a place belongs: the smallest around several places, or the group that names them. */
export function boxOfPlaces(place: HTMLElement): HTMLElement | null {
  if (place.getAttribute('role') !== 'spinbutton' || /^(input|select)$/.test(place.localName)) return null;
  let box: HTMLElement | null = null;
  for (let at = place.parentElement, n = 0; at !== null && n < 8; at = at.parentElement, n += 1) {
    if (typedPlaces(at).length < 2) continue;
    if (!holdsOnlyPlaces(at)) break;
    // Two dates beside each other are two groups in one box.
    if (box !== null && typedPlaces(at).length > typedPlaces(box).length) break;
    box ??= at;
    if (at.getAttribute('role') === 'group') return kindOfPlaces(placesIn(at)) === null ? null : at;
  }
  return box === null || kindOfPlaces(placesIn(box)) === null ? null : box;
}

/** What was typed into the place: nothing while it shows its hint. */
export function valueOf(p: Place): string {
  const text = tidy(p.el.textContent).replace(/[\u2066-\u2069]/g, '');
  const hint = p.el.hasAttribute('data-placeholder') && /placeholder/i.test(classOf(p.el));
  return hint || p.el.getAttribute('data-placeholder') === 'true' ? '' : text;
}

/** `2024-03-05`, `2024-03`, `08:30`, for two dates both with a sign between; nothing while a part is missing. */
export function placedText(el: Element): string {
  const places = placesIn(el);
  const texts = places.map((p) => valueOf(p));
  if (texts.every((t) => !/\d/.test(t))) return '';
  if (places.some((p, i) => p.part !== 'half' && !/^\d+$/.test(texts[i] ?? ''))) return texts.join('-');
  const of = (part: Part, nth: number): string | null => {
    const i = places.map((p, at) => (p.part === part ? at : -1)).filter((at) => at >= 0)[nth];
    return i === undefined ? null : (texts[i] ?? '').padStart(part === 'year' ? 4 : 2, '0');
  };
  const dates = [0, 1]
    .map((n) => [of('year', n), of('month', n), of('day', n)].filter((t) => t !== null).join('-'))
    .filter((t) => t !== '');
  const time = [of('hour', 0), of('minute', 0), of('second', 0)].filter((t) => t !== null).join(':');
  return [dates.join(' ~ '), time].filter((t) => t !== '').join(' ');
}

export function kindOfPlaces(places: Place[]): 'date' | 'month' | 'datetime' | 'time' | 'date-range' | null {
  const parts = places.map((p) => p.part);
  if (parts.filter((p) => p === 'year').length > 1) return 'date-range';
  const timed = parts.includes('hour');
  if (!parts.includes('year')) return timed ? 'time' : null;
  if (timed) return 'datetime';
  return parts.includes('day') ? 'date' : parts.includes('month') ? 'month' : null;
}

/** No part of it can be changed. */
export function placesLocked(el: Element): boolean {
  const places = placesIn(el);
  const says = (e: Element, name: string): boolean => e.getAttribute(name) === 'true';
  return places.length > 0 && places.every((p) => says(p.el, 'aria-readonly') || says(p.el, 'aria-disabled'));
}
