// The updates that wait for getUpdates, and the one caller who may wait for them.

import type { Update } from 'grammy/types'
import { TelegramRefusal } from './telegram-refusal.ts'

/** How to hear that a caller has hung up. */
export type OnGone = (listener: () => void) => void

/** One getUpdates call. */
export interface PollRequest {
  /** One more than the last update seen; less than 0 counts from the end. */
  readonly offset: number
  readonly limit: number
  readonly waitMs: number
  /** Calls back when the caller has hung up. */
  readonly onGone: OnGone
}

/** The waiting updates. */
export interface UpdateQueue {
  readonly size: number
  /** `again`: handed out once more, even if it has been confirmed. */
  add(update: Update, again?: boolean): void
  /** Takes all of them away. */
  drain(): Update[]
  /** Answers when there is something, or after the wait; the caller before gets 409. */
  poll(request: PollRequest): Promise<Update[]>
  /** Sends the waiting caller away, with 409 if a reason is given. */
  dismiss(reason?: string): void
}

interface Entry {
  readonly update: Update
  readonly again: boolean
}

interface Caller {
  answer(): void
  refuse(reason: string): void
}

/** Creates an empty queue. */
export function createUpdateQueue(): UpdateQueue {
  let entries: readonly Entry[] = []
  let fresh: Entry[] = []
  let caller: Caller | undefined

  const all = () => {
    if (fresh.length > 0) entries = [...entries, ...fresh]
    fresh = []
    return entries
  }
  const handOut = (limit: number) => {
    const batch = all().slice(0, limit)
    entries = entries.filter((entry) => !(entry.again && batch.includes(entry)))
    return batch.map(({ update }) => update)
  }
  const dismiss = (reason?: string) => {
    if (reason === undefined) caller?.answer()
    else caller?.refuse(reason)
  }
  const wait = ({ limit, waitMs, onGone }: PollRequest) =>
    new Promise<Update[]>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer)
        caller = undefined
      }
      const me: Caller = {
        answer: () => {
          leave()
          resolve(handOut(limit))
        },
        refuse: (reason) => {
          leave()
          reject(conflict(reason))
        },
      }
      const timer = setTimeout(me.answer, waitMs)
      onGone(() => {
        if (caller === me) leave()
      })
      caller = me
    })

  return {
    get size() {
      return entries.length + fresh.length
    },
    add: (update, again = false) => {
      fresh.push({ update, again })
      caller?.answer()
    },
    drain: () => {
      const drained = all().map(({ update }) => update)
      entries = []
      return drained
    },
    poll: async (request) => {
      dismiss('terminated by other getUpdates request; make sure that only one bot instance is running')
      entries = confirm(all(), request.offset)
      if (entries.length > 0 || request.waitMs === 0) return handOut(request.limit)
      return wait(request)
    },
    dismiss,
  }
}

/** Why a call cannot be served beside another one. */
export function conflict(reason: string): TelegramRefusal {
  return new TelegramRefusal(409, `Conflict: ${reason}`)
}

function confirm(entries: readonly Entry[], offset: number): readonly Entry[] {
  if (offset < 0) return entries.slice(offset)
  return entries.filter(({ update, again }) => again || update.update_id >= offset)
}
