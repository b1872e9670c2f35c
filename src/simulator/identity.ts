// The portal's own reading of numbers: written apart from the product's on purpose, so that one mistake is not made twice.

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export interface Identity {
  idNumber: string;
  sex: '男' | '女';
  /** YYYY-MM-DD */
  birthDate: string;
}

/** Reads an 18-character ID number (GB 11643), or null when it is not one. */
export function readIdentity(text: string): Identity | null {
  const idNumber = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(idNumber)) return null;
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0);
  if ('10X98765432'[sum % 11] !== idNumber[17]) return null;
  const birthDate = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  if (!isRealDate(birthDate)) return null;
  return { idNumber, sex: Number(idNumber[16]) % 2 === 1 ? '男' : '女', birthDate };
}

export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Checks a 统一社会信用代码 (GB 32100). */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += weight * creditAlphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] === text[17];
}

/** Age in completed years on a day; both as YYYY-MM-DD. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
