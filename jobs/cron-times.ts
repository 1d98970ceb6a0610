// When a cron pattern falls, by whatever clock; in Vietnam.

import { type ParsedFields, parse } from 'node-cron'
import { Temporal } from 'temporal-polyfill'
import { VIETNAM } from '../clock.ts'

const MOST_DAYS = 1_500 // one on 29 February falls within

/** The last instant at or before `now` at which the pattern falls; null if it never did. */
export function lastTime(pattern: string, now: Date): Date | null {
  return findTime(parse(pattern), now, -1)
}

/** The first instant after `now` at which the pattern falls; null if it never does. */
export function nextTime(pattern: string, now: Date): Date | null {
  return findTime(parse(pattern), now, 1)
}

function findTime(fields: ParsedFields, now: Date, step: 1 | -1): Date | null {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(VIETNAM)
  const { hour, minute, second } = at
  const sinceMidnight = (hour * 60 + minute) * 60 + second
  for (let days = 0; days <= MOST_DAYS; days++) {
    const day = at.toPlainDate().add({ days: step * days })
    if (!fallsOn(day, fields)) continue
    const seconds = findSecond(fields, days > 0 ? null : sinceMidnight, step)
    if (seconds === null) continue
    const midnight = day.toZonedDateTime({ timeZone: VIETNAM, plainTime: '00:00' })
    return new Date(midnight.epochMilliseconds + seconds * 1000)
  }
  return null
}

function fallsOn(day: Temporal.PlainDate, { month, dayOfMonth, dayOfWeek }: ParsedFields): boolean {
  return month.includes(day.month) && dayOfMonth.includes(day.day) && dayOfWeek.includes(day.dayOfWeek % 7)
}

// The second of the day that is nearest to `from`: after it, or no later than it.
function findSecond({ hour, minute, second }: ParsedFields, from: number | null, step: 1 | -1): number | null {
  const inOrder = (values: readonly number[]) => (step === 1 ? values : values.toReversed())
  for (const h of inOrder(hour))
    for (const m of inOrder(minute))
      for (const s of inOrder(second)) {
        const at = (h * 60 + m) * 60 + s
        if (from === null || (step === 1 ? at > from : at <= from)) return at
      }
  return null
}
