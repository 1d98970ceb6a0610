import { Temporal } from 'temporal-polyfill'
import type { Campaign } from './load.ts'
import { publishedOn } from './reminder-days.ts'
import type { Milestone } from './schema.ts'
import type { Timed } from './timeline.ts'

/** Why a day for a milestone is to be looked at twice. */
export type DayDoubt =
  /** The plan was not published then. */
  | { readonly why: 'unpublished'; readonly publishedOn: Temporal.PlainDate }
  /** The plan speaks of other years. */
  | { readonly why: 'other-year'; readonly from: number; readonly to: number }
  /** Until the day that holds people have so many days more. */
  | { readonly why: 'shorter'; readonly last: Temporal.PlainDate; readonly days: number }
  /** What has to come first may come later than that. */
  | { readonly why: 'too-early'; readonly first: Milestone; readonly last: Temporal.PlainDate }
  /** What follows from it would have to be done before. */
  | { readonly why: 'too-late'; readonly next: Milestone; readonly last: Temporal.PlainDate }

/**
 * What speaks against this last day of a milestone: the plan's publication, its years, the day that holds, the order of its
 * milestones.
 */
export function doubtDay(
  day: Temporal.PlainDate,
  milestone: Milestone,
  campaign: Campaign,
  timeline: readonly Timed[],
): DayDoubt[] {
  const published = publishedOn(campaign)
  const [from, to] = yearsOf(milestone, campaign)
  const known = timeline.filter(({ standing }) => standing !== 'cancelled')
  const holds = known.find((one) => one.milestone.id === milestone.id)?.last ?? null
  const before = known.filter((one) => milestone.after.includes(one.milestone.id))
  const behind = known.filter((one) => one.milestone.after.includes(milestone.id))
  return [
    ...(published && isBefore(day, published) ? [{ why: 'unpublished' as const, publishedOn: published }] : []),
    ...(day.year < from || day.year > to ? [{ why: 'other-year' as const, from, to }] : []),
    ...(holds && isBefore(day, holds) ? [{ why: 'shorter' as const, last: holds, days: day.until(holds).days }] : []),
    ...before.flatMap(({ milestone: first, last }): DayDoubt[] =>
      last && isBefore(day, last) ? [{ why: 'too-early', first, last }] : [],
    ),
    ...behind.flatMap(({ milestone: next, last }): DayDoubt[] =>
      last && isBefore(last, day) ? [{ why: 'too-late', next, last }] : [],
    ),
  ]
}

function yearsOf({ kind, date, year, from, to }: Milestone, { period }: Campaign): readonly [number, number] {
  if (kind === 'in-year' && year) return [year, year]
  const own = date ? Temporal.PlainDate.from(date).year : null
  // A deadline with a day may lie beside the plan's years, as that for sending a plan in does.
  return [Math.min(from ?? period.from, own ?? Infinity), Math.max(to ?? period.to, own ?? -Infinity)]
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0
}
