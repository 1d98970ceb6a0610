// A clock that moves only when the story moves it.

import { type Clock, createClock, toVietnamDate } from '../../../clock.ts'

export interface StillClock extends Clock {
  /** Sets it to this moment. */
  set(at: Date): void
}

export function createStillClock(startsAt: Date): StillClock {
  let at = startsAt
  const listeners: (() => void)[] = []
  const move = (next: Date) => {
    const isForward = next > at
    at = next
    if (isForward) for (const listener of listeners) listener()
  }
  return {
    now: () => at,
    machine: createClock().machine,
    isSure: () => true,
    today: () => toVietnamDate(at),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      move(new Date(at.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000))
    },
    onAdvance: (listener) => void listeners.push(listener),
    set: move,
  }
}

/** “10/02/2020 08:00” or “16/02/2020 23:59:59”, in Vietnam; null if it is none. */
export function readMoment(text: string): Date | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2})(:\d{2})?$/.exec(text)
  return match ? new Date(`${match[3]}-${match[2]}-${match[1]}T${match[4]}${match[5] ?? ':00'}+07:00`) : null
}
