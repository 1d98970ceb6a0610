// What organisers decided about milestones: a day, another day, none. The plans' own words stay as they are.

import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

export interface MilestoneDay {
  readonly campaign: string
  readonly milestone: string
  /** Counts the decisions about this milestone, from 1; version 0 is the plan itself. */
  readonly version: number
  /** `day`: this is the last valid day; `cancelled`: it is no longer to be done; `plan`: the plan holds again. */
  readonly kind: 'day' | 'cancelled' | 'plan'
  /** ISO, such as `2020-02-21`; of a cancelled one the day that held until then, if any. */
  readonly day: string | null
  readonly reason: string
  readonly by: string
  readonly at: Date
}

/** All decisions about a campaign's milestones, the first decided first. */
export async function milestoneDaysOf(db: Db, campaign: string): Promise<MilestoneDay[]> {
  const { rows } = await ofCampaign(db, { campaign })
  return rows.map((row) => ({
    campaign: row.campaign,
    milestone: row.milestone,
    version: row.version,
    kind: row.kind as MilestoneDay['kind'],
    day: row.day,
    reason: row.reason,
    by: row.decided_by,
    at: new Date(row.decided_at),
  }))
}

const ofCampaign = prepare((db: Db, { campaign }: { campaign: string }) =>
  db.selectFrom('milestone_days').selectAll().where('campaign', '=', campaign).orderBy('milestone').orderBy('version'),
)

/** The campaigns about whose milestones anything was decided. */
export async function decidedCampaigns(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await campaigns(db, {})
  return new Set(rows.map(({ campaign }) => campaign))
}

const campaigns = prepare((db: Db) => db.selectFrom('milestone_days').select('campaign').distinct())

/** Keeps a decision under the version it was made for. Throws if another was kept under it in the meantime. */
export async function keepMilestoneDay(db: Db, decision: MilestoneDay): Promise<void> {
  const { campaign, milestone, version, kind, day, reason, by, at } = decision
  await db
    .insertInto('milestone_days')
    .values({ campaign, milestone, version, kind, day, reason, decided_by: by, decided_at: at.toISOString() })
    .execute()
}
