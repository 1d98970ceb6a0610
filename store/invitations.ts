// One-time invitations to a role. Only the hash of the code is kept.

import type { Db } from './database.ts'
import type { Role } from './roles.ts'

export interface Invitation extends Pick<Role, 'role' | 'campaign' | 'unit'> {
  /** The person who invited. */
  readonly invitedBy: string
  /** How the invited person is called in lists and in the log; null if nobody said. */
  readonly name: string | null
}

/** Keeps an invitation until it is used or runs out. */
export async function keepInvitation(
  db: Db,
  { hash, now, expiresAt, ...invitation }: Invitation & { hash: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('invitations')
    .values({
      code_hash: hash,
      role: invitation.role,
      campaign: invitation.campaign,
      unit: invitation.unit,
      name: invitation.name,
      invited_by: invitation.invitedBy,
      created_at: now.toISOString(),
      expires_at: expiresAt.toISOString(),
      used_by: null,
      used_at: null,
    })
    .execute()
}

/** The invitation with this code; null if there is none, or it was used, or it has run out. */
export async function findInvitation(db: Db, hash: string, now: Date): Promise<Invitation | null> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  if (!row) return null
  const role = row.role as Role['role']
  return { role, campaign: row.campaign, unit: row.unit, invitedBy: row.invited_by, name: row.name }
}

/** Uses an invitation up; throws if it was used in the meantime, so that the transaction around it is undone. */
export async function useInvitation(db: Db, hash: string, person: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('invitations')
    .set({ used_at: now.toISOString(), used_by: person })
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('the invitation was used by another message')
}
