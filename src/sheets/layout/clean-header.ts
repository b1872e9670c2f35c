import { withoutInvisible } from '../normalise/without-invisible.ts';

const bracketed = /[([{<〔【《「『〈][^()[\]{}<>〔〕【】《》「」『』〈〉]*[)\]}>〕】》」』〉]/g;
const unclosed = /[([{<〔【《「『〈][^()[\]{}<>〔〕【】《》「」『』〈〉]*$/;
const leadingMarks = /^[*※★☆●○◆◇■□▲△▼▽#＃!&@^~+\-—_=.、,，。;；:：?？'"“”‘’·•|/\\\u2022]+/;
const trailingMarks = /[*※★☆●○◆◇■□▲△▼▽#＃!&@^~+\-—_=.、,，。;；:：?？'"“”‘’·•|/\\\u2022]+$/;
const numbering = /^(?:\(\d{1,2}\)|\d{1,2}[.、:)])(?=\D)/;
const requiredMark = /^(?:必填|选填|必录|可选)项?[:：]?(?=.)|(?:必填|选填|必录|可选)项?$/g;

/** 月收入/元 */
const yuan = /[/,，]元(?:\/月)?$/;

/**
 * Two spellings under which a header is looked up: with its brackets and without. White space, line breaks, full width,
 * marks, numbering and notes on what must be filled in are gone from both.
 */
export function headerSpellings(text: string): string[] {
  const flat = withoutInvisible(text).normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const whole = trimmed(flat);
  const bare = trimmed(withoutBrackets(flat));
  if (bare === '' || bare === whole) return whole === '' ? [] : [whole];
  return [whole, bare];
}

/** A header as it is shown: without the line breaks and blanks that narrow columns force upon it. */
export function shownHeader(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, '');
}

function withoutBrackets(text: string): string {
  let inner = text;
  for (let before = ''; before !== inner;) {
    before = inner;
    inner = inner.replace(bracketed, '');
  }
  return inner.replace(unclosed, '');
}

function trimmed(text: string): string {
  return text
    .replace(numbering, '')
    .replace(leadingMarks, '')
    .replace(trailingMarks, '')
    .replace(requiredMark, '')
    .replace(yuan, '')
    .replace(trailingMarks, '');
}
