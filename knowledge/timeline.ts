// A plan's milestones as they hold today: what the plan says, and what organisers decided beside it.

import { Temporal } from 'temporal-polyfill'
import { lastValidDay } from './deadlines.ts'
import type { Campaign } from './load.ts'
import type { Milestone } from './schema.ts'

/** What an organiser decided about a milestone. The plan's own words stay as they are. */
export interface Decision {
  readonly milestone: string
  /** Counts the decisions about this milestone, from 1: a reminder planned for an older one no longer holds. */
  readonly version: number
  /** `day`: the last valid day is another; `cancelled`: it is no longer to be done; `plan`: the plan holds again. */
  readonly kind: 'day' | 'cancelled' | 'plan'
  /** For `day` the last day on which it can be done; for `cancelled` the one that held until then, if any. */
  readonly day: Temporal.PlainDate | null
  readonly reason: string
  /** The day in Vietnam on which it was decided. */
  readonly on: Temporal.PlainDate
}

export type Standing = 'ahead' | 'open' | 'passed' | 'occasion' | 'cancelled'

/** A milestone with the day that holds. */
export interface Timed {
  readonly milestone: Milestone
  /** 0 as the plan has it, else that of the last decision. */
  readonly version: number
  /** The last day on which it can be done; null where nobody has named one. */
  readonly last: Temporal.PlainDate | null
  /** The decision that holds; null where the plan does. */
  readonly decision: Decision | null
  readonly standing: Standing
}

/** The milestones in the order people need them: next first, without a day, passed, cancelled, occasions last. */
export function toTimeline(campaign: Campaign, decisions: readonly Decision[], today: Temporal.PlainDate): Timed[] {
  return campaign.milestones
    .map((milestone) => toTimed(campaign, milestone, decisions, today))
    .map((timed, index) => ({ timed, index }))
    .sort((a, b) => compare(a.timed, b.timed) || a.index - b.index)
    .map(({ timed }) => timed)
}

/** One milestone as it holds today. */
export function toTimed(
  campaign: Campaign,
  milestone: Milestone,
  decisions: readonly Decision[],
  today: Temporal.PlainDate,
): Timed {
  const latest = decisions
    .filter((one) => one.milestone === milestone.id)
    .reduce<Decision | null>((found, one) => (found && found.version > one.version ? found : one), null)
  const holds = latest?.kind !== 'plan' && !isSpent(milestone, latest, today)
  const decision = holds ? latest : null
  const last = decision?.day ?? lastValidDay(milestone)
  const timed = { milestone, version: latest?.version ?? 0, last, decision }
  return { ...timed, standing: toStanding(campaign, timed, today) }
}

// A day set for a yearly duty holds for its year; the next year's is to be set anew.
function isSpent({ kind }: Milestone, decision: Decision | null, today: Temporal.PlainDate): boolean {
  return kind === 'yearly' && decision?.day != null && decision.day.year < today.year
}

function toStanding(
  campaign: Campaign,
  { milestone, last, decision }: Omit<Timed, 'standing'>,
  today: Temporal.PlainDate,
): Standing {
  if (decision?.kind === 'cancelled') return 'cancelled'
  if (last) return Temporal.PlainDate.compare(today, last) <= 0 ? 'ahead' : 'passed'
  if (milestone.kind === 'occasion') return 'occasion'
  const lastYear = milestone.year ?? milestone.to ?? campaign.period.to
  return today.year <= lastYear ? 'open' : 'passed'
}

const ORDER: readonly Standing[] = ['ahead', 'open', 'passed', 'cancelled', 'occasion']

function compare(a: Timed, b: Timed): number {
  return (
    ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0)
  )
}

// A day before a bare year before nothing at all.
function dayOf({ milestone, last }: Timed): string {
  return (
    last?.toString() ?? milestone.date ?? (milestone.year ? `${milestone.year}-99` : `${milestone.from ?? 9999}-99+`)
  )
}

/**
 * The plan with the organisers' days in place of its own and without what they cancelled, for what is decided by the day
 * that holds, such as whether a registration is late. Never for telling what the plan says.
 */
export function withDecisions(campaign: Campaign, decisions: readonly Decision[], today: Temporal.PlainDate): Campaign {
  if (decisions.length === 0) return campaign
  const milestones = campaign.milestones.flatMap((milestone): Milestone[] => {
    const { decision, last } = toTimed(campaign, milestone, decisions, today)
    if (decision?.kind === 'cancelled') return []
    return [decision?.kind === 'day' && last ? { ...milestone, kind: 'by', date: last.toString() } : milestone]
  })
  return { ...campaign, milestones }
}
