/**
 * Numbers that pass their standards and belong to nobody: ID numbers carry area code 522300, which is a prefecture and
 * is on no person's card. Written apart from the product's own checks, so that the two prove each other.
 */
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Appends the check character of GB 11643 to 17 digits. */
export function withIdCheck(first17: string): string {
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return first17 + '10X98765432'.charAt(sum % 11);
}

/** @param birthDate `YYYY-MM-DD`; `sequence` 1–999: odd is male. */
export function idNumberOf(birthDate: string, sequence: number): string {
  return withIdCheck(`522300${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`);
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** @param kind first two characters, e.g. `91` for a firm; `body` eight characters of the organisation code. */
export function creditCodeOf(kind: string, body: string): string {
  const bodySum = bodyWeights.reduce((sum, weight, at) => sum + weight * parseInt(body.charAt(at), 36), 0);
  const bodyCheck = '0123456789X'.charAt((11 - (bodySum % 11)) % 11);
  return withCreditCheck(`${kind}522302${body}${bodyCheck}`);
}

/** Appends the check character of GB 32100 to 17 characters. */
export function withCreditCheck(first17: string): string {
  const sum = creditWeights.reduce(
    (total, weight, at) => total + weight * creditAlphabet.indexOf(first17.charAt(at)),
    0,
  );
  return first17 + creditAlphabet.charAt((31 - (sum % 31)) % 31);
}
