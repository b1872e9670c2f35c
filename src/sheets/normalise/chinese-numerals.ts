const digits = '〇一二三四五六七八九';
const year = /^[〇一二三四五六七八九]{4}(?=年)/;
const upToThirtyNine = /(?<=[年月])([二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号])/g;

/** The Chinese numerals of a date as digits: 二〇二四年三月十五日 → 2024年3月15日. Other texts come back unchanged. */
export function chineseDateDigits(text: string): string {
  const same = text.replace(/[零○Ｏ◯]/g, '〇').replace(/元(?=月)/, '一');
  if (!year.test(same)) return text;
  return same
    .replace(year, (part) => Array.from(part, (character) => digits.indexOf(character)).join(''))
    .replace(upToThirtyNine, (part) => String(upTo39(part)));
}

function upTo39(numeral: string): number {
  const ten = numeral.indexOf('十');
  if (ten < 0) return digits.indexOf(numeral);
  const tens = ten === 0 ? 1 : digits.indexOf(numeral.charAt(0));
  const ones = numeral.slice(ten + 1);
  return tens * 10 + (ones === '' ? 0 : digits.indexOf(ones));
}
