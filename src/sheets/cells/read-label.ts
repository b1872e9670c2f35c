import type { Term, Vocabulary } from '../../model/pack/policy-pack.ts';
import { lookUpTerm } from '../../model/vocabulary.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import { problem, reading, type ReadCell, type Reading } from './reading.ts';

/** Reads a vocabulary column: label, alias or code; the value is the label. */
export function labelReader(vocabulary: Vocabulary): ReadCell {
  return (text, type) => labelOf(vocabulary, text, type === 'number') ?? problem('unknown-label');
}

/** The reading of a label, or null when the vocabulary does not have it. */
export function labelOf(vocabulary: Vocabulary, text: string, isNumber: boolean): Reading | null {
  const clean = isNumber ? plainDigits(text) : cleanText(text);
  const found = lookUpTerm(vocabulary, clean);
  if (found.kind === 'found') return reading(found.term.label);
  if (found.kind === 'ambiguous') {
    return { value: null, problem: { kind: 'ambiguous-label', candidates: found.candidates }, also: null };
  }
  const term = isNumber ? termByShortCode(vocabulary, clean) : termByCodeAndLabel(vocabulary, clean);
  return term === null ? null : reading(term.label);
}

/** A code kept as a number has lost its leading zeros: 1 is 01 where codes have two digits. */
function termByShortCode(vocabulary: Vocabulary, digits: string): Term | null {
  if (!/^\d{1,3}$/.test(digits)) return null;
  const fitting = vocabulary.terms.filter(
    ({ code }) => code !== null && code.length > digits.length && code === digits.padStart(code.length, '0'),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

const codeAndLabel = /^([0-9A-Za-z]{1,3})[\s.、:：\-—(（]*([^\s.、:：\-—(（0-9].*?)[)）]?$/;

/** Both together, as lists to choose from print them (01-汉族, 111主城区), when both mean the same. */
function termByCodeAndLabel(vocabulary: Vocabulary, text: string): Term | null {
  const [, code, label] = codeAndLabel.exec(text) ?? [];
  if (code === undefined || label === undefined) return null;
  const [byCode, byLabel] = [lookUpTerm(vocabulary, code), lookUpTerm(vocabulary, label)];
  if (byCode.kind !== 'found' || byLabel.kind !== 'found') return null;
  return byCode.term === byLabel.term ? byCode.term : null;
}
