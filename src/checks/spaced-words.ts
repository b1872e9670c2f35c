const patterns = new WeakMap<readonly string[], RegExp>();
const never = /(?!)/;
const syntax = /[\\^$.*+?()[\]{}|/-]/g;

/** Finds any of the words, also with white space between their characters; built once a list. */
export function spacedWords(words: readonly string[]): RegExp {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const pattern = words.length === 0 ? never : new RegExp(words.map(spaced).join('|'));
  patterns.set(words, pattern);
  return pattern;
}

function spaced(word: string): string {
  return Array.from(word, (character) => character.replace(syntax, '\\$&')).join('\\s*');
}
