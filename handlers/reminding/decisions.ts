import { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Decision, type Timed, toTimeline } from '../../knowledge/timeline.ts'
import { milestoneDaysOf } from '../../store/milestone-days.ts'
import type { Tools } from '../handler.ts'

/** A decision, and when it was taken. */
export interface Decided extends Decision {
  readonly at: Date
}

/** What organisers decided about the milestones of a campaign. */
export async function decisionsOf(db: Tools['db'], campaign: string): Promise<Decided[]> {
  const days = await milestoneDaysOf(db, campaign)
  return days.map(({ milestone, version, kind, day, reason, at }) => ({
    at,
    milestone,
    version,
    kind,
    day: day === null ? null : Temporal.PlainDate.from(day),
    reason,
    on: toVietnamDate(at),
  }))
}

/** A campaign's milestones as they hold today, next first. */
export async function timelineOf(campaign: Campaign, { db, clock }: Pick<Tools, 'db' | 'clock'>): Promise<Timed[]> {
  return toTimeline(campaign, await decisionsOf(db, campaign.id), clock.today())
}

/** The same of a campaign by its id; none once it was taken out of the knowledge. */
export async function timelineOfId(id: string, tools: Pick<Tools, 'db' | 'clock' | 'knower'>): Promise<Timed[]> {
  const campaign = tools.knower.current().campaigns.find((one) => one.id === id)
  return campaign ? timelineOf(campaign, tools) : []
}
