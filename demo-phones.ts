// The demo's second page: two phones that show what staff see in Telegram and in Zalo.

import { randomBytes } from 'node:crypto'
import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { z } from 'zod'
import { decodeFileName, toFileResponse } from './bot/file-response.ts'
import { createPageRoutes, describeToday, isJson } from './bot/pages.ts'
import { FREE_HOURS } from './bot/zalo-window.ts'
import { VIETNAM } from './clock.ts'
import type { Member, PlatformName, PlatformNeeds, Platforms, Shown, ShownFile } from './demo-platforms.ts'
import { replies } from './handlers/replies.vi.ts'
import type { Campaign } from './knowledge/load.ts'
import { MOST_FILE_BYTES, recogniseFile } from './store/file-type.ts'
import { countHeld } from './store/outbox.ts'

export interface PhonesNeeds extends Omit<PlatformNeeds, 'played' | 'onTyping'> {
  readonly webRoot: string
  readonly campaigns: () => readonly Campaign[]
  /** What is configured for real and so not played; `null` is played. */
  readonly real: Readonly<Record<PlatformName, object | null>>
}

/** One line on a phone's screen. */
interface Item {
  readonly id: number
  readonly from: 'person' | 'assistant' | 'note'
  readonly what: 'text' | 'sticker' | 'picture' | 'file' | 'leaves' | 'returns' | 'anew'
  readonly at: string
  readonly text: string
  readonly marked: Shown['marked']
  readonly buttons: readonly (readonly string[])[]
}

interface Phone {
  readonly name: PlatformName
  readonly member: Member
  /** The newest last, with what their buttons do. */
  readonly items: {
    readonly item: Item
    readonly taps: readonly (() => Promise<boolean>)[]
    readonly file: ShownFile | null
  }[]
  /** Whether the assistant may write: not blocked, followed. */
  present: boolean
}

/** One visitor with both phones. */
interface Session {
  readonly key: string
  readonly phones: Readonly<Record<PlatformName, Phone | null>>
  readonly streams: Set<SSEStreamingApi>
  lastId: number
  lastState: string
}

const COOKIE = 'hai_dien_thoai'
const FILES = {
  '/phones': 'phones.html',
  '/phones.css': 'phones.css',
  '/phones.js': 'phones.js',
  '/dom.js': 'dom.js',
  '/place.js': 'place.js',
} as const
const PLATFORMS: readonly PlatformName[] = ['telegram', 'zalo']
const MOST_SESSIONS = 50
const MOST_ITEMS = 120 // on a screen; older ones are forgotten
const LARGEST_BODY = 64 * 1024
const WATCH_MS = 1_000
const HEARTBEAT_MS = 25_000 // proxies drop a silent connection after about 30 s

const phone = z.enum(['telegram', 'zalo'])
const act = z.discriminatedUnion('act', [
  z.object({ phone, act: z.literal('types'), text: z.string().trim().min(1).max(4_096) }),
  z.object({ phone, act: z.literal('opens'), campaign: z.string().regex(/^[\w-]{1,60}$/) }),
  z.object({ phone, act: z.literal('taps'), item: z.number(), button: z.number() }),
  z.object({ phone, act: z.enum(['sticker', 'leaves', 'returns']) }),
])
type Act = z.infer<typeof act>
/** A day; or three at once, in which nothing was sent. */
const jump = z.object({ days: z.union([z.literal(1), z.literal(3)]) })

