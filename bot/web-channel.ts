// The web chat: a page, messages in by POST, replies out as server-sent events.

import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import { normalise } from '../knowledge/fold.ts'
import { issuerOf } from '../knowledge/issuer-of.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Channel, Reply } from '../message.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import { type HistoryLine, readHistory } from '../store/history.ts'
import { readLetter } from '../store/outbox.ts'
import { addressOf } from './address.ts'
import type { Desk } from './desk.ts'
import { limitBody } from './limit-body.ts'
import { createLimiter } from './limits.ts'
import type { Door } from './operations.ts'
import { createPageRoutes, describeToday, isJson } from './pages.ts'
import { createWebFiles } from './web-files.ts'
import { createWindows } from './web-windows.ts'

const HEARTBEAT_MS = 25_000 // proxies drop a silent connection after about 30 s
const LARGEST_BODY = 64 * 1024
// A cookie is had for the asking, so a flood is bounded by where it comes from; an office shares one address.
const MESSAGES_PER_MINUTE = 600
const FILES = {
  '/': 'chat.html',
  '/chat.css': 'chat.css',
  '/chat.js': 'chat.js',
  '/dom.js': 'dom.js',
  '/files.js': 'files.js',
  '/place.js': 'place.js',
  '/window.js': 'window.js',
  '/icon.svg': 'icon.svg',
} as const

const MOST_FILES = 10

const incoming = z.object({
  id: z.string().min(8).max(64),
  text: z.string().max(32_000).default(''),
  action: z.string().max(2_000).optional(),
  files: z.array(z.string().max(64)).max(MOST_FILES).default([]),
})

export interface WebNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly clock: Clock
  readonly files: FileStore
  /** Conversations of administrators. */
  readonly organisers: readonly string[]
  readonly campaigns: () => readonly Campaign[]
  readonly demo: boolean
  readonly webRoot: string
}

