import type { Db } from './database.ts'

/** What was sent too late by these forms of a campaign. */
export interface Late {
  readonly campaign: string
  readonly forms: readonly string[]
  /** The first instant that is too late now; null where nothing is. */
  readonly until: Date | null
}

/** How many registrations would be late no more. */
export async function countForgiven(db: Db, { campaign, forms, until }: Late): Promise<number> {
  const row = await db
    .selectFrom('registrations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('campaign', '=', campaign)
    .where('form', 'in', [...forms, ''])
    .where('is_late', '=', 1)
    .$if(until !== null, (query) => query.where('submitted_at', '<', until?.toISOString() ?? ''))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** They are late no more; what was in time by an earlier day stays so. Their holds are an organiser's to lift. */
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
