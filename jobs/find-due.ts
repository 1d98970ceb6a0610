// What of a deadline has become due since the planner looked last.

import type { Decided } from '../handlers/reminding/decisions.ts'
import { type Deadline, type Due, dueAt, duesOf, type Settings } from '../handlers/reminding/due-days.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { WorkingDays } from '../knowledge/working-days.ts'
import type { ReminderKey } from '../store/reminders.ts'

/** What a look at one campaign is about. */
export interface PlanContext {
  readonly campaign: Campaign
  readonly decisions: readonly Decided[]
  readonly workingDays: WorkingDays
  readonly now: Date
  /** What became due up to then was planned before. */
  readonly planned: Date
}

export interface Found {
  readonly nearest: Due
  /** Those it stands for. */
  readonly passed: readonly Due[]
  /** Whether its moment has come since, or the day was decided since: else only who changed something since is new. */
  readonly forAll: boolean
}

/**
 * What is due of a deadline for these settings at the moment of the look; null if it was planned before, and neither
 * the day nor, since `changedAt`, anybody's settings have changed.
 */
export function findDue(
  deadline: Deadline,
  settings: Settings,
  { decisions, workingDays, now, planned }: PlanContext,
  changedAt: Date,
): Found | null {
  const found = dueAt(duesOf(deadline, settings, workingDays), deadline.last, now)
  if (!found) return null
  const { milestone, version } = deadline.timed
  const decidedAt = decisions.find((one) => one.milestone === milestone.id && one.version === version)?.at
  const forAll = found.nearest.at > planned || (decidedAt !== undefined && decidedAt >= planned)
  return forAll || changedAt >= planned ? { ...found, forAll } : null
}

/** The ledger's key of a deadline's reminder. */
export function keyOf({ campaign, timed }: Deadline, lead: string): ReminderKey {
  return { campaign: campaign.id, milestone: timed.milestone.id, version: timed.version, lead }
}
