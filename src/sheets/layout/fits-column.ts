import type { Column } from '../../model/column.ts';
import type { PolicyPack, Vocabulary } from '../../model/pack/policy-pack.ts';
import { isPhone } from '../../model/phone.ts';
import { lookUpPlace } from '../../model/region.ts';
import { lookUpTerm } from '../../model/vocabulary.ts';
import { vocabularyOf, yesNoOf } from '../cells/column-reader.ts';
import { yesOrNo } from '../cells/read-yes-no.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { parseAmount } from '../normalise/parse-amount.ts';
import { parseDateText } from '../normalise/parse-date.ts';

/** True when a text is what the column would hold: decides between two meanings of a header, never about a value. */
export function fitsColumn(column: Column, text: string, pack: PolicyPack): boolean {
  const clean = cleanText(text);
  switch (column.kind) {
    case 'vocabulary':
      return isTerm(vocabularyOf(column, pack), clean);
    case 'yes-no':
      return (
        yesOrNo(yesNoOf(pack), clean) !== null ||
        (column.vocabulary !== null && isTerm(vocabularyOf(column, pack), clean))
      );
    case 'date':
      return parseDateText(clean) !== null;
    case 'money':
      return parseAmount(clean) !== null;
    case 'phone':
      return isPhone(clean);
    case 'region': {
      const { kind } = lookUpPlace(pack, clean);
      return kind === 'urban' || kind === 'not-urban';
    }
    case 'id-number':
    case 'credit-code':
      return /^[0-9A-Z]{15,18}$/i.test(clean);
    case 'person-name':
      return /^\p{Script=Han}{2,4}$/u.test(clean);
    case 'serial':
      return /^\d{1,6}$/.test(clean);
    case 'text':
      return false;
  }
}

function isTerm(vocabulary: Vocabulary, text: string): boolean {
  return lookUpTerm(vocabulary, text).kind !== 'unknown';
}
