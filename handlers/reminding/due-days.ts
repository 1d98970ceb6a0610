// When reminders of a deadline fall: working days before the last one on which a paper is received, never after it.

import { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import { type Decision, type Timed, toTimeline } from '../../knowledge/timeline.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'

/** The hours within which reminders are sent. */
export const SENT_FROM = '07:30'
export const SENT_UNTIL = '21:00'
export const OVERDUE = 'overdue'
/** “Đã quá hạn” is worth saying for so long. */
const OVERDUE_DAYS = 14

/** A milestone with a day by which it is to be done. */
export interface Deadline {
  readonly campaign: Campaign
  readonly timed: Timed
  /** The last day on which it can be done. */
  readonly last: Temporal.PlainDate
  /** No reminder before: the document was not there yet, or the day was decided later. */
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
  readonly hour: string
}

/** The milestones of a campaign that have a day as of `today`, whether the plan names it or an organiser does. */
export function deadlinesOf(
  campaign: Campaign,
  decisions: readonly (Decision & { readonly at: Date })[],
  today: Temporal.PlainDate,
): Deadline[] {
  return toTimeline(campaign, decisions, today).flatMap((timed): Deadline[] => {
    const { last, milestone, decision, version } = timed
    if (!last || timed.standing === 'cancelled') return []
    const decided = decisions.find((one) => one.milestone === milestone.id && one.version === version)
    const from = decision && decided ? toVietnamDate(decided.at) : publishedOn(campaign, milestone.section)
    return [{ campaign, timed, last, from }]
  })
}

/** All reminders of a deadline for these settings, the first first; those that no rule allows are left out. */
export function dueDays(
  { campaign, last, from }: Pick<Deadline, 'campaign' | 'last' | 'from'>,
  { leads, hour }: Settings,
  workingDays: WorkingDays,
): Due[] {
  const days = [...new Set(leads)]
    .sort((a, b) => b - a)
    .map((lead) => ({ lead: String(lead), day: leadDay(last, lead, workingDays) }))
  return [...days, { lead: OVERDUE, day: overdueDay(last, workingDays) }]
    .filter(({ day }) => (!from || Temporal.PlainDate.compare(day, from) >= 0) && day.year <= campaign.period.to)
    .map(({ lead, day }) => ({ lead, at: toInstant(day, hour) }))
}

/**
 * Which of them is to be sent at `now`: the nearest to the deadline, if it still tells something true; and those it
 * stands for. What was due at `since` or before is not made up for.
 */
export function dueNow(
  dues: readonly Due[],
  last: Temporal.PlainDate,
  since: Date,
  now: Date,
): { nearest: Due; passed: readonly Due[] } | null {
  const reached = dues.filter(({ at }) => at > since && at <= now)
  const nearest = reached.at(-1)
  return nearest && isCurrent(nearest.lead, last, now) ? { nearest, passed: reached.slice(0, -1) } : null
}

/** Whether a reminder still tells something true: until the last day; “đã quá hạn” for two weeks after it. */
export function isCurrent(lead: string, last: Temporal.PlainDate, now: Date): boolean {
  const past = last.until(toVietnamDate(now)).days
  return lead === OVERDUE ? past > 0 && past <= OVERDUE_DAYS : past <= 0
}

/** The day of a reminder `lead` working days before the last working day on which it can be done. */
export function leadDay(last: Temporal.PlainDate, lead: number, workingDays: WorkingDays): Temporal.PlainDate {
  let day = workingDays.lastOnOrBefore(last)
  for (let left = lead; left > 0; left--) day = workingDays.lastOnOrBefore(day.subtract({ days: 1 }))
  return day
}

// The first working day on which it is too late.
function overdueDay(last: Temporal.PlainDate, workingDays: WorkingDays): Temporal.PlainDate {
  let day = last.add({ days: 1 })
  while (!workingDays.isWorkingDay(day)) day = day.add({ days: 1 })
  return day
}

/** The first instant from `at` on within the hours of reminders. */
export function decentHour(at: Date): Date {
  const day = toVietnamDate(at)
  if (at < toInstant(day, SENT_FROM)) return toInstant(day, SENT_FROM)
  return at < toInstant(day, SENT_UNTIL) ? at : toInstant(day.add({ days: 1 }), SENT_FROM)
}

function publishedOn({ documents }: Campaign, section: string): Temporal.PlainDate | null {
  const document = documents.find(({ sections }) => sections.some(({ id }) => id === section))
  const date = document?.meta.date
  return date && date !== 'not_stated' ? Temporal.PlainDate.from(date.value) : null
}
