// The only place that reads the machine's clock. Every day is a day in Vietnam.

import { Temporal } from 'temporal-polyfill'

export const VIETNAM = 'Asia/Ho_Chi_Minh'

export interface Clock {
  /** The instant the assistant takes for now. */
  now(): Date
  /** The machine's own time, wherever the clock was set: for what other machines agree on, such as tokens and leases. */
  machine(): Date
  /** Today's date in Vietnam. */
  today(): Temporal.PlainDate
  /** Moves the clock forward; for the demo and for tests. */
  advance(duration: { days?: number; hours?: number; minutes?: number }): void
  /** Calls back after each `advance`: what has become due happens at once. */
  onAdvance(listener: () => void): void
}

/** A clock that runs normally from `startsAt` on; without it, the machine's own time. */
export function createClock(startsAt?: Date): Clock {
  const started = Date.now()
  let offsetMs = startsAt ? startsAt.getTime() - started : 0
  const listeners: (() => void)[] = []
  const now = () => new Date(Date.now() + offsetMs)
  return {
    now,
    machine: () => new Date(),
    today: () => toVietnamDate(now()),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      offsetMs += ((days * 24 + hours) * 60 + minutes) * 60_000
      for (const listener of listeners) listener()
    },
    onAdvance: (listener) => void listeners.push(listener),
  }
}

/** The date in Vietnam at this instant: 16/02/2020 17:30 UTC is already 17/02 there. */
export function toVietnamDate(instant: Date): Temporal.PlainDate {
  const there = new Date(instant.getTime() + UTC_OFFSET_MS)
  return new Temporal.PlainDate(there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate())
}

// Without daylight saving since 1975. Every message asks for its date, and asking the table of zones takes six times as long.
const UTC_OFFSET_MS = 7 * 3_600_000

/** The instant at which it is so late (“08:00”) on that day in Vietnam. */
export function toInstant(day: Temporal.PlainDate, time: string): Date {
  const at = day.toZonedDateTime({ timeZone: VIETNAM, plainTime: Temporal.PlainTime.from(time) })
  return new Date(at.epochMilliseconds)
}

/** How late it is in Vietnam at this instant: “08:00”. */
export function toVietnamTime(instant: Date): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(VIETNAM)
  return at.toPlainTime().toString({ smallestUnit: 'minute' })
}
