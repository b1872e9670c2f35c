import { isMonth } from '../../model/calendar-date.ts';
import { toHalfWidth } from '../normalise/half-width.ts';

const yearAndMonth =
  /(?<!\d)(20\d{2})\s*(?:年|[-_./])\s*(\d{1,2})(?!\d|\s*(?:[-—–~至到]|日)\s*\d)\s*(?:月|(?=$|[^\d]))/;
const compact = /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?:(?:0[1-9]|[12]\d|3[01])(?!\d)|(?!\d))/;
const bareMonth =
  /(?<![\d\-—–~至到/.、])(?:第)?(\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?!\s*[-—–~至到、]\s*[\d一二三四五六七八九十])/;
const range = /\d{1,2}\s*月?\s*[-—–~至到]\s*\d{1,2}\s*月|季度|半年/;
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** `YYYY-MM` for which a title, a worksheet or a file is, by its text; null when it names none or more than one. */
export function monthNamedIn(text: string, packYear: number): string | null {
  const plain = toHalfWidth(text);
  if (range.test(plain)) return null;
  const full = yearAndMonth.exec(plain) ?? compact.exec(plain);
  if (full !== null) return asMonth(Number(full[1]), Number(full[2]));
  const month = bareMonth.exec(plain)?.[1];
  if (month === undefined) return null;
  const year = Number(/(?<!\d)(20\d{2})\s*年/.exec(plain)?.[1] ?? packYear);
  return asMonth(year, /\d/.test(month) ? Number(month) : numerals.indexOf(month) + 1);
}

function asMonth(year: number, month: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}`;
  return isMonth(text) ? text : null;
}
