// One-time codes that join two conversations of one person. Only their hashes are kept.

import type { Db } from './database.ts'

/** Keeps a code until it is used or runs out. */
export async function keepLinkCode(
  db: Db,
  { hash, conversationId, now, expiresAt }: { hash: string; conversationId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('link_codes')
    .values({
      code_hash: hash,
      conversation_id: conversationId,
      created_at: now.toISOString(),
      expires_at: expiresAt.toISOString(),
      used_at: null,
    })
    .execute()
}

/** Which conversation asked for this code; null if there is none, or it was used, or it has run out. */
export async function findLinkCode(db: Db, hash: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('link_codes')
    .select('conversation_id')
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row?.conversation_id ?? null
}

/** Uses a code up; throws if it has been used in the meantime, so that the transaction around it is undone. */
export async function useLinkCode(db: Db, hash: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('link_codes')
    .set({ used_at: now.toISOString() })
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Error('the link code was used by another message')
}

/** How many codes a conversation has asked for since then. */
export async function countLinkCodes(db: Db, conversationId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('link_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('created_at', '>=', since.toISOString())
    .executeTakeFirstOrThrow()
  return Number(count)
}
