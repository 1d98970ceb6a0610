import { Temporal } from 'temporal-polyfill'
import type { Campaign } from '../../knowledge/load.ts'
import { type Decision, type Timed, toTimeline } from '../../knowledge/timeline.ts'
import { milestoneDaysOf } from '../../store/milestone-days.ts'
import type { Tools } from '../handler.ts'

/** What organisers decided about the milestones of a campaign. */
export async function decisionsOf(db: Tools['db'], campaign: string): Promise<Decision[]> {
  const days = await milestoneDaysOf(db, campaign)
  return days.map(({ milestone, version, kind, day, reason }) => ({
    milestone,
    version,
    kind,
    day: day === null ? null : Temporal.PlainDate.from(day),
    reason,
  }))
}

/** A campaign's milestones as they hold today, next first. */
export async function timelineOf(campaign: Campaign, { db, clock }: Pick<Tools, 'db' | 'clock'>): Promise<Timed[]> {
  return toTimeline(campaign, await decisionsOf(db, campaign.id), clock.today())
}
