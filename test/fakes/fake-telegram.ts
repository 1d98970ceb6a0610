// Telegram as a bot sees it: a real HTTP server that keeps the Bot API's rules, with people on its other side.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { UserFromGetMe } from 'grammy/types'
import { createChatBook, type PersonDetails } from './telegram-chats.ts'
import type { Payload } from './telegram-checks.ts'
import { type ChatLimit, createFaults, type Faults } from './telegram-faults.ts'
import { createShelf } from './telegram-files.ts'
import { createMethods, type Desk } from './telegram-methods.ts'
import { createOutbox, type SentMessage } from './telegram-outbox.ts'
import {
  createChannel,
  createGroup,
  createPerson,
  type FakeChannel,
  type FakeGroup,
  type FakePerson,
} from './telegram-people.ts'
import { createUpdateQueue } from './telegram-polling.ts'
import { createPostOffice, type PostOffice } from './telegram-post-office.ts'
import { carryOut, createResponder } from './telegram-responder.ts'
import { createUpdateBuilders, type UpdateBuilders } from './telegram-updates.ts'

/** How this Telegram differs from the usual one. */
export interface FakeTelegramOptions {
  readonly token?: string
  readonly bot?: Partial<UserFromGetMe>
  readonly now?: () => Date
  /** `false`: only people, groups and channels of this fake can be written to. */
  readonly acceptAnyChat?: boolean
  /** `false`: calls and messages are counted, not kept. */
  readonly keep?: boolean
  /** The longest a getUpdates call waits, whatever it asks for. */
  readonly maxPollMs?: number
  /** How often and how soon a webhook is tried again. */
  readonly retries?: number
  readonly retryDelayMs?: number
  readonly perChatLimit?: ChatLimit
  /** For all chats together, such as 30 messages a second. */
  readonly overallLimit?: ChatLimit
  /** The number of the first update, for a bot that remembers an earlier run. */
  readonly firstUpdateId?: number
}

/** One call of the bot, refused or not. */
export interface RecordedCall {
  readonly method: string
  readonly payload: Payload
  /** `performance.now()` at arrival. */
  readonly at: number
}

/** A running fake: what to say to it, and what it has seen. */
export interface FakeTelegram
  extends AsyncDisposable,
    Pick<Faults, 'nextAnswer' | 'usualAnswers' | 'tooManyRequests' | 'block' | 'unblock' | 'migrate'>,
    Pick<PostOffice, 'deliver' | 'redeliver' | 'deliverTo'> {
  /** For `TELEGRAM_API_ROOT`. */
  readonly url: string
  readonly token: string
  readonly bot: UserFromGetMe
  readonly calls: readonly RecordedCall[]
  callsOf(method: string): readonly RecordedCall[]
  /** How often a method was called, kept or not. */
  callCount(method: string): number
  readonly sent: readonly SentMessage[]
  /** How many messages were delivered, kept or not. */
  readonly sentCount: number
  sentTo(chatId: number): readonly SentMessage[]
  /** All messages of a chat once there are `count`; fails after `timeoutMs`. */
  waitForSent(chatId: number, count?: number, timeoutMs?: number): Promise<readonly SentMessage[]>
  /** Calls back at each delivery; returns how to stop. */
  onSent(listener: (message: SentMessage) => void): () => void
  person(id: number, details?: PersonDetails): FakePerson
  group(id: number, details: { title: string }): FakeGroup
  channel(id: number, details: { title: string }): FakeChannel
  /** Updates that nobody sends yet. */
  readonly updateOf: UpdateBuilders
  /** Makes every button tap so far too old to answer. */
  closeQueries(): void
}

const TOKEN = '7000000001:AAFakeTokenThatOpensNothingAnywhere' // the shape of a token: number, colon, 35 characters
const KEEP_ALIVE_MS = 60_000 // longer than a client keeps a connection, which would else break under its hands

/** Starts the server on a free port; it is stopped when the test leaves its block. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}): Promise<FakeTelegram> {
  const { token = TOKEN } = options
  const desk = createDesk(options, toBot(token, options.bot))
  const records = createRecords(options.keep ?? true)
  const methods = createMethods(desk)
  const onReply = ({ method, ...payload }: Payload) => {
    records.add(String(method), payload)
    // Nobody is told how the call went: the bot has only answered a POST.
    void carryOut(methods.get(String(method)), payload, () => {})
  }
  const { retries = 3, retryDelayMs = 20 } = options
  const post = createPostOffice(desk, { retries, retryDelayMs, onReply })
  const { firstUpdateId } = options
  const updateOf = createUpdateBuilders(firstUpdateId === undefined ? desk : { ...desk, firstUpdateId })
  const { bot, chats, faults, shelf } = desk
  const world = { bot, updateOf, chats, faults, shelf, deliver: post.deliver }
  const answer = createResponder({ token, methods, faults, record: records.add, readFile: shelf.read })
  const server = createServer((request, response) => void answer(request, response))
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    bot: desk.bot,
    calls: records.calls,
    callsOf: (method) => records.calls.filter((call) => call.method === method),
    callCount: records.count,
    sent: desk.outbox.sent,
    get sentCount() {
      return desk.outbox.count
    },
    sentTo: desk.outbox.sentTo,
    waitForSent: desk.outbox.waitFor,
    onSent: desk.outbox.onSent,
    person: (id, details) => createPerson(world, id, details),
    group: (id, { title }) => createGroup(world, id, title),
    channel: (id, { title }) => createChannel(world, id, title),
    updateOf,
    deliver: post.deliver,
    redeliver: post.redeliver,
    deliverTo: post.deliverTo,
    closeQueries: () => desk.openQueries.clear(),
    nextAnswer: desk.faults.nextAnswer,
    usualAnswers: desk.faults.usualAnswers,
    tooManyRequests: desk.faults.tooManyRequests,
    block: desk.faults.block,
    unblock: desk.faults.unblock,
    migrate: desk.faults.migrate,
    [Symbol.asyncDispose]: async () => {
      post.close()
      desk.queue.dismiss()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function toBot(token: string, details: Partial<UserFromGetMe> = {}): UserFromGetMe {
  return {
    id: Number(token.split(':')[0]),
    is_bot: true,
    first_name: 'Trợ lý Thi đua',
    username: 'thidua_bot',
    can_join_groups: true,
    can_read_all_group_messages: true,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
    ...details,
  }
}

type FullDesk = Desk & { readonly openQueries: Set<string> }

function createDesk(options: FakeTelegramOptions, bot: UserFromGetMe): FullDesk {
  const { keep = true, now = () => new Date(), acceptAnyChat = true, maxPollMs = 1000 } = options
  let messageId = 0
  return {
    bot,
    now,
    keep,
    maxPollMs,
    nextMessageId: () => ++messageId,
    chats: createChatBook({ acceptAny: acceptAnyChat }),
    faults: createFaults({ perChatLimit: options.perChatLimit, overallLimit: options.overallLimit }),
    outbox: createOutbox({ keep }),
    queue: createUpdateQueue(),
    shelf: createShelf(),
    openQueries: new Set<string>(),
    isPushing: () => false,
    webhook: undefined,
    lastFailure: undefined,
    allowedUpdates: undefined,
    webhookChanged: () => {},
  }
}

function createRecords(keep: boolean) {
  const calls: RecordedCall[] = []
  const counts = new Map<string, number>()
  return {
    calls,
    count: (method: string) => counts.get(method) ?? 0,
    add: (method: string, payload: Payload) => {
      counts.set(method, (counts.get(method) ?? 0) + 1)
      if (keep) calls.push({ method, payload, at: performance.now() })
    },
  }
}
