import type { FieldComparison } from '../entry/field-values.ts';
import type { Entry } from '../ledger/ledger.ts';
import type { PortalRun } from './portal-run.ts';
import { withTries } from './retry.ts';

/** The open form after filling. */
export type Filled =
  /** Every field of the profile was read back and shows what was asked. */
  | { kind: 'filled'; fields: FieldComparison[]; formFingerprint: string; messages: string[] }
  /** Some field does not take its value, however often it is tried. */
  | { kind: 'different'; fields: FieldComparison[]; formFingerprint: string; messages: string[] }
  /** The portal said no to the ID query. */
  | { kind: 'refused'; reason: 'business' | 'duplicate'; messages: string[] };

/**
 * Opens a fresh form, fills one person and reads every field again (invariant 5). What went wrong is tried again from a
 * fresh form: nothing here can save.
 */
export async function fillForSure(portalRun: PortalRun, entry: Entry, signal: AbortSignal): Promise<Filled> {
  const { run } = portalRun;
  const { stepTries: tries } = run.config.submit;
  const again = (fault: Error, attempt: number) => {
    run.log.warn('filling tried again', { entryId: entry.id, attempt, error: fault });
  };
  for (let attempt = 1; ; attempt += 1) {
    const filled = await withTries({ tries, signal, again }, () => fillOnce(portalRun, entry, signal));
    if (filled.kind !== 'different' || attempt >= Math.min(tries, 2)) return filled;
    const labels = filled.fields.filter((field) => !field.equal).map((field) => field.label);
    run.log.warn('form differs, filled again', { entryId: entry.id, attempt, labels });
  }
}

async function fillOnce({ portal }: PortalRun, entry: Entry, signal: AbortSignal): Promise<Filled> {
  await portal.openEntryForm(signal);
  const person = await portal.fillPerson(entry.values, signal);
  if (person.refusal !== null) return { kind: 'refused', ...person.refusal };
  const { fields, formFingerprint } = await portal.readPerson(entry.values, signal);
  const equal = person.complete && fields.every((field) => field.equal);
  return { kind: equal ? 'filled' : 'different', fields, formFingerprint, messages: person.messages };
}
