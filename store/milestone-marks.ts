// What a person said of a milestone: done, or to be reminded of again.

import { toBatch } from './batch.ts'
import type { Db } from './database.ts'

export interface MilestoneMark {
  readonly person: string
  readonly campaign: string
  readonly milestone: string
  /** Of the day that held when it was said: “đã xong” of a yearly duty is done for that year alone. */
  readonly version: number
  /** `snoozed`: to be reminded of again on the day `until`, at the person's hour. */
  readonly state: 'done' | 'snoozed'
  /** ISO day, such as `2020-02-12`; null for `done`. */
  readonly until: string | null
  readonly at: Date
}

/** Keeps what a person said last of a milestone. */
export async function markMilestone(db: Db, mark: MilestoneMark): Promise<void> {
  const { person, campaign, milestone, version, state, until, at } = mark
  const row = { version, state, until, marked_at: at.toISOString() }
  await db
    .insertInto('milestone_marks')
    .values({ person_id: person, campaign, milestone, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'campaign', 'milestone']).doUpdateSet(row))
    .execute()
}

/** Takes back what a person said of a milestone. */
export async function unmarkMilestone(db: Db, person: string, campaign: string, milestone: string): Promise<void> {
  await db
    .deleteFrom('milestone_marks')
    .where('person_id', '=', person)
    .where('campaign', '=', campaign)
    .where('milestone', '=', milestone)
    .execute()
}

/** What these people said of milestones. */
export async function marksOf(db: Db, people: readonly string[]): Promise<MilestoneMark[]> {
  if (people.length === 0) return []
  const rows = await db.selectFrom('milestone_marks').selectAll().where('person_id', 'in', toBatch(people)).execute()
  return rows.map(toMark)
}

/** Who wanted to be reminded again no later than `day`, by person, after `after`. */
export async function snoozedUntil(db: Db, day: string, after = '', limit = 1_000): Promise<MilestoneMark[]> {
  const rows = await db
    .selectFrom('milestone_marks')
    .selectAll()
    .where('state', '=', 'snoozed')
    .where('until', '<=', day)
    .where('person_id', '>', after)
    .orderBy('person_id')
    .limit(limit)
    .execute()
  return rows.map(toMark)
}

function toMark(row: {
  person_id: string
  campaign: string
  milestone: string
  version: number
  state: string
  until: string | null
  marked_at: string
}): MilestoneMark {
  return {
    person: row.person_id,
    campaign: row.campaign,
    milestone: row.milestone,
    version: row.version,
    state: row.state as MilestoneMark['state'],
    until: row.until,
    at: new Date(row.marked_at),
  }
}
