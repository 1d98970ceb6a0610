// On which days a deadline is spoken of beforehand. Pure: no clock, no database.

import { Temporal } from 'temporal-polyfill'
import type { Campaign } from './load.ts'
import type { WorkingDays } from './working-days.ts'

export interface ReminderDay {
  /** So many working days before the last working day on which it can be done; 0 is that day itself. */
  readonly lead: number
  readonly day: Temporal.PlainDate
}

/**
 * The days for these leads, the first one first; each a working day, moved earlier and never later, since a paper is
 * received on working days only. For “trước ngày 17/02/2020” (Sunday 16/02): 3 → 11/02, 1 → 13/02, 0 → 14/02. None
 * before the plan was published.
 */
export function reminderDays(
  last: Temporal.PlainDate,
  leads: readonly number[],
  workingDays: WorkingDays,
  publishedOn: Temporal.PlainDate | null,
): ReminderDay[] {
  return [...new Set(leads)]
    .map((lead) => ({ lead, day: workingDaysBefore(last, lead, workingDays) }))
    .filter(({ day }) => publishedOn === null || Temporal.PlainDate.compare(day, publishedOn) >= 0)
    .sort((a, b) => Temporal.PlainDate.compare(a.day, b.day))
}

/** The first working day on which it is too late: then “đã quá hạn” is said, once. */
export function overdueDay(last: Temporal.PlainDate, workingDays: WorkingDays): Temporal.PlainDate {
  let day = last.add({ days: 1 })
  while (!workingDays.isWorkingDay(day)) day = day.add({ days: 1 })
  return day
}

/** The day of the campaign's latest dated document: nobody is reminded of what was not known yet; null if none is dated. */
export function publishedOn({ documents }: Pick<Campaign, 'documents'>): Temporal.PlainDate | null {
  const dates = documents.flatMap(({ meta }) => (meta.date === 'not_stated' ? [] : [meta.date.value])).sort()
  const latest = dates.at(-1)
  return latest ? Temporal.PlainDate.from(latest) : null
}

function workingDaysBefore(last: Temporal.PlainDate, count: number, workingDays: WorkingDays): Temporal.PlainDate {
  let day = workingDays.lastOnOrBefore(last)
  for (let left = count; left > 0; left--) day = workingDays.lastOnOrBefore(day.subtract({ days: 1 }))
  return day
}
