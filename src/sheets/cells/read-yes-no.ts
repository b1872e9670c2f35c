import type { Vocabulary } from '../../model/pack/policy-pack.ts';
import { lookUpTerm } from '../../model/vocabulary.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import { labelOf } from './read-label.ts';
import { problem, reading, type ReadCell } from './reading.ts';

/** Code of "yes" in the yes/no vocabulary of a pack (GB/T 2261-like tables: 0 no, 1 yes). */
const yesCode = '1';

/** True, false, or null when the text is neither. */
export function yesOrNo(yesNo: Vocabulary, text: string): boolean | null {
  const found = lookUpTerm(yesNo, plainDigits(cleanText(text)));
  return found.kind === 'found' ? found.term.code === yesCode : null;
}

const withNote = /^(.{1,4}?)\s*[(（,，;；:：、/\s]\s*(.+?)[)）]?$/;

/** A yes or no with a remark behind it: 是（2024.1.1至2026.12.31）. Not a choice left open, such as 是/否. */
function yesOrNoWithNote(yesNo: Vocabulary, text: string): { value: boolean; note: string } | null {
  const [, head, note] = withNote.exec(text) ?? [];
  if (head === undefined || note === undefined || /[□☐■☑√✓✔]/.test(note)) return null;
  const value = yesOrNo(yesNo, head);
  return value === null || yesOrNo(yesNo, note) !== null ? null : { value, note };
}

/** Reads a yes/no column; one with a vocabulary of its own also takes its labels. A blank is never "no". */
export function yesNoReader(yesNo: Vocabulary, vocabulary: Vocabulary | undefined): ReadCell {
  return (text, type) => {
    const value = yesOrNo(yesNo, text);
    if (value !== null) return reading(value);
    const label = vocabulary === undefined ? null : labelOf(vocabulary, text, type === 'number');
    if (label !== null) return label;
    const noted = yesOrNoWithNote(yesNo, cleanText(text));
    return noted === null ? problem('not-yes-no') : { value: noted.value, problem: null, also: [noted.note] };
  };
}
