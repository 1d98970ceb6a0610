// The way of every message: inbox → one queue per person → handlers → one transaction → outbox → channel.

import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { answersEachTap } from '../handlers/answers-each-tap.ts'
import { handleMessage } from '../handlers/handle-message.ts'
import type { Tools } from '../handlers/handler.ts'
import { replies, say } from '../handlers/replies.vi.ts'
import type { Channel, ChannelName, FetchedFile, IncomingFile, IncomingMessage, Reply } from '../message.ts'
import { commit, type Outcome, type OutgoingReply } from '../store/commit.ts'
import { readContact } from '../store/contacts.ts'
import { readState } from '../store/conversation-state.ts'
import { type Db, isLocked } from '../store/database.ts'
import { MOST_FILE_BYTES } from '../store/file-type.ts'
import { type Accepted, accept, acceptPart, isTappedTwice, readAccepted, unfinished } from '../store/inbox.ts'
import { type NewLetter, reopenWindow } from '../store/outbox.ts'
import { reopenReminders } from '../store/reminders.ts'
import type { Writer } from '../store/writer.ts'
import { readMeaning } from './choices.ts'
import { createLimiter } from './limits.ts'
import type { Meter } from './meter.ts'
import type { Outbox } from './outbox.ts'
import { toParts } from './split.ts'

