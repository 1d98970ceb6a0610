// Puts what nobody asked for into the outbox, for the conversation that reaches a person now.

import type { ChannelName, Reply } from '../message.ts'
import type { Way } from '../store/audience.ts'
import type { Db } from '../store/database.ts'
import { type Letter, post, remindersWaiting } from '../store/outbox.ts'
import { chooseWay, type Tried } from './choose-way.ts'
import type { JobTools } from './job-tools.ts'

/** Letters of a channel that may wait in the outbox: ten seconds of the fastest, and the rest can still be called off. */
const MOST_WAITING = 300
const BUSY_MS = 20_000
/** An empty message, by which a channel shows whether this process serves it. */
export const NOTHING = { kind: 'action', blocks: [], sources: [], choices: [] } as const

/** How many letters each channel of this process still takes. */
export type Room = Map<ChannelName, number>

/** The room there is now. */
export async function roomNow({ db, outbox }: JobTools): Promise<Room> {
  const waiting = await remindersWaiting(db)
  const served = (['telegram', 'zalo', 'web'] as const).filter((name) => outbox.split(name, NOTHING) !== null)
  return new Map(served.map((name) => [name, MOST_WAITING - (waiting.get(name) ?? 0)]))
}

/** Whether any channel still takes something. */
export function hasRoom(room: Room): boolean {
  return [...room.values()].some((left) => left > 0)
}

export type Posted =
  | { readonly kind: 'posted'; readonly letterId: string; readonly letters: readonly Letter[] }
  | { readonly kind: 'later'; readonly until: Date; readonly reason: string }
  | { readonly kind: 'none'; readonly state: 'window_closed' | 'blocked'; readonly reason: string }

export interface Posting {
  readonly ways: readonly Way[]
  /** The conversation in which it did not arrive before, or null. */
  readonly tried?: Tried | null
  /** Asked for once there is a way and room for it. */
  readonly reply: () => Reply
  /** The job that says it. */
  readonly job: string
  /** From then on it is of no use. */
  readonly expiresAt: Date
}

/** Posts it, inside the transaction of what it tells; takes the room it needs. */
export async function postTo(
  trx: Db,
  { ways, tried = null, reply, job, expiresAt }: Posting,
  { now, room }: { readonly now: Date; readonly room: Room },
  { reach, outbox, newId }: JobTools,
): Promise<Posted> {
  const chosen = chooseWay(ways, {
    now,
    reach,
    served: (channel) => room.has(channel),
    isStuck: outbox.isStuck,
    tried,
  })
  if (chosen.kind === 'later') return { ...chosen, reason: 'a colleague is answering' }
  if (chosen.kind === 'none') return chosen
  const { channel, conversationId } = chosen.way
  const left = room.get(channel) ?? 0
  if (left <= 0) return { kind: 'later', until: new Date(now.getTime() + BUSY_MS), reason: 'the channel is busy' }
  const whole = reply()
  const parts = outbox.split(channel, whole) ?? [whole]
  room.set(channel, left - parts.length)
  const letterId = newId()
  const letters: Letter[] = []
  for (const [index, part] of parts.entries()) {
    const id = index === parts.length - 1 ? letterId : `${letterId}-${index}`
    const letter = { id, channel, conversationId, answers: job, purpose: 'reminder', reply: part, expiresAt } as const
    letters.push(await post(trx, letter, now))
  }
  return { kind: 'posted', letterId, letters }
}
