/**
 * One spelling for texts that people write in several ways: full width becomes half width (NFKC), letters upper case,
 * white space, zero-width marks and the separators 、，, are dropped. Two texts with one spelling are the same word
 * written differently; nothing is ever matched by likeness.
 */
export function canonicalSpelling(text: string): string {
  const wide = text.normalize('NFKC').toUpperCase();
  const bare = wide.replace(noise, '');
  // A text of separators only (a lone dash is not one) keeps itself rather than becoming nothing.
  return bare === '' ? wide.trim() : bare;
}

const noise = /[\s\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF、,，]+/gu;
