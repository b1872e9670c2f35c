import type { RowRule } from './row-rule.ts';
import { age } from './rules/age.ts';
import { birthdateMismatch } from './rules/birthdate-mismatch.ts';
import { creditCodeChecksum } from './rules/credit-code-checksum.ts';
import { creditCodeDamaged } from './rules/credit-code-damaged.ts';
import { creditCodeIssuer } from './rules/credit-code-issuer.ts';
import { creditCodeMissing } from './rules/credit-code-missing.ts';
import { employmentAfterMonth } from './rules/employment-after-month.ts';
import { employmentDateInvalid } from './rules/employment-date-invalid.ts';
import { employmentInFuture } from './rules/employment-in-future.ts';
import { employmentOutOfYear } from './rules/employment-out-of-year.ts';
import { grassrootsProof } from './rules/grassroots-proof.ts';
import { id15 } from './rules/id-15.ts';
import { idChecksum } from './rules/id-checksum.ts';
import { idDamaged } from './rules/id-damaged.ts';
import { idFormat } from './rules/id-format.ts';
import { incomeBelowFloor } from './rules/income-below-floor.ts';
import { incomeInvalid } from './rules/income-invalid.ts';
import { industrySectorMismatch } from './rules/industry-sector-mismatch.ts';
import { nameSuspect } from './rules/name-suspect.ts';
import { phoneInvalid } from './rules/phone-invalid.ts';
import { regionClassMismatch } from './rules/region-class-mismatch.ts';
import { regionNotUrban } from './rules/region-not-urban.ts';
import { regionOutsideUnit } from './rules/region-outside-unit.ts';
import { regionUnknown } from './rules/region-unknown.ts';
import { requiredMissing } from './rules/required-missing.ts';
import { sexMismatch } from './rules/sex-mismatch.ts';
import { trainee } from './rules/trainee.ts';
import { valueDitto } from './rules/value-ditto.ts';
import { vocabAmbiguous } from './rules/vocab-ambiguous.ts';
import { vocabUnknown } from './rules/vocab-unknown.ts';

/** The rules that need nothing but the row, in the order in which an operator would look at a person. */
export const rowRules: readonly RowRule[] = [
  requiredMissing,
  valueDitto,
  idDamaged,
  idFormat,
  idChecksum,
  id15,
  nameSuspect,
  sexMismatch,
  birthdateMismatch,
  age,
  employmentDateInvalid,
  employmentInFuture,
  employmentOutOfYear,
  employmentAfterMonth,
  regionUnknown,
  regionNotUrban,
  regionClassMismatch,
  regionOutsideUnit,
  vocabUnknown,
  vocabAmbiguous,
  trainee,
  grassrootsProof,
  phoneInvalid,
  creditCodeDamaged,
  creditCodeChecksum,
  creditCodeIssuer,
  creditCodeMissing,
  industrySectorMismatch,
  incomeInvalid,
  incomeBelowFloor,
];
