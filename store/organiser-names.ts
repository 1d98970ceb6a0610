// How people with a role are called to one another: “Nguyễn Văn A, Văn phòng Sở”.

import type { Db } from './database.ts'
import { contactsOfAnyone } from './roles.ts'

/** The name that was last given to the person, in any channel of theirs; null if none was. */
export async function readOrganiserName(db: Db, person: string): Promise<string | null> {
  const conversations = (await contactsOfAnyone(db, person)).map(({ conversationId }) => conversationId)
  const row = await db
    .selectFrom('organiser_names')
    .select('name')
    .where('person_id', 'in', [person, ...conversations])
    .orderBy('named_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? null
}

/** Names a person, instead of what they were called before. */
export async function nameOrganiser(db: Db, person: string, name: string, now: Date): Promise<void> {
  const named = { name, named_at: now.toISOString() }
  await db
    .insertInto('organiser_names')
    .values({ person_id: person, ...named })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(named))
    .execute()
}
