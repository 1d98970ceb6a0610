// What somebody is told once: a row each, by a key that names it.

import type { Db } from './database.ts'

/** Whether they were told what this key names. */
export async function isNoted(db: Db, person: string, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('notices')
    .select('key')
    .where('person_id', '=', person)
    .where('key', '=', key)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes that they are told; false if they were before. In the transaction that posts the letter. */
export async function noteOnce(
  db: Db,
  person: string,
  key: string,
  letterId: string | null,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notices')
    .values({ person_id: person, key, letter_id: letterId, told_at: now.toISOString() })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
