import { cleanCode } from '../normalise/clean-code.ts';
import { cleanIdNumber } from '../normalise/clean-id-number.ts';
import { cleanName } from '../normalise/clean-name.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { isDamaged } from '../normalise/is-damaged.ts';
import { parseAmount, shownNumber } from '../normalise/parse-amount.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import { serialDate } from '../normalise/serial-date.ts';
import { splitPhones } from '../normalise/split-phones.ts';
import { problem, reading, type ReadCell, type Reading } from './reading.ts';

/** 18 characters upper case when it is right; whatever is written otherwise. A number that lost digits is no value. */
export const readIdNumberCell: ReadCell = (text, type) =>
  isDamaged(text, type) ? problem('damaged-number') : textOrBlank(cleanIdNumber(plainDigits(text)));

export const readCreditCodeCell: ReadCell = (text, type) =>
  isDamaged(text, type) ? problem('damaged-number') : textOrBlank(cleanCode(plainDigits(text)));

export const readNameCell: ReadCell = (text) => textOrBlank(cleanName(text));

export const readSerialCell: ReadCell = (text) => textOrBlank(cleanText(plainDigits(text)));

export const readPhoneCell: ReadCell = (text, type) => {
  if (isDamaged(text, type)) return problem('damaged-number');
  const { first, others } = splitPhones(plainDigits(text));
  return first === '' ? blank : { value: first, problem: null, also: others.length > 0 ? others : null };
};

/** Free text. A number in it keeps its digits, a date its day. */
export function textReader(date1904: boolean): ReadCell {
  return (text, type) => {
    if (type === 'date' || type === 'month') {
      return reading(serialDate(Number(text), date1904) ?? text.replace(/T00:00:00(?:\.0+)?$/, ''));
    }
    if (type === 'number')
      return isDamaged(text, type) ? problem('damaged-number') : reading(plainDigits(text));
    return textOrBlank(cleanText(text));
  };
}

/** @param inYuan false where the header says thousands: the cells then are no amounts in yuan. */
export function amountReader(inYuan: boolean): ReadCell {
  return (text, type) => {
    if (!inYuan || type === 'date' || type === 'month' || type === 'boolean') return problem('not-an-amount');
    const value = type === 'number' ? shownNumber(text) : parseAmount(text);
    return value === null ? problem('not-an-amount') : reading(value);
  };
}

const blank: Reading = reading(null);

function textOrBlank(text: string): Reading {
  return text === '' ? blank : reading(text);
}
