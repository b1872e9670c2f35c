import type { Column, ColumnKind } from '../../model/column.ts';
import type { PolicyPack, Vocabulary } from '../../model/pack/policy-pack.ts';
import { isDitto } from '../normalise/is-ditto.ts';
import { withoutInvisible } from '../normalise/without-invisible.ts';
import { dateReader, type DateUse } from './read-date.ts';
import { labelReader } from './read-label.ts';
import { placeReader } from './read-place.ts';
import {
  amountReader,
  readCreditCodeCell,
  readIdNumberCell,
  readNameCell,
  readPhoneCell,
  readSerialCell,
  textReader,
} from './read-plain.ts';
import { yesNoReader } from './read-yes-no.ts';
import { problem, reading, type ReadCell } from './reading.ts';

export interface ColumnReaderContext {
  pack: PolicyPack;
  date1904: boolean;
  /** Header as written: it may name another unit than yuan. */
  header: string;
}

/** Kinds of which most people have a value of their own. */
const individual = new Set<ColumnKind>(['serial', 'id-number', 'person-name', 'phone']);

/**
 * True for a column in which the same few texts come on many rows and mean the same on all of them. A birth date may be
 * held against the row's identity number.
 */
export function repeatsTexts({ key, kind }: Column): boolean {
  return !individual.has(kind) && key !== 'birthDate';
}

const digits = /^\d+$/;

/** How the cells of a column are read, by the column's kind; error values and ditto marks are the same in all. */
export function columnReader(column: Column, context: ColumnReaderContext): ReadCell {
  const read = readerOfKind(column, context);
  const takesQuotes = column.kind === 'serial';
  return (text, type, idNumber) => {
    if (type === 'error') return problem('excel-error');
    if (type === 'text' && text.length <= 12 && !digits.test(text)) {
      if (!takesQuotes && isDitto(text)) return problem('ditto');
      if (withoutInvisible(text).trim() === '') return reading(null);
    }
    return read(text, type, idNumber);
  };
}

function readerOfKind(column: Column, context: ColumnReaderContext): ReadCell {
  const { pack, date1904, header } = context;
  switch (column.kind) {
    case 'id-number':
      return readIdNumberCell;
    case 'person-name':
      return readNameCell;
    case 'date':
      return dateReader(dateUse(column, pack), date1904);
    case 'vocabulary':
      return labelReader(vocabularyOf(column, pack));
    case 'yes-no':
      return yesNoReader(yesNoOf(pack), pack.vocabularies[column.vocabulary ?? '']);
    case 'phone':
      return readPhoneCell;
    case 'credit-code':
      return readCreditCodeCell;
    case 'region':
      return placeReader(pack);
    case 'money':
      return amountReader(!/[万千百]元/.test(header));
    case 'serial':
      return readSerialCell;
    case 'text':
      return textReader(date1904);
  }
}

function dateUse(column: Column, pack: PolicyPack): DateUse {
  if (column.key === 'employedOn') return { kind: 'employment', year: pack.year };
  return { kind: column.key === 'birthDate' ? 'birth' : 'plain' };
}

const none: Vocabulary = { name: '', title: '', terms: [], ambiguous: {} };

export function vocabularyOf(column: Column, pack: PolicyPack): Vocabulary {
  return pack.vocabularies[column.vocabulary ?? ''] ?? none;
}

export function yesNoOf(pack: PolicyPack): Vocabulary {
  return pack.vocabularies['yes-no'] ?? none;
}
