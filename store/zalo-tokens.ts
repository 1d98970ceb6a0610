// Zalo's rotating pair: the refresh token works once, so the new pair is kept before it is used.

import { createHash } from 'node:crypto'
import type { Db } from './database.ts'

export interface KeptPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: Date
  /** The one that was used to get this pair; for diagnosis, and to tell an old setting from a new one. */
  readonly previousRefreshToken: string | null
  /** Why nobody but an admin of the OA can bring a new pair; null while the pair works. */
  readonly needsConsent: string | null
  /** Hash of the setting that was imported last (`hashOf`): a spent one is not imported again. */
  readonly imported: string | null
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
        imported: row.imported,
      }
    : null
}

/** Keeps a new pair in one write; whatever was wrong with the old one is over. `imported`: the setting it came from. */
export async function keepPair(
  db: Db,
  oaId: string,
  pair: Pick<KeptPair, 'accessToken' | 'refreshToken' | 'expiresAt'> & {
    readonly used: string | null
    readonly imported?: string
  },
  now: Date,
): Promise<void> {
  const row = {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_at: pair.expiresAt.toISOString(),
    previous_refresh_token: pair.used,
    needs_consent: null,
    ...(pair.imported === undefined ? {} : { imported: hashOf(pair.imported) }),
    updated_at: now.toISOString(),
  }
  await db
    .insertInto('zalo_tokens')
    .values({ imported: null, oa_id: oaId, ...row })
    .onConflict((conflict) => conflict.column('oa_id').doUpdateSet(row))
    .execute()
}

/** The pair of this refresh token is of no use any more; true the first time this is noted. */
export async function noteNeedsConsent(db: Db, oaId: string, refused: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('zalo_tokens')
    .set({ needs_consent: reason })
    .where('oa_id', '=', oaId)
    .where('refresh_token', '=', refused)
    .where('needs_consent', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps the pair that came for the one of `used`, unless a consent has brought another pair in the meantime. */
export async function replacePair(
  db: Db,
  oaId: string,
  pair: Pick<KeptPair, 'accessToken' | 'refreshToken' | 'expiresAt'> & { readonly used: string },
  now: Date,
): Promise<void> {
  await db
    .updateTable('zalo_tokens')
    .set({
      access_token: pair.accessToken,
      refresh_token: pair.refreshToken,
      expires_at: pair.expiresAt.toISOString(),
      previous_refresh_token: pair.used,
      needs_consent: null,
      updated_at: now.toISOString(),
    })
    .where('oa_id', '=', oaId)
    .where('refresh_token', '=', pair.used)
    .execute()
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

/** What is kept of a setting, to know it again. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