/** The routes of the page. Telegram and Zalo start with its first visitor. */
export function createPhones(needs: PhonesNeeds): { readonly routes: Hono; stop(): Promise<void> } {
  const { clock, db, log, campaigns, real, webRoot } = needs
  const sessions = new Map<string, Session>()
  const routes = createPageRoutes(webRoot, FILES)
  let platforms: Promise<Platforms> | null = null

  const open = (): Promise<Platforms> => {
    const played = PLATFORMS.filter((name) => real[name] === null)
    platforms ??= import('./demo-platforms.ts')
      .then(({ openPlatforms }) => openPlatforms({ ...needs, played, onTyping }))
      .catch((error: unknown) => {
        platforms = null
        throw error
      })
    return platforms
  }

  const onTyping = (conversationId: string): void => {
    for (const session of sessions.values())
      for (const one of phonesOf(session))
        if (one.member.conversationId === conversationId) tellPage(session, 'typing', { phone: one.name })
  }

  const join = async (): Promise<Session> => {
    const opened = await open()
    const key = randomBytes(18).toString('base64url')
    const toPhone = (name: PlatformName): Phone | null => {
      const member = opened[name]?.join((shown) =>
        show(session, name, { ...shown, from: 'assistant', what: whatOf(shown.file) }),
      )
      return member ? { name, member, items: [], present: name === 'telegram' } : null
    }
    const session: Session = {
      key,
      phones: { telegram: toPhone('telegram'), zalo: toPhone('zalo') },
      streams: new Set(),
      lastId: 0,
      lastState: '',
    }
    const others = [...sessions.values()]
    const leaving = others.find(({ streams }) => streams.size === 0) ?? others[0]
    if (leaving && others.length >= MOST_SESSIONS) forget(leaving)
    sessions.set(key, session)
    return session
  }

  const forget = ({ key, phones, streams }: Session): void => {
    sessions.delete(key)
    for (const one of [phones.telegram, phones.zalo]) one?.member.forget()
    for (const stream of streams) void stream.close()
  }

  const show = (session: Session, name: PlatformName, line: Partial<Shown> & Pick<Item, 'from' | 'what'>): void => {
    const { from, what, file = null, marked = [], buttons = [] } = line
    const text = line.text || (file?.name ?? '')
    const labels = buttons.map((row) => row.map(({ label }) => label))
    const item: Item = { id: ++session.lastId, from, what, at: now(), text, marked, buttons: labels }
    const items = session.phones[name]?.items
    items?.push({ item, taps: buttons.flat().map(({ tap }) => tap), file })
    if (items && items.length > MOST_ITEMS) items.shift()
    tellPage(session, 'item', { phone: name, item })
    void refresh(session)
  }

  const now = () => clock.now().toISOString()

  const describe = async ({ phones: { telegram, zalo } }: Session) => ({
    today: describeToday(clock),
    time: clock.now().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: VIETNAM }),
    telegram: telegram && { present: telegram.present, started: isStarted(telegram), window: null },
    zalo: zalo && { present: zalo.present, started: isStarted(zalo), window: await windowOf(zalo) },
  })

  const windowOf = async ({ member }: Phone) => {
    const last = member.lastActAt()
    if (!last) return null
    const minutes = Math.floor(FREE_HOURS * 60 - (clock.now().getTime() - last.getTime()) / 60_000)
    return minutes >= 0
      ? { isOpen: true, minutes, held: 0 }
      : { isOpen: false, minutes: 0, held: await countHeld(db, member.conversationId) }
  }

  // The day, the window and what waits change by themselves.
  const refresh = async (session: Session): Promise<void> => {
    const state = await describe(session)
    const text = JSON.stringify(state)
    if (text === session.lastState) return
    session.lastState = text
    tellPage(session, 'state', state)
  }
  const refreshAll = () =>
    Promise.all([...sessions.values()].filter(({ streams }) => streams.size > 0).map(refresh)).catch((error: unknown) =>
      log.error({ err: error }, 'the phones of the demo could not be refreshed'),
    )
  const watch = setInterval(() => void refreshAll(), WATCH_MS)
  watch.unref()

  const carryOut = async (session: Session, one: Phone, did: Act): Promise<boolean> => {
    const { member, name } = one
    switch (did.act) {
      case 'types':
        show(session, name, { from: 'person', what: 'text', text: did.text })
        return member.types(did.text)
      case 'opens':
        // Telegram keeps what the link carries out of sight.
        show(session, name, { from: 'person', what: 'text', text: '/start' })
        return member.types(`/start ${did.campaign}`)
      case 'taps':
        return one.items.find(({ item }) => item.id === did.item)?.taps[did.button]?.() ?? false
      case 'sticker':
        show(session, name, { from: 'person', what: 'sticker' })
        return member.sendsSticker()
      case 'leaves':
      case 'returns':
        one.present = did.act === 'returns'
        show(session, name, { from: 'note', what: did.act })
        return member[did.act]()
    }
  }

  const sessionOf = (cookie: string | undefined) => sessions.get(cookie ?? '')

  routes.get('/phones/session', async (c) => {
    const cookie = getCookie(c, COOKIE)
    const session = sessionOf(cookie) ?? (await join())
    // Accounts and screens live as long as the program: who had phones before a restart is told that these are new.
    if (cookie !== undefined && cookie !== session.key)
      for (const { name } of phonesOf(session)) show(session, name, { from: 'note', what: 'anew' })
    setCookie(c, COOKIE, session.key, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/phones',
      secure: c.req.url.startsWith('https:'),
    })
    const itemsOf = (one: Phone | null) => one?.items.map(({ item }) => item) ?? []
    return c.json({
      key: session.key.slice(0, 6),
      state: await describe(session),
      items: { telegram: itemsOf(session.phones.telegram), zalo: itemsOf(session.phones.zalo) },
      description: replies.description,
      commands: replies.commands,
      campaigns: campaigns().map(({ id, label, examples }) => ({ id, label, examples })),
    })
  })

  routes.get('/phones/events', (c) => {
    const session = sessionOf(getCookie(c, COOKIE))
    if (!session) return c.json({ error: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.' }, 401)
    return streamSSE(c, async (stream) => {
      session.streams.add(stream)
      stream.onAbort(() => void session.streams.delete(stream))
      while (!stream.aborted && !stream.closed) {
        await stream.writeSSE({ event: 'state', data: JSON.stringify(await describe(session)) })
        await stream.sleep(HEARTBEAT_MS)
      }
    })
  })

  const limited = bodyLimit({
    maxSize: LARGEST_BODY,
    onError: (c) => c.json({ error: 'Tin nhắn quá dài. Anh/chị vui lòng rút gọn.' }, 413, { connection: 'close' }),
  })
  routes.post('/phones/acts', limited, async (c) => {
    const session = sessionOf(getCookie(c, COOKIE))
    if (!session) return c.json({ error: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.' }, 401)
    if (!isJson(c.req.header('content-type'))) return c.json({ error: 'Yêu cầu không đúng định dạng.' }, 415)
    const parsed = act.safeParse(await c.req.json().catch(() => null))
    const one = parsed.success ? session.phones[parsed.data.phone] : null
    if (!parsed.success || !one) return c.json({ error: 'Yêu cầu không đọc được. Anh/chị vui lòng thử lại.' }, 400)
    if (one.name === 'telegram' && !one.present && parsed.data.act !== 'returns')
      return c.json({ error: 'Anh/chị đang chặn trợ lý trên Telegram. Vui lòng bỏ chặn trước.' }, 409)
    const taken = await carryOut(session, one, parsed.data)
    await refresh(session)
    return taken ? c.json({}, 202) : c.json({ error: 'Chưa gửi được. Anh/chị vui lòng thử lại.' }, 502)
  })

  const largeFile = bodyLimit({
    maxSize: MOST_FILE_BYTES,
    onError: (c) => c.json({ error: replies.fileRefused.too_large }, 413, { connection: 'close' }),
  })
  routes.post('/phones/files', largeFile, async (c) => {
    const session = sessionOf(getCookie(c, COOKIE))
    if (!session) return c.json({ error: 'Phiên làm việc đã hết. Anh/chị vui lòng tải lại trang.' }, 401)
    const parsed = phone.safeParse(c.req.header('x-phone'))
    const one = parsed.success ? session.phones[parsed.data] : null
    if (!one?.present && one?.name === 'telegram')
      return c.json({ error: 'Anh/chị đang chặn trợ lý trên Telegram. Vui lòng bỏ chặn trước.' }, 409)
    if (!one) return c.json({ error: 'Yêu cầu không đọc được. Anh/chị vui lòng thử lại.' }, 400)
    const content = Buffer.from(await c.req.arrayBuffer())
    const name = decodeFileName(c.req.header('x-file-name') ?? '')
    const file = { name, isPicture: (await pictureTypeOf(content)) !== null, content }
    show(session, one.name, { from: 'person', what: whatOf(file), file })
    const taken = await one.member.sendsFile(file)
    return taken ? c.json({}, 202) : c.json({ error: 'Chưa gửi được. Anh/chị vui lòng thử lại.' }, 502)
  })

  routes.get('/phones/files/:item', async (c) => {
    const session = sessionOf(getCookie(c, COOKIE))
    const items = session ? phonesOf(session).flatMap((one) => one.items) : []
    const file = items.find(({ item }) => item.id === Number(c.req.param('item')))?.file
    if (!file) return c.text(replies.fileGone, 404)
    return toFileResponse({ ...file, type: (await pictureTypeOf(file.content)) ?? 'application/octet-stream' })
  })

  routes.post('/phones/clock', limited, async (c) => {
    if (!sessionOf(getCookie(c, COOKIE)) || !isJson(c.req.header('content-type')))
      return c.json({ error: 'Yêu cầu không đúng định dạng.' }, 415)
    const parsed = jump.safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({ error: 'Chỉ chuyển được một ngày, hoặc ba ngày một lần.' }, 400)
    clock.advance(parsed.data)
    await refreshAll()
    return c.json({})
  })

  return {
    routes,
    stop: async () => {
      clearInterval(watch)
      for (const session of [...sessions.values()]) forget(session)
      await (await platforms?.catch(() => null))?.[Symbol.asyncDispose]()
    },
  }
}

function phonesOf({ phones: { telegram, zalo } }: Session): Phone[] {
  return [telegram, zalo].filter((one) => one !== null)
}

function whatOf(file: ShownFile | null): 'text' | 'picture' | 'file' {
  if (!file) return 'text'
  return file.isPicture ? 'picture' : 'file'
}

async function pictureTypeOf(content: Buffer): Promise<string | null> {
  const recognised = await recogniseFile('', content)
  return 'type' in recognised && recognised.type.startsWith('image/') ? recognised.type : null
}

function isStarted({ items }: Phone): boolean {
  return items.some(({ item }) => item.what !== 'anew')
}

function tellPage({ streams }: Session, event: string, data: unknown): void {
  const message = { event, data: JSON.stringify(data) }
  for (const stream of streams) void stream.writeSSE(message).catch(() => {})
}
