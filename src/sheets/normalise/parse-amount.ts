import { toHalfWidth } from './half-width.ts';
import { withoutInvisible } from './without-invisible.ts';
import { withoutWrapping } from './without-wrapping.ts';

const amount =
  /^(?:人民币|RMB|¥|￥)?(-?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?(?:元|圆)?(?:整)?(?:\/月|每月|\/每月)?$/i;

/** A plain amount in yuan (2800, 2,800.00, ￥2800, 2800元); null for anything vaguer (三千, 3千, 3000左右, 3000-4000). */
export function parseAmount(text: string): number | null {
  const bare = withoutWrapping(toHalfWidth(withoutInvisible(text))).replace(/\s+/g, '');
  const match = amount.exec(bare);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return Number(sign + whole.replaceAll(',', '') + fraction);
}

/** A number of the file as Excel shows it: 15 digits, so that 2799.9999999999995 is 2800 again. */
export function shownNumber(digits: string): number | null {
  const value = Number(digits);
  return digits.trim() === '' || !Number.isFinite(value) ? null : Number(value.toPrecision(15));
}
