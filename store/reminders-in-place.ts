// Reminders planned ahead for one person: in place of those whose days had passed when they chose how to be reminded.

import type { Db } from './database.ts'
import { planReminder } from './plan-reminders.ts'

/** One of them; its lead is “instead:2020-02-11”. */
export interface InPlace {
  readonly person: string
  readonly milestone: string
  readonly version: number
  readonly at: Date
}

const LEAD = 'instead:'

/** Those that are still to come in a campaign: of one person, or of everybody. */
export async function remindersInPlace(db: Db, campaign: string, now: Date, person?: string): Promise<InPlace[]> {
  const query = db
    .selectFrom('reminders')
    .select(['person_id', 'milestone', 'version', 'due_at'])
    .where('campaign', '=', campaign)
    .where('state', '=', 'planned')
    .where('due_at', '>', now.toISOString())
    .where('lead', 'like', `${LEAD}%`)
  const rows = await (person === undefined ? query : query.where('person_id', '=', person)).execute()
  return rows.map(({ person_id, milestone, version, due_at }) => ({
    person: person_id,
    milestone,
    version,
    at: new Date(due_at),
  }))
}

/** What the ledger holds for a person in a campaign, as “milestone version lead”: none of it comes once more. */
export async function leadsTaken(db: Db, campaign: string, person: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('reminders')
    .select(['milestone', 'version', 'lead'])
    .where('campaign', '=', campaign)
    .where('person_id', '=', person)
    .execute()
  return new Set(rows.map(({ milestone, version, lead }) => `${milestone} ${version} ${lead}`))
}

/** Plans these for a person, `on` the ISO day they fall on; what was planned so and has not come yet is let go. */
export async function planInPlace(
  db: Db,
  { person, campaign }: { readonly person: string; readonly campaign: string },
  all: readonly (Omit<InPlace, 'person'> & { readonly on: string })[],
  now: Date,
): Promise<void> {
  await db
    .deleteFrom('reminders')
    .where('person_id', '=', person)
    .where('campaign', '=', campaign)
    .where('state', '=', 'planned')
    .where('due_at', '>', now.toISOString())
    .where('lead', 'like', `${LEAD}%`)
    .execute()
  for (const { milestone, version, at, on } of all)
    await planReminder(db, person, { campaign, milestone, version, lead: `${LEAD}${on}` }, { dueAt: at, sendFrom: at })
}
