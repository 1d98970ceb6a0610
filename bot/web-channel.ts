// The web chat: a page, messages in by POST, replies out as server-sent events.

import { randomBytes } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { normalise } from '../knowledge/fold.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Channel, Reply } from '../message.ts'
import { type HistoryLine, readHistory } from '../store/conversations.ts'
import type { Db } from '../store/database.ts'
import type { Desk } from './desk.ts'
import { createLimiter } from './limits.ts'
import type { Door } from './operations.ts'
import { createPageRoutes, describeToday, isJson } from './pages.ts'

const COOKIE = 'tro_ly_thi_dua'
const YEAR_SECONDS = 365 * 24 * 3600
const HEARTBEAT_MS = 25_000 // proxies drop a silent connection after about 30 s
const LARGEST_BODY = 64 * 1024
// A cookie is had for the asking, so a flood is bounded by where it comes from; an office shares one address.
const MESSAGES_PER_MINUTE = 600
const FILES = { '/': 'chat.html', '/chat.css': 'chat.css', '/chat.js': 'chat.js', '/icon.svg': 'icon.svg' } as const

const incoming = z.object({
  id: z.string().min(8).max(64),
  text: z.string().max(32_000).default(''),
  action: z.string().max(2_000).optional(),
})

export interface WebNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly clock: Clock
  readonly campaigns: () => readonly Campaign[]
  readonly demo: boolean
  readonly webRoot: string
}

/** The channel and the routes it serves. */
export function createWebChannel({ db, desk, clock, campaigns, demo, webRoot }: WebNeeds): Door {
  const limit = createLimiter(MESSAGES_PER_MINUTE, clock)
  const listeners = new Map<string, Set<SSEStreamingApi>>()
  const routes = createPageRoutes(webRoot, FILES)
  const today = () => describeToday(clock)

  const broadcast = async (conversationId: string, event: string, data: unknown, id?: string) => {
    const message = { event, data: JSON.stringify(data), ...(id ? { id } : {}) }
    await Promise.all(
      [...(listeners.get(conversationId) ?? [])].map((stream) => stream.writeSSE(message).catch(() => {})),
    )
  }

  routes.get('/chat/session', async (c) => {
    const known = getCookie(c, COOKIE)
    const conversationId = isConversationId(known) ? known : `web-${randomBytes(18).toString('base64url')}`
    setCookie(c, COOKIE, conversationId, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: YEAR_SECONDS,
      secure: c.req.url.startsWith('https:'),
    })
    const history = (await readHistory(db, conversationId)).map((line) => toPageLine(conversationId, line))
    return c.json({
      today: today(),
      demo,
      campaigns: campaigns().map(({ id, label, title, year, examples, documents }) => ({
        id,
        label,
        title,
        year,
        issuer: documents.at(-1)?.meta.issuer ?? '',
        examples,
      })),
      history,
    })
  })

  routes.post(
    '/chat/messages',
    bodyLimit({
      maxSize: LARGEST_BODY,
      onError: (c) => c.json({ error: 'Tin nhắn quá dài. Anh/chị vui lòng rút gọn.' }, 413, { connection: 'close' }),
    }),
    async (c) => {
      const conversationId = getCookie(c, COOKIE)
      if (!isConversationId(conversationId))
        return c.json({ error: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.' }, 401)
      if (!isJson(c.req.header('content-type'))) return c.json({ error: 'Tin nhắn không đúng định dạng.' }, 415)
      if (limit(addressOf(c)) !== 'pass')
        return c.json({ error: 'Hệ thống đang nhận quá nhiều tin. Anh/chị vui lòng gửi lại sau một phút.' }, 429)
      const parsed = incoming.safeParse(await c.req.json().catch(() => null))
      if (!parsed.success) return c.json({ error: 'Tin nhắn không đọc được. Anh/chị vui lòng gửi lại.' }, 400)
      const { id, text, action } = parsed.data
      const at = clock.now()
      const visible = normalise(text).trim()
      if (!isQuiet(action)) {
        void broadcast(conversationId, 'person', { id, text: visible, at: at.toISOString() })
        void broadcast(conversationId, 'typing', { on: true })
      }
      await desk.receive({
        id: `${conversationId}/${id}`,
        channel: 'web',
        conversationId,
        sender: conversationId,
        kind: action ? 'choice' : 'text',
        text: visible,
        action: action ?? null,
        files: [],
        receivedAt: at,
      })
      return c.json({}, 202)
    },
  )

  routes.get('/chat/events', (c) => {
    const conversationId = getCookie(c, COOKIE)
    if (!isConversationId(conversationId))
      return c.json({ error: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.' }, 401)
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
      if (!isConversationId(getCookie(c, COOKIE)) || !isJson(c.req.header('content-type')))
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
    fetchFile: async () => ({ state: 'unavailable', reason: 'this channel brings no files' }),
    showTyping: (conversationId, on) => void broadcast(conversationId, 'typing', { on }),
    // A page that is not open now finds the reply in its history.
    send: async (conversationId, replyId, reply: Reply) => {
      const line = (await readHistory(db, conversationId, 20)).find(({ id }) => id === replyId)
      const seq = line?.from === 'assistant' ? line.seq : undefined
      await broadcast(conversationId, 'typing', { on: false })
      await broadcast(
        conversationId,
        'reply',
        { id: replyId, reply, at: clock.now().toISOString() },
        seq === undefined ? undefined : String(seq),
      )
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
  const own = `${conversationId}/`
  const id = line.id.startsWith(own) ? line.id.slice(own.length) : line.id
  return { ...line, id, at: line.at.toISOString() }
}

function isConversationId(value: string | undefined): value is string {
  return value !== undefined && /^web-[\w-]{24}$/.test(value)
}

// Behind a proxy on this machine, the address it names last: those before it are whatever the visitor wrote.
function addressOf(c: Context): string {
  const address = getConnInfo(c).remote.address ?? ''
  const named = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return named && /^(::ffff:)?127\.|^::1$/.test(address) ? named : address
}
