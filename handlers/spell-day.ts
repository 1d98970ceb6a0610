// Days and moments as a person reads them.

import type { Temporal } from 'temporal-polyfill'
import { toVietnamDate, toVietnamTime } from '../clock.ts'
import { formatDate, weekday } from '../knowledge/working-days.ts'

/** “thứ Sáu 14/02/2020” */
export function spellDay(day: Temporal.PlainDate): string {
  return `${weekday(day)} ${formatDate(day)}`
}

/** “08:00 thứ Sáu 14/02/2020” */
export function spellMoment(at: Date): string {
  return `${toVietnamTime(at)} ${spellDay(toVietnamDate(at))}`
}
