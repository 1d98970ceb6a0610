// One-time codes that join two conversations of one person: kept as hashes, and readable in their letter while they are good.

import type { Db } from './database.ts'

const CODE = /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/g // as handlers/link-channels.ts writes it
const HIDDEN = '[mã đã dùng hoặc hết hạn]'

/** Keeps a code until it is used or runs out; `letterId` is the letter that tells it. */
export async function keepLinkCode(
  db: Db,
  code: { hash: string; conversationId: string; letterId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('link_codes')
    .values({
      code_hash: code.hash,
      conversation_id: code.conversationId,
      created_at: code.now.toISOString(),
      expires_at: code.expiresAt.toISOString(),
      used_at: null,
      letter_id: code.letterId,
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

/** Takes codes that were used or have run out off the letters that told them. */
export async function hideSpentCodes(db: Db, now: Date): Promise<void> {
  const spent = await db
    .selectFrom('link_codes')
    .innerJoin('outbox', 'outbox.id', 'link_codes.letter_id')
    .select(['outbox.id', 'outbox.reply'])
    .where((where) =>
      where.or([where('used_at', 'is not', null), where('link_codes.expires_at', '<=', now.toISOString())]),
    )
    .execute()
  for (const { id, reply } of spent) {
    await db
      .updateTable('outbox')
      .set({ reply: reply.replace(CODE, HIDDEN) })
      .where('id', '=', id)
      .execute()
    await db.updateTable('link_codes').set({ letter_id: null }).where('letter_id', '=', id).execute()
  }
}
