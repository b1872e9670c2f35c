/** First six and last two characters of an identity number; everything shorter than nine characters is hidden. */
export function maskIdNumber(text: string): string {
  return maskMiddle(text, 6, 2);
}

/** First three and last two digits of a phone number; everything shorter than seven characters is hidden. */
export function maskPhone(text: string): string {
  return maskMiddle(text, 3, 2);
}

/** Masks every identity number (15 or 18 characters) and mobile number inside a longer text. */
export function maskNumbersIn(text: string): string {
  if (!longNumber.test(text)) return text;
  return text.replace(identity, maskIdNumber).replace(mobile, maskPhone);
}

const longNumber = /\d{11}/;
// No letter or digit may touch the number, so that codes and hashes are left alone.
const identity = /(?<![0-9A-Za-z])[1-9]\d{14}(?:\d{2}[\dXx])?(?![0-9A-Za-z])/g;
const mobile = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g;

function maskMiddle(text: string, head: number, tail: number): string {
  const hidden = text.length - head - tail;
  // Showing all but one character would hide nothing.
  if (hidden < 2) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(text.length - tail);
}
