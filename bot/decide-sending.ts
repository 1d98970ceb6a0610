// Whether a letter goes now: not at night, not too late, not to somebody who has gone.

import type { Clock } from '../clock.ts'
import { decentHour } from '../handlers/reminding/due-days.ts'
import { readContact } from '../store/contacts.ts'
import type { Db } from '../store/database.ts'
import { isKept, type Letter } from '../store/outbox.ts'

/** `forget`: the letter is no longer in the database. */
export type SendingDecision =
  | { readonly act: 'send' }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'forget' }
  | { readonly act: 'end'; readonly state: 'expired' | 'blocked'; readonly reason: string }

const UNSURE_MS = 30_000
const FRESH_MS = 2_000 // a letter that waited no longer is delivered as it was written

/** What is to be done with the letter whose turn it is. */
export async function decideSending(letter: Letter, db: Db, clock: Clock): Promise<SendingDecision> {
  const ms = waitFor(letter, clock)
  if (ms > 0) return { act: 'wait', ms }
  if (letter.expiresAt && letter.expiresAt <= clock.now() && clock.isSure())
    return {
      act: 'end',
      state: 'expired',
      reason: ['no longer useful', letter.trouble].filter(Boolean).join('; before: '),
    }
  if (await wasErased(letter, db, clock)) return { act: 'forget' }
  if (await isUnwelcome(letter, db)) return { act: 'end', state: 'blocked', reason: 'the person cannot be reached' }
  return { act: 'send' }
}

// What nobody asked for goes neither at night, however long it waited, nor while it is not sure what time it is;
// operators are told at once.
function waitFor({ purpose, answers, expiresAt }: Letter, clock: Clock): number {
  if (purpose === 'reply' || answers === 'operators') return 0
  if (!clock.isSure()) return UNSURE_MS
  const now = clock.now()
  return expiresAt && expiresAt <= now ? 0 : decentHour(now).getTime() - now.getTime()
}

// A person may have everything of theirs erased while their letters wait.
async function wasErased({ id, attempts, createdAt }: Letter, db: Db, clock: Clock): Promise<boolean> {
  const hasWaited = attempts > 0 || Math.abs(clock.now().getTime() - createdAt.getTime()) > FRESH_MS
  return hasWaited && !(await isKept(db, id))
}

// Who answers has just written; what nobody asked for is not even tried on somebody who has gone.
async function isUnwelcome({ purpose, conversationId }: Letter, db: Db): Promise<boolean> {
  return purpose === 'reminder' && ((await readContact(db, conversationId))?.unreachable ?? null) !== null
}
