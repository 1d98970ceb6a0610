// The contract of channels, kept by Telegram in both its modes, by Zalo and by the web chat.

import { randomUUID } from 'node:crypto'
import type { SentMessage as TelegramMessage } from '../fakes/telegram-outbox.ts'
import type { SentMessage as ZaloMessage } from '../fakes/zalo-openapi.ts'
import { choiceOf, givenATab, type Tab, type Heard as TabHeard } from '../stories/web-story.ts'
import { describeChannel, type Heard, type Person, type Rig, type StrangeCall } from './channel.ts'
import { givenTelegram, givenWeb, givenZalo } from './rigs.ts'

const MEGABYTE = 1024 * 1024
const question = 'Hạn đăng ký của phong trào An Bình là ngày nào?'

// --- Telegram

type Telegram = Awaited<ReturnType<typeof givenTelegram>>

function telegramRig(rig: Telegram) {
  const { telegram } = rig
  const person = async (number: number): Promise<Person> => {
    const someone = telegram.person(number)
    const tap = (message: TelegramMessage, data: string) =>
      telegram.deliver(telegram.updateOf.tap(someone.user, message.message, data))
    return {
      says: async (text) => {
        const { update } = await someone.types(text)
        return () => telegram.redeliver(update)
      },
      taps: (heard, label) => someone.taps((heard as TelegramHeard).message, label),
      tapsToken: (token) => tap(telegram.sentTo(number).at(-1) ?? anyMessage(someone.chat), token),
      sendsAPicture: () => someone.sends('photo'),
      sendsAFile: async (file) => {
        const { update } = await someone.sendsFile(file)
        return () => telegram.redeliver(update)
      },
      hears: async (count) => (await telegram.waitForSent(number, count)).map(toTelegramHeard),
      hearsEcho: (text) => telegram.deliver(telegram.updateOf.text(telegram.bot, text, { chat: someone.chat })),
    }
  }
  return { ...rig, person, fetchCount: () => telegram.callCount('getFile') }
}

interface TelegramHeard extends Heard {
  readonly message: TelegramMessage
}

const toTelegramHeard = (message: TelegramMessage): TelegramHeard => ({
  text: message.text,
  labels: message.buttons.flat().map(({ text }) => text),
  file: message.file ?? null,
  message,
})

const anyMessage = (chat: TelegramMessage['message']['chat']) =>
  ({ message: { message_id: 1, date: 0, chat } }) as TelegramMessage

const toTelegram = (what: string, status: number, secret: string | null, body: string): StrangeCall<Rig> => ({
  what,
  status,
  request: () => ({
    path: '/telegram/webhook',
    headers: secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret },
    body,
  }),
})
const update = JSON.stringify({
  update_id: 1,
  message: {
    message_id: 1,
    date: 0,
    chat: { id: 601_234_501, type: 'private' },
    from: { id: 601_234_501, is_bot: false },
    text: question,
  },
})
const SECRET = 'a-secret-of-the-webhook'
const large = JSON.stringify({ ...JSON.parse(update), padding: 'ê'.repeat(MEGABYTE / 2) })

describeChannel('Telegram by webhook', {
  given: async (options) => telegramRig(await givenTelegram(options)),
  limit: 4096,
  pictures: true,
  largeFiles: true,
  echoes: true,
  strangeCalls: [
    toTelegram('without a secret', 401, null, update),
    toTelegram('with a wrong secret', 401, 'a-secret-of-another', update),
    toTelegram('with a wrong secret and a body of 1 MB', 401, 'a-secret-of-another', large),
    toTelegram('that is broken JSON', 400, SECRET, '{"update_id": 1, "message": '),
    toTelegram('that is no update', 400, SECRET, '[1, 2]'),
    toTelegram('with a message without a chat', 400, SECRET, '{"update_id": 1, "message": {"message_id": 1}}'),
    toTelegram('of 1 MB', 413, SECRET, large),
  ],
})

describeChannel('Telegram by polling', {
  given: async (options) => telegramRig(await givenTelegram({ ...options, mode: 'polling' })),
  limit: 4096,
  pictures: true,
  largeFiles: true,
  echoes: true,
  strangeCalls: [toTelegram('to the webhook that it does not have', 404, SECRET, update)],
})

// --- Zalo

type Zalo = Awaited<ReturnType<typeof givenZalo>>

function zaloRig(rig: Zalo) {
  const { zalo, hook } = rig
  const person = async (number: number): Promise<Person> => {
    const userId = `551000000${number}`
    return {
      says: async (text) => {
        const event = zalo.events.userText(userId, text)
        await zalo.emit(hook, event)
        return () => zalo.emit(hook, event, { numRetry: 1 })
      },
      taps: (heard, label) => {
        const button = (heard as ZaloHeard).message.buttons.find(({ title }) => title === label)
        return zalo.emit(hook, zalo.events.tap(userId, String(button?.payload)))
      },
      tapsToken: (token) => zalo.emit(hook, zalo.events.tap(userId, `#${token}`)),
      sendsAPicture: () => zalo.emit(hook, zalo.events.image(userId)),
      sendsAFile: async ({ name, content, caption }) => {
        const file = { name, url: zalo.keepFile(name, content), size: content.length }
        const event = zalo.events.file(userId, file)
        const words = caption ? { text: caption } : {}
        const captioned = { ...event, message: { ...(event.message as object), ...words } }
        await zalo.emit(hook, captioned)
        return () => zalo.emit(hook, captioned, { numRetry: 1 })
      },
      hears: async (count) => (await zalo.waitForSent(userId, count)).map(toZaloHeard),
      hearsEcho: (text) => zalo.emit(hook, zalo.events.echo(userId, text)),
    }
  }
  const fetchCount = () => zalo.requests.filter(({ path }) => path.startsWith('/kept/')).length
  return { ...rig, person, fetchCount }
}

