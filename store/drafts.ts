// Registrations that were begun and not sent, and whose they become.

import { StaleRegistrationError } from './change-registration.ts'
import type { Db } from './database.ts'
import { type Registration, toRegistration } from './registration.ts'

/** Takes a draft away with all that was written down of it. Throws StaleRegistrationError if it is no longer one. */
export async function deleteDraft(db: Db, { id, revision }: Pick<Registration, 'id' | 'revision'>): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('registrations')
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', '=', 'draft')
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw new StaleRegistrationError(`draft ${id} has changed since it was read`)
  await db.deleteFrom('registration_changes').where('registration_id', '=', id).execute()
  // The contents go with the next round of store/files.ts.
  await db
    .updateTable('files')
    .set({ expires_at: new Date(0).toISOString() })
    .where('registration_id', '=', id)
    .execute()
}

/** Drafts nobody has touched since then, the one that rests longest first. */
export async function idleDrafts(db: Db, since: Date): Promise<Registration[]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('state', '=', 'draft')
    .where('updated_at', '<=', since.toISOString())
    .orderBy('updated_at')
    .execute()
  return rows.map(toRegistration)
}

/** The person’s registrations become another’s: of the same person, as it turns out. */
export async function moveRegistrations(db: Db, from: string, to: string): Promise<void> {
  await db.updateTable('registrations').set({ person_id: to }).where('person_id', '=', from).execute()
  await db.updateTable('files').set({ person_id: to }).where('person_id', '=', from).execute()
}
