// Whose calendar a link shows: whoever has the link reads it, so it cannot be guessed.

import type { Db } from './database.ts'

/** The token of a person's feed, or null if they have none yet. */
export async function readFeedToken(db: Db, person: string): Promise<string | null> {
  const row = await db.selectFrom('calendar_feeds').select('token').where('person_id', '=', person).executeTakeFirst()
  return row?.token ?? null
}

/** Keeps the token of a person who has none; who has one keeps that. */
export async function keepFeedToken(db: Db, person: string, token: string, now: Date): Promise<void> {
  await db
    .insertInto('calendar_feeds')
    .values({ person_id: person, token, created_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute()
}

/** Whose feed it is; null if it is nobody's. */
export async function personOfFeed(db: Db, token: string): Promise<string | null> {
  const row = await db.selectFrom('calendar_feeds').select('person_id').where('token', '=', token).executeTakeFirst()
  return row?.person_id ?? null
}

/** The link shows nothing any more. */
export async function dropFeed(db: Db, person: string): Promise<void> {
  await db.deleteFrom('calendar_feeds').where('person_id', '=', person).execute()
}