interface ZaloHeard extends Heard {
  readonly message: ZaloMessage
}

const toZaloHeard = (message: ZaloMessage): ZaloHeard => ({
  text: message.text,
  labels: message.buttons.map(({ title }) => String(title)),
  file: message.file && { name: message.file.fileName, content: message.file.content },
  message,
})

const toZalo = (
  what: string,
  status: number,
  emitOptions: Parameters<Zalo['zalo']['toRequest']>[1],
  more: object = {},
): StrangeCall<Rig & Zalo> => ({
  what,
  status,
  request: ({ zalo }) => {
    const event = { ...zalo.events.userText('5510000000000000001', question), ...more }
    const { headers, body } = zalo.toRequest(event, emitOptions)
    return { path: '/zalo/webhook', headers, body: new Uint8Array(body) }
  },
})

describeChannel('Zalo', {
  given: async (options) => zaloRig(await givenZalo(options)),
  limit: 2000,
  pictures: true,
  largeFiles: true,
  echoes: true,
  strangeCalls: [
    toZalo('without a signature', 401, { secret: null }),
    toZalo('signed with another secret', 401, { secret: 'APP_SECRET_EXAMPLE' }),
    toZalo('changed after it was signed', 401, { tampered: true }),
    toZalo('signed with the other id first', 401, { firstTerm: 'oa_id' }),
    toZalo('that is signed and of a kind nobody knows', 200, {}, { event_name: 'user_sang_a_song' }),
    toZalo(
      'that is signed and of another OA',
      200,
      {},
      { recipient: { id: '1640000000000000009' }, oa_id: '1640000000000000009' },
    ),
    toZalo('of 1 MB', 413, {}, { padding: 'ê'.repeat(MEGABYTE / 2) }),
    {
      what: 'that is broken JSON',
      status: 401,
      request: () => ({ path: '/zalo/webhook', headers: {}, body: '{"event_name": "user_send_text", ' }),
    },
  ],
})

// --- The web chat

type Web = Awaited<ReturnType<typeof givenWeb>>

interface WebRig extends Rig {
  readonly tabs: Map<number, Tab>
}

function webRig(rig: Web): WebRig {
  const tabs = new Map<number, Tab>()
  const person = async (number: number): Promise<Person> => {
    const tab = await givenATab(rig.url)
    tabs.set(number, tab)
    const heard: (Heard & { readonly reply: TabHeard })[] = []
    let next: Promise<void> | undefined
    const listen = async () => {
      const reply = await tab.nextReply()
      const [attachment] = reply.attachments ?? []
      const file = attachment ? await tab.opens(attachment) : null
      heard.push({ text: reply.text, labels: reply.choices.map(({ label }) => label), file, reply })
      next = undefined
    }
    return {
      says: async (text) => {
        const message = { id: randomUUID(), text }
        await tab.sends(message)
        return () => tab.sends(message)
      },
      taps: ({ text }, label) => {
        const shown = heard.find((one) => one.text === text)
        if (!shown) throw new Error('this was never heard')
        return tab.sends(choiceOf(shown.reply, label))
      },
      tapsToken: (token) => tab.sends({ text: 'Lựa chọn', action: token }),
      sendsAPicture: async () => {
        throw new Error('the page sends no pictures of its own')
      },
      sendsAFile: async ({ name, content, caption = '' }) => {
        const message = { id: randomUUID(), text: caption, files: [await tab.attaches(name, content)] }
        await tab.sends(message)
        return () => tab.sends(message)
      },
      hears: async (count) => {
        while (heard.length < count) {
          next ??= listen()
          await next
        }
        return [...heard]
      },
      hearsEcho: async () => {
        throw new Error('the page hands nothing back')
      },
    }
  }
  return {
    ...rig,
    tabs,
    person,
    fetchCount: () => 0,
    [Symbol.asyncDispose]: async () => {
      for (const tab of tabs.values()) await tab[Symbol.asyncDispose]()
      await rig[Symbol.asyncDispose]()
    },
  }
}

const toWeb = (what: string, status: number, body: string, cookie = ''): StrangeCall<WebRig> => ({
  what,
  status,
  request: () => ({ path: '/chat/messages', headers: { cookie }, body }),
})
const COOKIE = `tro_ly_thi_dua=web-${'a'.repeat(24)}`
const said = JSON.stringify({ id: 'message-1', text: question })

describeChannel('the web chat', {
  given: async (options) => webRig(await givenWeb(options)),
  limit: Number.POSITIVE_INFINITY,
  pictures: false,
  largeFiles: false,
  echoes: false,
  strangeCalls: [
    toWeb('without a cookie', 401, said),
    toWeb('with a cookie that was made up', 401, said, 'tro_ly_thi_dua=web-admin'),
    toWeb('that is broken JSON', 400, '{"id": "message-1", ', COOKIE),
    toWeb('of 1 MB', 413, JSON.stringify({ id: 'message-1', text: 'ê'.repeat(MEGABYTE / 2) }), COOKIE),
  ],
})
