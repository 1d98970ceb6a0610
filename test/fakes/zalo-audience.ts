// Whom the OA may write to, and when: an interaction opens 48 free hours and 7 days in all.

import type { Refusal } from './zalo-send-rules.ts'

const HOUR = 3_600_000

interface Person {
  lastInteraction: number | null
  answersSince: number
  following: boolean
  refusal: Refusal | null
}

export interface Audience {
  /** Knows the person, who has never written. */
  add(userId: string): void
  /** The person did something: the window opens anew. */
  interact(userId: string): void
  follow(userId: string, following: boolean): void
  /** From now on every message to them is refused with this. */
  refuse(userId: string, refusal: Refusal | null): void
  refusalFor(userId: string, rules: { strict: boolean; csReply: CsReply | null }): Refusal | null
  /** Counts an accepted answer; whether it was beyond the free hours. */
  count(userId: string): { billed: boolean; answers: number }
  lastInteractionOf(userId: string): number | null
  answersSinceInteraction(userId: string): number
  isFollowing(userId: string): boolean
  knows(userId: string): boolean
  ids(): string[]
}

/** The older rule: so many answers a window. Which code the next one gets is not known. */
export interface CsReply {
  readonly total: number
  readonly errorCode: -211 | -218
}

export function createAudience(now: () => Date): Audience {
  const people = new Map<string, Person>()
  const meet = (userId: string): Person => {
    const known = people.get(userId)
    if (known) return known
    const person = { lastInteraction: null, answersSince: 0, following: false, refusal: null }
    people.set(userId, person)
    return person
  }
  const ageOf = (person: Person | undefined) =>
    person?.lastInteraction == null ? Number.POSITIVE_INFINITY : now().getTime() - person.lastInteraction
  return {
    add: (userId) => void meet(userId),
    interact: (userId) => {
      const person = meet(userId)
      person.lastInteraction = now().getTime()
      person.answersSince = 0
    },
    follow: (userId, following) => {
      meet(userId).following = following
    },
    refuse: (userId, refusal) => {
      meet(userId).refusal = refusal
    },
    refusalFor: (userId, { strict, csReply }) => {
      const person = people.get(userId)
      if (person?.refusal) return person.refusal
      if (!strict) return null
      if (!person) return { error: -213, message: 'User has not followed the OA' }
      if (person.lastInteraction === null) return { error: -232, message: 'User has not interacted with the OA' }
      if (ageOf(person) > 7 * 24 * HOUR) return { error: -230, message: 'User has not interacted in the last 7 days' }
      if (csReply && person.answersSince >= csReply.total) return { error: csReply.errorCode, message: 'Out of quota' }
      return null
    },
    count: (userId) => {
      const person = meet(userId)
      person.answersSince++
      return { billed: ageOf(person) > 48 * HOUR, answers: person.answersSince }
    },
    lastInteractionOf: (userId) => people.get(userId)?.lastInteraction ?? null,
    answersSinceInteraction: (userId) => people.get(userId)?.answersSince ?? 0,
    isFollowing: (userId) => people.get(userId)?.following ?? false,
    knows: (userId) => people.has(userId),
    ids: () => [...people.keys()],
  }
}
