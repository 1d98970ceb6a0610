// The bad days of Telegram that a test can order.

import { badRequest, TelegramRefusal, tooMany } from './telegram-refusal.ts'

/** What happens to one call instead of, or before, its usual answer. */
export type FaultAnswer =
  /** Nothing is delivered; without a body the usual error object of this status. */
  | { readonly status: number; readonly body?: unknown }
  /** The usual answer, later. */
  | { readonly delayMs: number }
  /** The call takes effect, but the connection breaks before the answer. */
  | 'cut'
  /** A proxy's page instead of JSON; nothing is delivered. */
  | 'html502'

/** How many messages a chat may get in how long, before 429. */
export interface ChatLimit {
  readonly messages: number
  readonly everyMs: number
}

/** The orders a test has given, and the questions the server asks. */
export interface Faults {
  /** Queues an answer for the next `times` calls of this method. */
  nextAnswer(method: string, answer: FaultAnswer, times?: number): void
  /** What was ordered of this method is over. */
  usualAnswers(method: string): void
  /** The next `times` sendMessage calls to this chat are answered with 429. */
  tooManyRequests(chatId: number, retryAfterSeconds: number, times?: number): void
  block(chatId: number): void
  unblock(chatId: number): void
  /** From now on the old number is answered with 400 and the new one. */
  migrate(oldChatId: number, newChatId: number): void
  /** Takes the next ordered answer of this method. */
  take(method: string): FaultAnswer | undefined
  /** Throws if nothing can be done in this chat. */
  checkChat(chatId: number): void
  /** Throws if this chat may not get one more message now. */
  checkRate(chatId: number): void
}

/** Creates a record of faults with none ordered. */
export function createFaults({
  perChatLimit,
  overallLimit,
}: {
  perChatLimit?: ChatLimit | undefined
  overallLimit?: ChatLimit | undefined
}): Faults {
  const queued = new Map<string, FaultAnswer[]>()
  const floods = new Map<number, number[]>()
  const blocked = new Set<number>()
  const migrated = new Map<number, number>()
  const checkLimit = perChatLimit && createLimit(perChatLimit)
  const checkOverall = overallLimit && createLimit(overallLimit)
  return {
    nextAnswer: (method, answer, times = 1) => append(queued, method, answer, times),
    usualAnswers: (method) => void queued.delete(method),
    tooManyRequests: (chatId, retryAfterSeconds, times = 1) => append(floods, chatId, retryAfterSeconds, times),
    block: (chatId) => void blocked.add(chatId),
    unblock: (chatId) => void blocked.delete(chatId),
    migrate: (oldChatId, newChatId) => void migrated.set(oldChatId, newChatId),
    take: (method) => queued.get(method)?.shift(),
    checkChat: (chatId) => {
      if (blocked.has(chatId)) throw new TelegramRefusal(403, 'Forbidden: bot was blocked by the user')
      const movedTo = migrated.get(chatId)
      if (movedTo === undefined) return
      throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: movedTo })
    },
    checkRate: (chatId) => {
      const retryAfter = floods.get(chatId)?.shift()
      if (retryAfter !== undefined) throw tooMany(retryAfter)
      checkOverall?.(0)
      checkLimit?.(chatId)
    },
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V, times: number): void {
  lists.set(key, [...(lists.get(key) ?? []), ...Array<V>(times).fill(value)])
}

function createLimit({ messages, everyMs }: ChatLimit): (chatId: number) => void {
  const recent = new Map<number, number[]>()
  return (chatId) => {
    const now = performance.now()
    const times = (recent.get(chatId) ?? []).filter((at) => now - at < everyMs)
    recent.set(chatId, times)
    const [oldest] = times
    if (oldest !== undefined && times.length >= messages) throw tooMany(Math.ceil((oldest + everyMs - now) / 1000))
    times.push(now)
  }
}