export interface Desk {
  /** Takes a message in. Resolves once it is stored: only then may the channel acknowledge it. */
  receive(message: IncomingMessage): Promise<void>
  /** Registers a channel for replies. */
  serve(channel: Channel): void
  /** What made replies wait is over: those of this channel, or of this conversation of it, are tried again now. */
  wake(channel: ChannelName, conversationId?: string): void
  /** Takes up what an earlier run left: unfinished messages, undelivered replies. */
  resume(): Promise<void>
  /** The content of a file that came with a message, from the channel it came by. */
  fetchFile(message: IncomingMessage, file: IncomingFile): Promise<FetchedFile>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export interface DeskNeeds {
  readonly db: Db
  readonly writer: Writer
  readonly clock: Clock
  readonly tools: Tools
  readonly outbox: Outbox
  readonly meter: Meter
  readonly log: Logger
  readonly questionsPerMinute: number
}

const SLOW_MS = 700 // an answer that takes longer shows that it is on its way …
const TYPING_MS = 4_500 // … again and again: Telegram shows it for 5 s
const DOUBLE_TAP_MS = 10_000 // a second tap on the same choice in a row so soon is impatience, not another wish
const TAPS_A_QUESTION = 5 // who decides on thirty registrations in a row taps faster than anybody types
const GATHER_MS = 1_000 // within which the files that were sent together come, one by one
const LOCKED_MS = 2_000
const LOCKED_TIMES = 150 // five minutes, and what each attempt waits by itself
const USEFUL_HOURS = 24 // a reply that could not be delivered for so long answers nobody any more

export function createDesk({ db, writer, clock, tools, outbox, meter, log, questionsPerMinute }: DeskNeeds): Desk {
  const channels = new Map<ChannelName, Channel>()
  const queues = new Map<string, Promise<void>>()
  const limit = createLimiter(questionsPerMinute, clock)
  const limitTaps = createLimiter(TAPS_A_QUESTION * questionsPerMinute, clock)
  const gathering = new Set<string>() // ids of messages whose other files may still come

  // One message is begun in a turn of the event loop: those that come meanwhile are taken in first, and letters, of which
  // one is in flight at a time, go on beside it.
  const turns: (() => void)[] = []
  const nextTurn = (): Promise<void> =>
    new Promise((resolve) => {
      turns.push(resolve)
      if (turns.length === 1) setImmediate(giveTurn)
    })
  const giveTurn = (): void => {
    turns.shift()?.()
    if (turns.length > 0) setImmediate(giveTurn)
  }

  // One message at a time per person; people side by side.
  const enqueue = (accepted: Accepted): void => {
    const { person } = accepted
    const next = (queues.get(person) ?? Promise.resolve())
      .then(nextTurn)
      .then(() => gather(accepted))
      .then(workOnceFree)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a message could not be finished; it is taken up again at the next start')
      })
    queues.set(person, next)
    void next.then(() => {
      if (queues.get(person) === next) queues.delete(person)
    })
  }

  const gather = async (accepted: Accepted): Promise<Accepted> => {
    const key = keyOf(accepted.message)
    if (!gathering.has(key)) return accepted
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS))
    return writer.write(async (trx) => {
      gathering.delete(key)
      return readAccepted(trx, accepted.message)
    })
  }

  // Another program may hold the database for longer than a statement waits: the person is answered after it.
  const workOnceFree = async (accepted: Accepted): Promise<void> => {
    for (let times = 0; times < LOCKED_TIMES; times++)
      try {
        return await work(accepted)
      } catch (error) {
        if (!isLocked(error)) throw error
        await new Promise((resolve) => setTimeout(resolve, LOCKED_MS))
      }
    return work(accepted)
  }

  const work = async ({ message, person }: Accepted): Promise<void> => {
    const started = performance.now()
    const channel = channels.get(message.channel)
    const meaning = await readMeaning(db, message, channel?.numberedChoices ?? null)
    const meant = 'message' in meaning ? meaning.message : message
    const saved = await readState(db, person)
    const stopTyping = showTyping(channel, message.conversationId)
    const outcome = await (async (): Promise<Outcome> => {
      if (await isSilenced(message)) return { replies: [] }
      const soon = new Date(meant.receivedAt.getTime() - DOUBLE_TAP_MS)
      if (!answersEachTap(meant.action) && (await isTappedTwice(db, meant, soon))) return { replies: [] }
      if ('page' in meaning) return { replies: [{ id: tools.newId(), reply: meaning.page }] }
      return handleMessage({ ...meant, person }, saved, tools)
    })()
      .catch((error: unknown): Outcome => {
        log.error({ err: error, channel: message.channel }, 'a message could not be handled; the person is told so')
        return { replies: [{ id: tools.newId(), reply: say('smalltalk', replies.trouble) }] }
      })
      .finally(stopTyping)
    await finish({ message: meant, person }, outcome).catch(async (error: unknown) => {
      // Something changed under it, such as a code that another message used up: what holds now is looked at once more.
      log.warn(
        { err: error, channel: message.channel },
        'an outcome could not be written: the message is handled again',
      )
      const again = await handleMessage({ ...meant, person }, await readState(db, person), tools)
      await finish({ message: meant, person }, again)
    })
    if (outcome.replies.length === 0) channel?.showTyping(message.conversationId, false)
    const seconds = (performance.now() - started) / 1000
    for (const { reply } of outcome.replies) meter.answered(message.channel, reply.kind, seconds)
  }

  const finish = async (accepted: Accepted, outcome: Outcome): Promise<void> => {
    const now = clock.now()
    const letters = outcome.replies.flatMap((out): NewLetter[] => {
      const { channel, conversationId } = out.to ?? accepted.message
      return toNumbered(out, channels.get(channel)).map(({ id, reply }) => ({
        id,
        channel,
        conversationId,
        answers: accepted.message.id,
        purpose: 'reply',
        reply,
        expiresAt: out.expiresAt ?? new Date(now.getTime() + USEFUL_HOURS * 3_600_000),
        leavesNothing: out.leavesNothing ?? false,
      }))
    })
    outbox.take(await writer.write((trx) => commit(trx, accepted, outcome, letters, now)))
    await outcome.afterwards?.().catch((error: unknown) => {
      log.error({ err: error }, 'what follows from a message could not be done; the next sweep does it')
    })
  }

  // A colleague of the OA answers this person just now.
  const isSilenced = async ({ conversationId }: IncomingMessage): Promise<boolean> => {
    const until = (await readContact(db, conversationId))?.silencedUntil
    return until !== null && until !== undefined && until > clock.now()
  }

  const overLimit = async (accepted: Accepted, tell: boolean): Promise<void> => {
    const said = tell ? [{ id: tools.newId(), reply: say('smalltalk', replies.tooFast(questionsPerMinute)) }] : []
    // Nothing is done with the text, and it may be a code that was typed too often.
    await finish(accepted, { replies: said, forgetText: true })
    if (!tell) channels.get(accepted.message.channel)?.showTyping(accepted.message.conversationId, false)
  }

  return {
    receive: async (message) => {
      const { accepted, reopened } = await writer.write(async (trx) => {
        const key = keyOf(message)
        const accepted = await (message.isPart ? acceptPart(trx, message, gathering.has(key)) : accept(trx, message))
        if (!accepted) return { accepted, reopened: [] }
        if (message.isPart) gathering.add(keyOf(accepted.message))
        await reopenReminders(trx, accepted.person, clock.now())
        return { accepted, reopened: await reopenWindow(trx, message.conversationId) }
      })
      if (!accepted) return meter.received(message.channel, 'again')
      outbox.take(reopened)
      const verdict = (message.action === null ? limit : limitTaps)(message.sender)
      meter.received(message.channel, verdict === 'pass' ? 'new' : 'over_limit')
      if (verdict === 'pass') enqueue(accepted)
      else {
        gathering.delete(keyOf(accepted.message))
        await overLimit(accepted, verdict === 'tell')
      }
    },
    serve: (channel) => {
      channels.set(channel.name, channel)
      outbox.serve(channel)
    },
    wake: outbox.wake,
    fetchFile: async ({ channel }, { handle, size }) => {
      if (size !== null && size > MOST_FILE_BYTES) return { state: 'too_large' }
      const from = channels.get(channel)
      return from?.fetchFile(handle, MOST_FILE_BYTES) ?? { state: 'unavailable', reason: 'the channel is not served' }
    },
    resume: async () => {
      await outbox.start(async () => {
        for (const accepted of await unfinished(db)) enqueue(accepted)
      })
    },
    idle: async () => {
      while (queues.size > 0) await Promise.all(queues.values())
      await outbox.idle()
    },
  }
}

function keyOf({ channel, id }: IncomingMessage): string {
  return `${channel}/${id}`
}

// The last part of its words has the id of the reply: its choices are looked up by it.
function toNumbered({ id, reply }: OutgoingReply, channel: Channel | undefined): { id: string; reply: Reply }[] {
  const parts = toParts(reply, (words) => channel?.split(words) ?? [words])
  const words = parts.filter(({ attachments }) => !attachments)
  const main = words.length > 0 ? words.length - 1 : parts.length - 1
  return parts.map((reply, index) => ({ id: index === main ? id : `${id}-${index}`, reply }))
}

function showTyping(channel: Channel | undefined, conversationId: string): () => void {
  let timer: NodeJS.Timeout
  const show = () => {
    channel?.showTyping(conversationId, true)
    timer = setTimeout(show, TYPING_MS)
  }
  timer = setTimeout(show, SLOW_MS)
  return () => clearTimeout(timer)
}
