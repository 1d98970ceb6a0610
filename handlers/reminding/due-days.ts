// At which moments somebody is reminded of a deadline, and which of them still tells something true.

import type { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { overdueDay, publishedOn, reminderDays } from '../../knowledge/reminder-days.ts'
import type { Milestone } from '../../knowledge/schema.ts'
import { type Timed, toTimeline } from '../../knowledge/timeline.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import type { Decided } from './decisions.ts'

/** The hours within which reminders are sent. */
export const SENT_FROM = '07:30'
export const SENT_UNTIL = '21:00'
export const OVERDUE = 'overdue'
const OVERDUE_DAYS = 14 // “đã quá hạn” is news for so long; it waits for Tết to pass

/** A milestone with a day by which it is to be done. */
export interface Deadline {
  readonly campaign: Campaign
  readonly timed: Timed
  /** The last day on which it can be done. */
  readonly last: Temporal.PlainDate
  /** No reminder before: the plan was not there yet, or the day was decided later. */
  readonly from: Temporal.PlainDate | null
}

/** One reminder as it falls. */
export interface Due {
  /** “7”: working days before; “0” on the last working day; “overdue” once it is too late. */
  readonly lead: string
  readonly at: Date
}

/** How somebody wants to be reminded. */
export interface Settings {
  readonly leads: readonly number[]
  /** “08:00”, in Vietnam. */
  readonly hour: string
}

/**
 * The milestones of a campaign that have a day as of `today`, whether the plan names it or an organiser does: those
 * that `whom` is reminded of.
 */
export function deadlinesOf(
  campaign: Campaign,
  decisions: readonly Decided[],
  today: Temporal.PlainDate,
  whom: Milestone['reminds'] = 'followers',
): Deadline[] {
  return toTimeline(campaign, decisions, today).flatMap((timed): Deadline[] => {
    const { last, milestone, decision, standing } = timed
    if (!last || standing === 'cancelled' || milestone.reminds !== whom) return []
    return [{ campaign, timed, last, from: decision ? decision.on : publishedOn(campaign) }]
  })
}

/** All reminders of a deadline for these settings, the first first. None comes after the campaign's last year. */
export function duesOf({ campaign, last, from }: Deadline, { leads, hour }: Settings, workingDays: WorkingDays): Due[] {
  const before = reminderDays(last, leads, workingDays, from).map(({ lead, day }) => ({ lead: String(lead), day }))
  return [...before, { lead: OVERDUE, day: overdueDay(last, workingDays) }]
    .filter(({ day }) => day.year <= campaign.period.to)
    .map(({ lead, day }) => ({ lead, at: toInstant(day, hour) }))
}

/**
 * Which of them is to be sent at `now`: the one nearest to the deadline, while it tells something true; and those it
 * stands for, which are not made up for.
 */
export function dueAt(
  dues: readonly Due[],
  last: Temporal.PlainDate,
  now: Date,
): { readonly nearest: Due; readonly passed: readonly Due[] } | null {
  const reached = dues.filter(({ at }) => at <= now)
  const nearest = reached.at(-1)
  return nearest && isCurrent(nearest.lead, last, toVietnamDate(now)) ? { nearest, passed: reached.slice(0, -1) } : null
}

/** Whether a reminder still tells something true: until the last day; “đã quá hạn” for two weeks after it. */
export function isCurrent(lead: string, last: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const past = last.until(today).days
  return lead === OVERDUE ? past > 0 && past <= OVERDUE_DAYS : past <= 0
}

/** The reminders of a deadline that are left at `now` of those before it; `taken` holds those that came already. */
export function leftOf(
  deadline: Deadline,
  settings: Settings,
  { workingDays, now, taken }: { workingDays: WorkingDays; now: Date; taken: ReadonlySet<string> },
): Due[] {
  const { milestone, version } = deadline.timed
  return duesOf(deadline, settings, workingDays).filter(
    ({ lead, at }) => lead !== OVERDUE && at > now && !taken.has(`${milestone.id} ${version} ${lead}`),
  )
}

/** The first instant from `at` on within the hours of reminders. */
export function decentHour(at: Date): Date {
  const day = toVietnamDate(at)
  if (at < toInstant(day, SENT_FROM)) return toInstant(day, SENT_FROM)
  return at < toInstant(day, SENT_UNTIL) ? at : toInstant(day.add({ days: 1 }), SENT_FROM)
}
