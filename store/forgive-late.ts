import type { Db } from './database.ts'
import { type Registration, toRegistration } from './registration.ts'

/** What was sent too late by these forms of a campaign. */
export interface Late {
  readonly campaign: string
  readonly forms: readonly string[]
  /** The first instant that is too late now; null where nothing is. */
  readonly until: Date | null
}

/** The registrations that would be late no more. */
export async function lateNoMore(db: Db, { campaign, forms, until }: Late): Promise<Registration[]> {
  const rows = await db
    .selectFrom('registrations')
    .selectAll()
    .where('campaign', '=', campaign)
    .where('form', 'in', [...forms, ''])
    .where('is_late', '=', 1)
    .$if(until !== null, (query) => query.where('submitted_at', '<', until?.toISOString() ?? ''))
    .orderBy('submitted_at')
    .execute()
  return rows.map(toRegistration)
}

/** They are late no more; what was in time by an earlier day stays so. */
export async function forgiveLate(db: Db, { campaign, forms, until }: Late): Promise<void> {
  await db
    .updateTable('registrations')
    .set({ is_late: 0 })
    .where('campaign', '=', campaign)
    .where('form', 'in', [...forms, ''])
    .where('is_late', '=', 1)
    .$if(until !== null, (query) => query.where('submitted_at', '<', until?.toISOString() ?? ''))
    .execute()
}
