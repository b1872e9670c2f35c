import type { ProfileCheck } from '../ledger.ts';
import type { LedgerContext, LedgerWrite } from './context.ts';

export async function recordProfileCheck(
  write: LedgerWrite,
  check: Omit<ProfileCheck, 'at' | 'operator'>,
): Promise<void> {
  const { profile, profileHash, formFingerprint, portalUrl, passed } = check;
  const seq = write.journal.append({ kind: 'profile-checked', body: { ...check } });
  await write.db
    .insertInto('profile_checks')
    .values({
      seq,
      profile,
      profile_hash: profileHash,
      form_fingerprint: formFingerprint,
      portal_url: portalUrl,
      passed: passed ? 1 : 0,
      at: write.at,
      operator: write.actor.operator,
    })
    .execute();
}

/** The last check of exactly this content of a profile against this portal. */
export async function readProfileCheck(
  context: LedgerContext,
  profileHash: string,
  portalUrl: string,
): Promise<ProfileCheck | null> {
  const row = await context.database.kysely
    .selectFrom('profile_checks')
    .selectAll()
    .where('profile_hash', '=', profileHash)
    .where('portal_url', '=', portalUrl)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    profile: row.profile,
    profileHash: row.profile_hash,
    formFingerprint: row.form_fingerprint,
    portalUrl: row.portal_url,
    passed: row.passed === 1,
    at: row.at,
    operator: row.operator,
  };
}
