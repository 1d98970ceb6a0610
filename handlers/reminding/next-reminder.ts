import { Temporal } from 'temporal-polyfill'
import { toInstant, toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { Timed } from '../../knowledge/timeline.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import type { Follow } from '../../store/follows.ts'
import type { InPlace } from '../../store/reminders-in-place.ts'
import type { Decided } from './decisions.ts'
import { type Deadline, deadlinesOf, leftOf } from './due-days.ts'

export interface NextReminder {
  readonly deadline: Deadline
  readonly at: Date
}

/**
 * What somebody who follows a campaign is told next, and when; null if nothing is to come. Nothing of what is
 * no longer needed of them.
 */
export function nextReminder(
  campaign: Campaign,
  settings: Pick<Follow, 'leads' | 'hour' | 'pausedUntil'>,
  {
    decisions,
    isNeeded,
    againOn,
    inPlace,
    taken,
    workingDays,
    now,
  }: {
    decisions: readonly Decided[]
    isNeeded: (timed: Timed) => boolean
    /** The ISO day on which they want to be told again; until then nothing is told. */
    againOn: (timed: Timed) => string | null
    /** What is planned for them in place of reminders whose days had passed. */
    inPlace: readonly Omit<InPlace, 'person'>[]
    /** What came already, or is about to: none of it comes once more. */
    taken: ReadonlySet<string>
    workingDays: WorkingDays
    now: Date
  },
): NextReminder | null {
  const from = settings.pausedUntil && settings.pausedUntil > now ? settings.pausedUntil : now
  const all = deadlinesOf(campaign, decisions, toVietnamDate(now))
    .filter((deadline) => isNeeded(deadline.timed))
    .flatMap((deadline) => {
      const day = againOn(deadline.timed)
      const again = day ? toInstant(Temporal.PlainDate.from(day), settings.hour) : null
      const dues = leftOf(deadline, settings, { workingDays, now, taken })
      const { milestone, version } = deadline.timed
      const planned = inPlace.filter((one) => one.milestone === milestone.id && one.version === version)
      return [...dues.map(({ at }) => at), ...planned.map(({ at }) => at), ...(again ? [again] : [])]
        .filter((at) => at > from && (again === null || at >= again))
        .map((at) => ({ deadline, at }))
    })
  return all.reduce<NextReminder | null>((first, one) => (first && first.at <= one.at ? first : one), null)
}

/** Deadlines that can still be met on `today`, the next first. */
export function deadlinesAhead(
  campaign: Campaign,
  decisions: readonly Decided[],
  today: Temporal.PlainDate,
): Deadline[] {
  return deadlinesOf(campaign, decisions, today).filter(({ timed }) => timed.standing === 'ahead')
}
