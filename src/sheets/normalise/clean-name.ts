import { toHalfWidth } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';

const plain = /^[\u4E00-\u9FFF]+$/;
const han = /\p{Script=Han}/u;
/** The dot between the parts of a minority name, in the code points that keyboards and fonts offer. */
const dots = /[\u00B7\u0387\u2022\u2024\u2027\u2219\u22C5\u25CF\u25E6\u30FB\uFF65\u16EB\u2E31\u318D]/gu;
const stops = /(?<=\p{Script=Han})\s*[.\uFF0E\uFF61]\s*(?=\p{Script=Han})/gu;

/** A person's name: no blanks in a Chinese one (张 三), single blanks in others, every name dot as U+00B7. */
export function cleanName(text: string): string {
  if (plain.test(text)) return text;
  const visible = toHalfWidth(withoutInvisible(text))
    .replace(/^[\s']+/, '')
    .replace(dots, '·');
  if (!han.test(visible)) return visible.replace(/\s+/g, ' ').trim();
  return visible.replace(stops, '·').replace(/\s+/g, '');
}
