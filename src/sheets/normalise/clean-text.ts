import { toHalfWidthLetters } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';

const plain = /^[\u4E00-\u9FFF\w]+$/;
/** A line break between two Chinese characters belongs to the narrow column and not to the text. */
const brokenLine = /(?<=[\u3400-\u9FFF，。、；：（）]) *\n\s*(?=[\u3400-\u9FFF，。、；：（）])/g;

/** Free text: trimmed, wide letters and digits narrowed, invisible marks out, blanks and line breaks as one space. */
export function cleanText(text: string): string {
  if (plain.test(text)) return text;
  return toHalfWidthLetters(withoutInvisible(text))
    .replace(brokenLine, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s']+(?=.)/, '')
    .trim();
}
