// What one person follows, has marked, was reminded of and was told becomes another's: their conversations were joined.

import type { Db } from './database.ts'

/** Moves it all; where both have the same, that of `to` holds. */
export async function joinReminders(db: Db, from: string, to: string): Promise<void> {
  const change = { person_id: to }
  await db
    .updateTable('follows')
    .set(change)
    .where('person_id', '=', from)
    .where('campaign', 'not in', (query) =>
      query.selectFrom('follows as own').select('own.campaign').where('own.person_id', '=', to),
    )
    .execute()
  await db
    .updateTable('milestone_marks')
    .set(change)
    .where('person_id', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('milestone_marks as own')
            .select('own.state')
            .where('own.person_id', '=', to)
            .whereRef('own.campaign', '=', 'milestone_marks.campaign')
            .whereRef('own.milestone', '=', 'milestone_marks.milestone'),
        ),
      ),
    )
    .execute()
  await db
    .updateTable('reminders')
    .set(change)
    .where('person_id', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reminders as own')
            .select('own.seq')
            .where('own.person_id', '=', to)
            .whereRef('own.campaign', '=', 'reminders.campaign')
            .whereRef('own.milestone', '=', 'reminders.milestone')
            .whereRef('own.version', '=', 'reminders.version')
            .whereRef('own.lead', '=', 'reminders.lead'),
        ),
      ),
    )
    .execute()
  await db
    .updateTable('notices')
    .set(change)
    .where('person_id', '=', from)
    .where('key', 'not in', (query) =>
      query.selectFrom('notices as own').select('own.key').where('own.person_id', '=', to),
    )
    .execute()
  for (const table of ['follows', 'milestone_marks', 'reminders', 'notices'] as const)
    await db.deleteFrom(table).where('person_id', '=', from).execute()
}
