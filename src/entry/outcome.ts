/**
 * What one press of save came to (STYLE §4.5). `uncertain` is never retried by the machine.
 * `not-attempted`: the press never happened, so trying again is safe.
 */
export type SubmissionOutcome =
  | { kind: 'accepted'; receipt: string | null; messages: string[] }
  | { kind: 'refused'; reason: RefusalReason; messages: string[] }
  | { kind: 'uncertain'; reason: string; messages: string[] }
  | { kind: 'not-attempted'; reason: string; messages: string[] };

/** Why the portal said no: the profile's patterns sort its words. */
export type RefusalReason = 'business' | 'duplicate';
