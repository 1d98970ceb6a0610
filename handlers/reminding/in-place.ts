// Whoever chooses how long before, when that day has passed for the coming deadline, is reminded of it nevertheless. Pure.

import { Temporal } from 'temporal-polyfill'
import { toVietnamDate } from '../../clock.ts'
import type { Campaign } from '../../knowledge/load.ts'
import type { WorkingDays } from '../../knowledge/working-days.ts'
import { DEFAULT_FOLLOW } from '../../store/follows.ts'
import type { Decided } from './decisions.ts'
import { type Deadline, leftOf, type Settings } from './due-days.ts'
import { deadlinesAhead } from './next-reminder.ts'

/** A deadline of which these settings no longer remind; `at` is when it is reminded of in place, null where it is too near. */
export interface Passed {
  readonly deadline: Deadline
  readonly at: Date | null
}

/**
 * The deadlines ahead for which no reminder of these settings is left at `now`. In place comes the first of the usual
 * ones that is left, from tomorrow on; on the last working day, that of the day.
 */
export function passedBy(
  campaign: Campaign,
  settings: Settings,
  context: { decisions: readonly Decided[]; workingDays: WorkingDays; now: Date; taken: ReadonlySet<string> },
): Passed[] {
  const today = toVietnamDate(context.now)
  return deadlinesAhead(campaign, context.decisions, today).flatMap((deadline) => {
    if (leftOf(deadline, settings, context).length > 0) return []
    const usual = leftOf(deadline, { ...settings, leads: DEFAULT_FOLLOW.leads }, context)
    const next = usual.find(({ at }) => Temporal.PlainDate.compare(toVietnamDate(at), today) > 0) ?? usual[0]
    return [{ deadline, at: next?.at ?? null }]
  })
}
