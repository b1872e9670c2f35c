const wide = /[\uFF01-\uFF5E\u3000\uFFE5]/g;
const wideLetters = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u3000]/g;

/** Full-width letters, digits, punctuation and blanks in their half-width form: for codes and numbers. */
export function toHalfWidth(text: string): string {
  return text.replace(wide, narrow);
}

/** Full-width letters, digits and blanks only: in Chinese text the wide brackets and commas are the right ones. */
export function toHalfWidthLetters(text: string): string {
  return text.replace(wideLetters, narrow);
}

function narrow(character: string): string {
  if (character === '\u3000') return ' ';
  if (character === '\uFFE5') return '¥';
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}
