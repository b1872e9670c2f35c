/** Whether a field shows what was asked. Pure; the engine uses it in the page, `read-back` outside. */
import type { FieldInput, FieldKind, FieldShown } from './form.ts';

function plain(text: string): string {
  return text.replace(/[\s\u00A0\u3000]+/g, ' ').trim();
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Mar 5, 2024`, `5 March 2024`, `5-Mar-2024`: the month by its name leaves no doubt about the order. */
function namedMonth(text: string): string | null {
  const m =
    /^(?:[a-z]{3,9},? )?(?<day>\d{1,2})(?:st|nd|rd|th)?[-/ .]+(?<month>[a-z]{3,9})\.?[-/ ,.]+(?<year>\d{4})$/i.exec(
      text,
    ) ??
    /^(?:[a-z]{3,9},? )?(?<month>[a-z]{3,9})\.?[-/ ]+(?<day>\d{1,2})(?:st|nd|rd|th)?[-/ ,]+(?<year>\d{4})$/i.exec(
      text,
    ) ??
    /^(?<month>[a-z]{3,9})\.?[-/ ,]+(?<year>\d{4})$/i.exec(text);
  const { year = '', month = '', day } = m?.groups ?? {};
  const number = monthNames.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (number === 0) return null;
  const start = `${year}-${String(number).padStart(2, '0')}`;
  return day === undefined ? start : `${start}-${day.padStart(2, '0')}`;
}

/** `2024年3月5日`, `2024/3/5`, `20240305` → `2024-03-05`; null when it is no date. Month only → `2024-03`. */
export function dateText(text: string): string | null {
  const t = plain(text);
  const m =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?\s*月?(?:\s+00?:00(:00)?)?$/.exec(t) ??
    /^(\d{4})(\d{2})(\d{2})?$/.exec(t);
  if (m === null) return namedMonth(t);
  const [, year = '', month = '', day] = m;
  return day === undefined
    ? `${year}-${month.padStart(2, '0')}`
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A plain amount, as a portal may group it (`3,200.00`); null when it is none. Long numbers are names, not amounts. */
function amount(text: string): string | null {
  const t = plain(text)
    .replace(/^[¥￥]\s*/, '')
    .replace(/[,，](?=\d{3}(\D|$))/g, '');
  if (!/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(t)) return null;
  return t.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

/** Text of a mask without the signs it draws between digits. */
function unmasked(text: string): string {
  return text.replace(/[\s\-()（）_]/g, '');
}

function sameOne(kind: FieldKind, asked: string, shown: string): boolean {
  if (asked === shown) return true;
  if (kind === 'textarea') return asked.replace(/\r\n?/g, '\n') === shown.replace(/\r\n?/g, '\n');
  if (kind === 'date' || kind === 'month' || kind === 'datetime' || kind === 'date-range') {
    const a = dateText(asked);
    return a !== null && a === dateText(shown);
  }
  if (kind === 'number' || kind === 'text') {
    const a = amount(asked);
    if (a !== null && a === amount(shown)) return kind === 'number' || /[,.，¥￥]/.test(shown);
    // Codes that a portal writes in capitals.
    if (kind === 'text' && /\d/.test(asked) && /^[\w-]{4,}$/.test(asked) && shown === asked.toUpperCase())
      return true;
    return (
      kind === 'text' &&
      /^[\dXx-]{6,}$/.test(asked) &&
      shown !== asked &&
      /[\s-]/.test(shown) &&
      unmasked(shown) === unmasked(asked) &&
      shown.trim() === shown
    );
  }
  if (kind === 'autocomplete' || kind === 'password') return false;
  return plain(asked) === plain(shown);
}

function parts(shown: FieldShown): string[] {
  if (shown === null || typeof shown === 'boolean') return [];
  return (Array.isArray(shown) ? shown : [shown]).map(plain);
}

/** A path as portals show it: all levels with a separator, or the last one alone. */
function samePath(asked: string[], shown: FieldShown): boolean {
  const joined = parts(shown)
    .join('/')
    .replace(/[\s/>›»\\,，·|—-]+/g, '');
  const whole = asked
    .map(plain)
    .join('')
    .replace(/[\s/>›»\\,，·|—-]+/g, '');
  return (
    joined !== '' &&
    (joined === whole || joined === plain(asked.at(-1) ?? '').replace(/[\s/>›»\\,，·|—-]+/g, ''))
  );
}

const yes = /^(是|有|已|√|true|y|yes|1|开|开启|on)$/i;

/** True only when `shown` says exactly what `asked` means. */
export function showsValue(kind: FieldKind, asked: FieldInput, shown: FieldShown): boolean {
  if (typeof asked === 'boolean') {
    if (typeof shown === 'boolean') return asked === shown;
    return typeof shown === 'string'
      ? asked === yes.test(shown)
      : !asked && shown === null && (kind === 'checkbox' || kind === 'switch');
  }
  if (kind === 'checkbox' || kind === 'switch')
    return typeof asked === 'string' && (yes.test(asked) ? shown === true : shown === false);
  if (Array.isArray(asked)) {
    if (asked.length === 0) return parts(shown).length === 0;
    if (kind === 'multi-select' || kind === 'checkbox-group') {
      const s = parts(shown);
      return asked.length === s.length && asked.every((a) => s.includes(plain(a)));
    }
    if (kind === 'date-range') {
      const s = parts(shown);
      return asked.length === s.length && asked.every((a, i) => sameOne(kind, a, s[i] ?? ''));
    }
    return samePath(asked, shown);
  }
  if (asked === '') return shown === null || shown === '' || (Array.isArray(shown) && shown.length === 0);
  if (Array.isArray(shown)) {
    if (kind === 'cascader' || kind === 'tree-select' || kind === 'linked-selects')
      return samePath([asked], shown) || samePath(asked.split(/\s*[/>]\s*/), shown);
    return shown.length === 1 && sameOne(kind, asked, shown[0] ?? '');
  }
  return typeof shown === 'string' && sameOne(kind, asked, shown);
}

/** Whether `YYYY-MM-DD` (or `YYYY-MM`) names a day (or month) that exists. */
export function isRealDay(date: string): boolean {
  const [year = 0, month = 0, day = 1] = date.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, day));
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
}
