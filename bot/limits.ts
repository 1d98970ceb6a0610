// How much one person may ask of the assistant, so that a flood starves nobody else.

import type { Clock } from '../clock.ts'

/** `tell`: the first message over the limit, which is answered by saying so; `drop`: the ones after it. */
export type Verdict = 'pass' | 'tell' | 'drop'

const MINUTE_MS = 60_000
const SWEEP_AT = 5_000 // people remembered before those of past minutes are forgotten

/** Counts each person's messages by the minute; `perMinute` of them pass. */
export function createLimiter(perMinute: number, clock: Pick<Clock, 'machine'>): (person: string) => Verdict {
  let sweptAt = 0
  const counts = new Map<string, { since: number; count: number }>()
  return (person) => {
    const now = clock.machine().getTime()
    const known = counts.get(person)
    const current = known && now - known.since < MINUTE_MS ? known : { since: now, count: 0 }
    current.count += 1
    counts.set(person, current)
    if (counts.size > SWEEP_AT && now - sweptAt >= MINUTE_MS) {
      sweptAt = now
      for (const [other, { since }] of counts) if (now - since >= MINUTE_MS) counts.delete(other)
    }
    if (current.count <= perMinute) return 'pass'
    return current.count === perMinute + 1 ? 'tell' : 'drop'
  }
}
