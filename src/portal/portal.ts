import type { FieldComparison } from '../entry/field-values.ts';
import type { SubmissionOutcome } from '../entry/outcome.ts';
import type { PortalRecord } from '../entry/portal-record.ts';
import type { PersonValues } from '../model/person.ts';

/** What filling one person came to, before any save. */
export interface PersonFill {
  /** Every field of the profile: asked against shown, typed and loaded ones. */
  fields: FieldComparison[];
  /** True only when every field shows what was asked and no required field of the form is empty. */
  complete: boolean;
  /** Fingerprint of the form that was filled. */
  formFingerprint: string;
  /** Dialogs, toasts, validation texts met on the way, as the portal words them. */
  messages: string[];
  /** Set when the portal itself said on the ID query that the person cannot be entered. */
  refusal: { reason: 'business' | 'duplicate'; messages: string[] } | null;
}

export interface ProfileReport {
  passed: boolean;
  formFingerprint: string;
  /** One line a field or proof: what was looked for, what was found. */
  lines: { subject: string; ok: boolean; found: string }[];
}

/** File names inside the folder of the evidence; and the parts that could not be kept, with the reason. */
export interface EvidenceKept {
  files: string[];
  missing: { name: string; reason: string }[];
}

/**
 * A portal through its profile. Every method first runs the profile's guards (login page, expired session, maintenance,
 * blocking dialog). They reject with a `Fault`: `portal-unreachable` (halt-run, exit 5), `portal-session-expired` and
 * `portal-login-needed` (needs-person, exit 4), `portal-form-changed` (halt-batch, exit 4),
 * `portal-step-failed` (retry-step) … Nothing here decides about retries.
 */
export interface Portal extends AsyncDisposable {
  /** Opens the portal and resolves once the logged-in proof shows; a person logs in. Rejects after `timeoutMs`. */
  login(timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** A fresh, empty entry form. */
  openEntryForm(signal: AbortSignal): Promise<void>;
  /** Query-before-entry, then every field of the profile. Presses nothing that saves. */
  fillPerson(values: PersonValues, signal: AbortSignal): Promise<PersonFill>;
  /** Reads every field of the profile again, as shown now (pre-click read-back, invariant 5). */
  readPerson(
    values: PersonValues,
    signal: AbortSignal,
  ): Promise<{ fields: FieldComparison[]; formFingerprint: string }>;
  /**
   * Presses save and answers the confirm chain. `beforePress` is awaited immediately before the first press that may
   * save; if it rejects nothing is pressed. From the press on, whatever happens resolves as an outcome and never rejects.
   */
  save(beforePress: () => Promise<void>, signal: AbortSignal): Promise<SubmissionOutcome>;
  /** Leaves the form without saving. */
  discard(signal: AbortSignal): Promise<void>;
  /** Asks the portal's list for one person. Rejects unless the list answered for exactly this query. */
  findPerson(idNumber: string, signal: AbortSignal): Promise<PortalRecord[]>;
  /** All rows of the portal's list, page by page; checks the total that the list states. */
  listRecords(signal: AbortSignal): AsyncIterable<PortalRecord>;
  /** A picture of the form with fields of personal data masked. Writes mode 0600. */
  screenshot(path: string): Promise<void>;
  /**
   * For whoever looks into a trouble later: picture, words and fields of the page as it is now, personal values covered,
   * in `folder` (made, mode 0700). Changes nothing on the page and never rejects: what could not be kept is named.
   */
  keepEvidence(folder: string): Promise<EvidenceKept>;
  /** Runs the profile read-only against the open form. */
  check(signal: AbortSignal): Promise<ProfileReport>;
}
