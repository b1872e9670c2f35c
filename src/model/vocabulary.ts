import type { Term, Vocabulary, VocabularyLookup } from './pack/policy-pack.ts';
import { canonicalSpelling } from './spelling.ts';

const unknown: VocabularyLookup = { kind: 'unknown' };
/** Built once a vocabulary, forgotten with it. */
const indexes = new WeakMap<Vocabulary, Map<string, VocabularyLookup>>();

/**
 * Looks a text up as label, alias, code or ambiguous spelling of a vocabulary, after clean-up of its spelling
 * (`canonicalSpelling`). Never by likeness: what the pack does not list is unknown.
 */
export function lookUpTerm(vocabulary: Vocabulary, text: string): VocabularyLookup {
  const index = indexOf(vocabulary);
  // Most cells hold a spelling of the pack as it is: one look-up without clean-up.
  return index.get(text) ?? index.get(canonicalSpelling(text)) ?? unknown;
}

/** The term with exactly this label, or null. */
export function termByLabel(vocabulary: Vocabulary | undefined, label: string): Term | null {
  if (vocabulary === undefined) return null;
  const found = indexOf(vocabulary).get(label);
  return found?.kind === 'found' && found.term.label === label ? found.term : null;
}

/** Every spelling of a term as the look-up knows it: label, aliases, code. */
export function spellingsOf(term: Term): string[] {
  return [term.label, ...term.aliases, ...(term.code === null ? [] : [term.code])];
}

function indexOf(vocabulary: Vocabulary): Map<string, VocabularyLookup> {
  const known = indexes.get(vocabulary);
  if (known !== undefined) return known;
  const index = new Map<string, VocabularyLookup>();
  const add = (spelling: string, result: VocabularyLookup) => {
    // Earlier entries win: a label beats an alias, an alias beats a code.
    for (const key of [spelling, canonicalSpelling(spelling)]) if (!index.has(key)) index.set(key, result);
  };
  const found = vocabulary.terms.map((term): [Term, VocabularyLookup] => [term, { kind: 'found', term }]);
  for (const [term, result] of found) add(term.label, result);
  for (const [term, result] of found) for (const alias of term.aliases) add(alias, result);
  for (const [spelling, candidates] of Object.entries(vocabulary.ambiguous)) {
    add(spelling, { kind: 'ambiguous', candidates });
  }
  for (const [term, result] of found) if (term.code !== null) add(term.code, result);
  indexes.set(vocabulary, index);
  return index;
}
