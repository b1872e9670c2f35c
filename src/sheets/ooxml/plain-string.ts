import { afterBlanks, endOfPlainText } from './plain-text.ts';

const starts = ['<si><t>', '<si><t xml:space="preserve">'];
const ending = '</t></si>';

/** Reads a shared string of one plain text: returns where it ends, or −1 when it is anything else. */
export function readPlainString(text: string, from: number, add: (string: string) => void): number {
  const at = afterBlanks(text, from);
  const start = starts.find((one) => text.startsWith(one, at));
  if (start === undefined) return -1;
  const begin = at + start.length;
  const close = endOfPlainText(text, begin);
  if (close < 0 || !text.startsWith(ending, close)) return -1;
  add(text.slice(begin, close));
  return close + ending.length;
}