/** The channel and the routes it serves. */
export function createWebChannel({ db, desk, clock, files, organisers, campaigns, demo, webRoot }: WebNeeds): Door {
  const limit = createLimiter(MESSAGES_PER_MINUTE, clock)
  const listeners = new Map<string, Set<SSEStreamingApi>>()
  const routes = createPageRoutes(webRoot, FILES)
  const today = () => describeToday(clock)
  const windows = createWindows({ demo })
  const { conversationOf } = windows
  const webFiles = createWebFiles({ db, clock, files, organisers, conversationOf })
  routes.route('/', webFiles.routes)

  const broadcast = async (conversationId: string, event: string, data: unknown, id?: string) => {
    const message = { event, data: JSON.stringify(data), ...(id ? { id } : {}) }
    await Promise.all(
      [...(listeners.get(conversationId) ?? [])].map((stream) => stream.writeSSE(message).catch(() => {})),
    )
  }

  routes.get('/chat/session', async (c) => {
    const conversationId = windows.open(c)
    const history = (await readHistory(db, conversationId)).map((line) => toPageLine(conversationId, line))
    return c.json({
      today: today(),
      demo,
      isOrganiser: windows.isOrganiser(c),
      campaigns: campaigns().map(({ id, label, title, year, examples, documents }) => ({
        id,
        label,
        title,
        year,
        issuer: issuerOf({ documents }),
        examples,
      })),
      history,
    })
  })

  routes.post(
    '/chat/messages',
    limitBody({
      maxSize: LARGEST_BODY,
      onError: (c) => c.json({ error: 'Tin nhắn quá dài. Anh/chị vui lòng rút gọn.' }, 413, { connection: 'close' }),
    }),
    async (c) => {
      const conversationId = conversationOf(c)
      if (!conversationId) return c.json({ error: replies.pageExpired }, 401)
      if (!isJson(c.req.header('content-type'))) return c.json({ error: 'Tin nhắn không đúng định dạng.' }, 415)
      if (limit(addressOf(c)) !== 'pass')
        return c.json({ error: 'Hệ thống đang nhận quá nhiều tin. Anh/chị vui lòng gửi lại sau một phút.' }, 429)
      const parsed = incoming.safeParse(await c.req.json().catch(() => null))
      if (!parsed.success) return c.json({ error: 'Tin nhắn không đọc được. Anh/chị vui lòng gửi lại.' }, 400)
      const { id, text, action } = parsed.data
      const brought = await webFiles.find(conversationId, parsed.data.files)
      if (!brought) return c.json({ error: replies.fileExpired }, 410)
      const at = clock.now()
      const visible = normalise(text).trim()
      if (!isQuiet(action)) {
        void broadcast(conversationId, 'person', {
          id,
          text: visible,
          files: brought.map(({ name }) => name),
          at: at.toISOString(),
        })
        void broadcast(conversationId, 'typing', { on: true })
      }
      await desk.receive({
        id: `${conversationId}/${id}`,
        channel: 'web',
        conversationId,
        sender: conversationId,
        kind: action ? 'choice' : brought.length > 0 ? 'other' : 'text',
        text: visible,
        action: action ?? null,
        files: brought,
        receivedAt: at,
      })
      return c.json({}, 202)
    },
  )

  routes.get('/chat/events', (c) => {
    const conversationId = conversationOf(c)
    if (!conversationId) return c.json({ error: replies.pageExpired }, 401)
    const lastSeen = Number(c.req.header('last-event-id') ?? 'NaN')
    return streamSSE(c, async (stream) => {
      const own = listeners.get(conversationId) ?? new Set()
      listeners.set(conversationId, own.add(stream))
      stream.onAbort(() => {
        own.delete(stream)
        if (own.size === 0) listeners.delete(conversationId)
      })
      // What was said while the connection was down; the page drops what it has shown already.
      if (Number.isFinite(lastSeen))
        for (const line of await readHistory(db, conversationId))
          if (line.from === 'assistant' && line.seq > lastSeen)
            await stream.writeSSE({
              event: 'reply',
              id: String(line.seq),
              data: JSON.stringify({ id: line.id, reply: line.reply, at: line.at.toISOString() }),
            })
      while (!stream.aborted && !stream.closed) {
        await stream.writeSSE({ event: 'clock', data: JSON.stringify({ today: today() }) })
        await stream.sleep(HEARTBEAT_MS)
      }
    })
  })

  if (demo)
    routes.post('/chat/clock', async (c) => {
      if (!conversationOf(c) || !isJson(c.req.header('content-type')))
        return c.json({ error: 'Yêu cầu không đúng định dạng.' }, 415)
      const parsed = z
        .object({ days: z.union([z.literal(1), z.literal(3)]) })
        .safeParse(await c.req.json().catch(() => null))
      if (!parsed.success) return c.json({ error: 'Chỉ chuyển được một ngày, hoặc ba ngày một lần.' }, 400)
      clock.advance({ days: parsed.data.days })
      await Promise.all(
        [...listeners.keys()].map((conversationId) => broadcast(conversationId, 'clock', { today: today() })),
      )
      return c.json({ today: today() })
    })

  const channel: Channel = {
    name: 'web',
    numberedChoices: null,
    split: (reply) => [reply],
    fetchFile: webFiles.fetchFile,
    showTyping: (conversationId, on) => void broadcast(conversationId, 'typing', { on }),
    // A page that is not open now finds the reply in its history.
    send: async (conversationId, replyId, reply: Reply) => {
      const letter = await readLetter(db, replyId)
      const at = (letter?.createdAt ?? clock.now()).toISOString()
      await broadcast(conversationId, 'typing', { on: false })
      // Which message of this page it answers: several letters may, and what comes unasked answers none.
      const answers = letter && toPageId(conversationId, letter.answers)
      const line = { id: replyId, reply, at, ...(answers ? { answers } : {}) }
      await broadcast(conversationId, 'reply', line, letter ? String(letter.seq) : undefined)
      return { state: 'sent' }
    },
  }
  const stop = async () => {
    for (const streams of listeners.values()) for (const stream of streams) void stream.close()
    listeners.clear()
  }
  return { channel, routes, start: () => {}, stop, health: () => 'ok' }
}

// A tap on “Đúng” is not something said: it leaves no line in the conversation.
function isQuiet(action: string | null | undefined): boolean {
  return action?.startsWith('feedback:') ?? false
}

function toPageLine(conversationId: string, line: HistoryLine): object {
  return { ...line, id: toPageId(conversationId, line.id) ?? line.id, at: line.at.toISOString() }
}

// The id that the page gave its message; undefined for what did not come from this conversation.
function toPageId(conversationId: string, id: string): string | undefined {
  const own = `${conversationId}/`
  return id.startsWith(own) ? id.slice(own.length) : undefined
}
