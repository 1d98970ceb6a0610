import { Temporal } from 'temporal-polyfill'
import type { WorkingDays } from '../../knowledge/working-days.ts'

/**
 * On which day “Nhắc lại ngày mai” comes: tomorrow, or the working day after the days off; null where the last day is
 * over by then.
 */
export function dayAgain(
  last: Temporal.PlainDate,
  today: Temporal.PlainDate,
  workingDays: WorkingDays,
): Temporal.PlainDate | null {
  const day = workingDays.firstAfter(today)
  return Temporal.PlainDate.compare(day, last) > 0 ? null : day
}
