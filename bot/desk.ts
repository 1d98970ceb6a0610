// The way of every message: inbox → one queue per conversation → handlers → one transaction → outbox → channel.

import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { handleMessage } from '../handlers/handle-message.ts'
import { freshState, type Tools } from '../handlers/handler.ts'
import { replies, say } from '../handlers/replies.vi.ts'
import type { Channel, ChannelName, IncomingMessage } from '../message.ts'
import { accept, commit, markSent, pendingReplies, readState, unfinished } from '../store/conversations.ts'
import type { Db } from '../store/database.ts'

export interface Desk {
  /** Takes a message in. Resolves once it is stored: only then may the channel acknowledge it. */
  receive(message: IncomingMessage): Promise<void>
  /** Registers a channel for replies. */
  serve(channel: Channel): void
  /** Takes up what an earlier run left: unfinished messages, undelivered replies. */
  resume(): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export function createDesk({ db, clock, tools, log }: { db: Db; clock: Clock; tools: Tools; log: Logger }): Desk {
  const channels = new Map<ChannelName, Channel>()
  const queues = new Map<string, Promise<void>>()

  // One message at a time per conversation; conversations side by side.
  const enqueue = (conversationId: string, work: () => Promise<void>): Promise<void> => {
    const next = (queues.get(conversationId) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      log.error({ err: error }, 'work on a conversation failed; it is taken up again at the next start')
    })
    queues.set(conversationId, next)
    void next.then(() => {
      if (queues.get(conversationId) === next) queues.delete(conversationId)
    })
    return next
  }

  const process = async (message: IncomingMessage): Promise<void> => {
    const state = await readState(db, message.conversationId)
    const outcome = await handleMessage(message, state, tools).catch((error: unknown) => {
      log.error({ err: error, channel: message.channel }, 'a message could not be handled; the person is told so')
      return { state: state ?? freshState, replies: [{ id: tools.newId(), reply: say('smalltalk', replies.trouble) }] }
    })
    await commit(db, message, outcome, clock.now())
    await deliver(message.conversationId)
  }

  // In the order they were written; what fails stays in the outbox, and what comes after it waits.
  const deliver = async (conversationId: string): Promise<void> => {
    for (const { id, channel, reply } of await pendingReplies(db, conversationId)) {
      const way = channels.get(channel)
      if (!way) return
      await way.send(conversationId, id, reply)
      await markSent(db, id, clock.now())
    }
  }

  return {
    receive: async (message) => {
      if (await accept(db, message)) void enqueue(message.conversationId, () => process(message))
    },
    serve: (channel) => {
      channels.set(channel.name, channel)
    },
    resume: async () => {
      const waiting = new Set((await pendingReplies(db)).map(({ conversationId }) => conversationId))
      for (const conversationId of waiting) void enqueue(conversationId, () => deliver(conversationId))
      for (const message of await unfinished(db)) void enqueue(message.conversationId, () => process(message))
    },
    idle: async () => {
      while (queues.size > 0) await Promise.all(queues.values())
    },
  }
}
