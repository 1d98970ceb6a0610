// The only place that reads the machine's clock. Every day is a day in Vietnam.

import { Temporal } from 'temporal-polyfill'

export const VIETNAM = 'Asia/Ho_Chi_Minh'

export interface Clock {
  /** The instant the assistant takes for now. */
  now(): Date
  /** The machine's own time, wherever the clock was set: for what other machines agree on, such as tokens and leases. */
  machine(): Date
  /**
   * Whether the machine's time can be relied on: not for an hour after it jumped, unless it is right again before. A
   * clock that was set somewhere on purpose is always sure.
   */
  isSure(): boolean
  /** Today's date in Vietnam. */
  today(): Temporal.PlainDate
  /** Moves the clock forward; for the demo and for tests. */
  advance(duration: { days?: number; hours?: number; minutes?: number }): void
  /** Calls back after each `advance`: what has become due happens at once. */
  onAdvance(listener: () => void): void
}

const JUMP_MS = 10 * 60_000 // what time servers correct little by little stays far below
const BELIEVED_MS = 60 * 60_000 // a wrong time is mended by then; a machine that slept really is so much later

/** A clock that runs normally from `startsAt` on; without it, the machine's own time. */
export function createClock(startsAt?: Date): Clock {
  const started = Date.now()
  let offsetMs = startsAt ? startsAt.getTime() - started : 0
  const listeners: (() => void)[] = []
  const now = () => new Date(Date.now() + offsetMs)
  return {
    now,
    machine: () => new Date(),
    isSure: startsAt ? () => true : createDoubt(),
    today: () => toVietnamDate(now()),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      offsetMs += ((days * 24 + hours) * 60 + minutes) * 60_000
      for (const listener of listeners) listener()
    },
    onAdvance: (listener) => void listeners.push(listener),
  }
}

// The time of day against the time that has passed: they part when somebody sets the one.
function createDoubt(): () => boolean {
  const apart = () => Date.now() - performance.now()
  let believed = apart()
  let doubtedSince: number | null = null
  return () => {
    const found = apart()
    doubtedSince ??= performance.now()
    const isSure = Math.abs(found - believed) < JUMP_MS || performance.now() - doubtedSince >= BELIEVED_MS
    if (isSure) [believed, doubtedSince] = [found, null]
    return isSure
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
