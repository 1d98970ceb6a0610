// Zalo's rotating pair: the refresh token works once, so the new pair is kept before it is used.

import type { Db } from './database.ts'

export interface KeptPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: Date
  /** The one that was used to get this pair; for diagnosis, and to tell an old setting from a new one. */
  readonly previousRefreshToken: string | null
  /** Why nobody but an admin of the OA can bring a new pair; null while the pair works. */
  readonly needsConsent: string | null
}

/** The pair of an Official Account as it was last kept, or null. */
export async function readPair(db: Db, oaId: string): Promise<KeptPair | null> {
  const row = await db.selectFrom('zalo_tokens').selectAll().where('oa_id', '=', oaId).executeTakeFirst()
  return row
    ? {
        accessToken: row.access_token,
        refreshToken: row.refresh_token,
        expiresAt: new Date(row.expires_at),
        previousRefreshToken: row.previous_refresh_token,
        needsConsent: row.needs_consent,
      }
    : null
}

/** Keeps a new pair in one write; whatever was wrong with the old one is over. */
export async function keepPair(
  db: Db,
  oaId: string,
  pair: Pick<KeptPair, 'accessToken' | 'refreshToken' | 'expiresAt'> & { readonly used: string | null },
  now: Date,
): Promise<void> {
  const row = {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_at: pair.expiresAt.toISOString(),
    previous_refresh_token: pair.used,
    needs_consent: null,
    updated_at: now.toISOString(),
  }
  await db
    .insertInto('zalo_tokens')
    .values({ oa_id: oaId, ...row })
    .onConflict((conflict) => conflict.column('oa_id').doUpdateSet(row))
    .execute()
}

/** The pair is of no use any more; true the first time this is noted. */
export async function noteNeedsConsent(db: Db, oaId: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('zalo_tokens')
    .set({ needs_consent: reason })
    .where('oa_id', '=', oaId)
    .where('needs_consent', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps the state of a consent link until its callback. */
export async function keepConsentState(db: Db, state: string, expiresAt: Date): Promise<void> {
  await db.insertInto('consent_states').values({ state, expires_at: expiresAt.toISOString() }).execute()
}

/** Whether a callback's state is one of ours; it counts once. */
export async function useConsentState(db: Db, state: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('consent_states')
    .where('state', '=', state)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return numDeletedRows > 0n
}
