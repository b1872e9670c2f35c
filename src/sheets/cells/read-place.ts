import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { lookUpPlace } from '../../model/region.ts';
import { cleanCode } from '../normalise/clean-code.ts';
import { cleanText } from '../normalise/clean-text.ts';
import { isDamaged } from '../normalise/is-damaged.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import { problem, reading, type ReadCell } from './reading.ts';

/** Reads a place as its 12-digit code: by code, by name, or by both when they agree. */
export function placeReader(pack: PolicyPack): ReadCell {
  return (text, type) => {
    if (isDamaged(text, type)) return problem('damaged-number');
    const code = placeCode(pack, text);
    return code === null ? problem('unknown-place') : reading(code);
  };
}

function placeCode(pack: PolicyPack, text: string): string | null {
  const digits = plainDigits(cleanCode(text));
  if (/^\d+$/.test(digits)) return codeOf(pack, digits);
  const clean = cleanText(text);
  return codeOf(pack, clean) ?? codeBesideName(pack, clean);
}

function codeOf(pack: PolicyPack, text: string): string | null {
  const place = lookUpPlace(pack, text);
  if (place.kind === 'urban') return place.place.code;
  return place.kind === 'not-urban' ? place.code : null;
}

const twelveDigits = /(?<!\d)\d{12}(?!\d)/;
const brackets = /[()（）[\]【】:：\-—,，、\s]+/g;

/** 东湖社区（522302001001）: the code counts when the name beside it is its own. */
function codeBesideName(pack: PolicyPack, text: string): string | null {
  const code = twelveDigits.exec(text)?.[0];
  if (code === undefined) return null;
  const name = text.replace(code, '').replace(brackets, '');
  return name === '' || codeOf(pack, name) === code ? codeOf(pack, code) : null;
}
