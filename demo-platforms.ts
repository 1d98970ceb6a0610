// Telegram and Zalo for the demo: the fakes of the tests on this machine, and before them the product's own channels.

import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Desk } from './bot/desk.ts'
import { nameHolder } from './bot/holder.ts'
import type { Meter } from './bot/meter.ts'
import type { Door } from './bot/operations.ts'
import { createTelegramChannel } from './bot/telegram-channel.ts'
import { createZaloChannel } from './bot/zalo-channel.ts'
import type { Clock } from './clock.ts'
import type { Db } from './store/database.ts'
import type { FileStore } from './store/files.ts'
import { type FakeTelegram, startFakeTelegram } from './test/fakes/fake-telegram.ts'
import { type FakeZalo, startFakeZalo } from './test/fakes/fake-zalo.ts'
import { findEntities } from './test/fakes/telegram-text.ts'

/** A stretch of a text that the platform shows in a special way; offsets in UTF-16 units. */
export interface Marked {
  readonly type: string
  readonly offset: number
  readonly length: number
}

/** A message of the assistant as the platform hands it to a phone. */
export interface Shown {
  readonly text: string
  readonly marked: readonly Marked[]
  /** What came instead of words. */
  readonly file: ShownFile | null
  readonly buttons: readonly (readonly { readonly label: string; tap(): Promise<boolean> }[])[]
}

/** A file as the phone shows it: a picture, or a card with a name. */
export interface ShownFile {
  readonly name: string
  readonly isPicture: boolean
  readonly content: Buffer
}

/** Somebody with an account; what they do resolves to whether the assistant took it. */
export interface Member {
  readonly conversationId: string
  types(text: string): Promise<boolean>
  sendsSticker(): Promise<boolean>
  sendsFile(file: ShownFile): Promise<boolean>
  /** Blocks the bot, unfollows the OA. */
  leaves(): Promise<boolean>
  /** Lifts the block, follows the OA. */
  returns(): Promise<boolean>
  /** When they last did what opens a message window; null if they never did or the platform has none. */
  lastActAt(): Date | null
  /** Nobody looks at their phone any more. */
  forget(): void
}

export interface Platform {
  join(show: (message: Shown) => void): Member
}

export type PlatformName = 'telegram' | 'zalo'

export interface PlatformNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly files: FileStore
  /** Where the pages are. */
  readonly publicUrl: string | null
  /** Those to play; another one is configured for real. */
  readonly played: readonly PlatformName[]
  readonly onTyping: (conversationId: string) => void
}

export interface Platforms extends AsyncDisposable {
  readonly telegram: Platform | null
  readonly zalo: Platform | null
}

const READY_WITHIN_MS = 10_000
const OLD_TAPS = 1_000 // after so many, those before are too old to be answered

/** Starts the platforms and connects the channels to them, webhooks over a port of their own. */
export async function openPlatforms(needs: PlatformNeeds): Promise<Platforms> {
  const { desk, clock, played, onTyping } = needs
  const hooks = new Hono()
  const server = serve({ fetch: (request) => hooks.fetch(request), port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // The database remembers the events of an earlier run: none of this one may carry the same number.
  const first = clock.machine().getTime()
  const telegram = played.includes('telegram')
    ? await startFakeTelegram({ now: clock.now, keep: false, acceptAnyChat: false, firstUpdateId: first })
    : null
  const zalo = played.includes('zalo')
    ? await startFakeZalo({
        now: clock.now,
        tokenNow: clock.machine,
        keep: false,
        firstEventId: first,
        oaId: `16${digits(17)}`,
      })
    : null
  const doors = [telegram && toTelegramDoor(needs, telegram, url), zalo && toZaloDoor(needs, zalo)].filter(
    (door) => door !== null,
  )
  for (const { channel, routes } of doors) {
    const showTyping: typeof channel.showTyping = (conversationId, isOn) => {
      if (isOn) onTyping(conversationId)
      channel.showTyping(conversationId, isOn)
    }
    desk.serve({ ...channel, showTyping })
    hooks.route('/', routes)
  }
  for (const door of doors) door.start()
  await ready(doors)
  return {
    telegram: telegram && toTelegramPlatform(telegram),
    zalo: zalo && toZaloPlatform(zalo, `${url}/zalo/webhook`),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(doors.map((door) => door.stop()))
      await Promise.all([telegram?.[Symbol.asyncDispose](), zalo?.[Symbol.asyncDispose]()])
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function toTelegramDoor(needs: PlatformNeeds, { token, url: apiRoot }: FakeTelegram, publicUrl: string): Door {
  const secret = randomBytes(24).toString('hex')
  return createTelegramChannel({ ...needs, publicUrl, settings: { token, apiRoot, mode: 'webhook', secret } })
}

function toZaloDoor(needs: PlatformNeeds, { url, appId, appSecret, oaId, oaSecretKey, tokens }: FakeZalo): Door {
  return createZaloChannel({
    ...needs,
    holder: nameHolder(),
    onNeedsConsent: async () => {},
    settings: {
      appId,
      appSecret,
      oaId,
      oaSecretKey,
      refreshToken: tokens.refreshToken,
      codeVerifier: null,
      apiRoot: url,
      oauthRoot: url,
      zbsRoot: url,
      fileHosts: [],
      reminderTemplate: null,
      signedWith: ['app_id'],
      buttons: true,
      paidMessages: false,
      agentSilenceMinutes: 60,
      domainProof: null,
    },
  })
}

function toTelegramPlatform(telegram: FakeTelegram): Platform {
  const phones = new Map<number, (message: Shown) => void>()
  let taps = 0
  telegram.onSent((sent) => {
    const { chatId, text, buttons, message, file } = sent
    phones.get(chatId)?.({
      text,
      marked: [...(message.entities ?? []), ...findEntities(text)].map(toMarked),
      file: file ? { name: file.name, isPicture: file.as === 'photo', content: file.content } : null,
      buttons: buttons.map((row) =>
        row.map(({ text: label }) => ({
          label,
          tap: async () => {
            if (++taps % OLD_TAPS === 0) telegram.closeQueries()
            return isTaken((await telegram.person(chatId).taps(sent, label)).statuses)
          },
        })),
      ),
    })
  })
  return {
    join: (show) => {
      const id = randomInt(1_000_000_000, 2_147_483_647)
      const me = () => telegram.person(id, { name: 'Anh/chị' })
      phones.set(id, show)
      return {
        conversationId: `telegram:${id}`,
        types: async (text) => isTaken((await me().types(text)).statuses),
        sendsSticker: async () => isTaken((await me().sends('sticker')).statuses),
        sendsFile: async ({ name, isPicture, content }) =>
          isTaken((await me().sendsFile({ name, content, as: isPicture ? 'photo' : 'document' })).statuses),
        leaves: async () => isTaken((await me().blocks()).statuses),
        returns: async () => isTaken((await me().returns()).statuses),
        lastActAt: () => null,
        forget: () => void phones.delete(id),
      }
    },
  }
}

function toZaloPlatform(zalo: FakeZalo, hook: string): Platform {
  const phones = new Map<string, (message: Shown) => void>()
  const { events, people } = zalo
  const emit = async (event: Parameters<FakeZalo['emit']>[1]) =>
    isTaken((await zalo.emit(hook, event)).map(({ status }) => status))
  // Whoever writes to an OA can be answered, follower or not.
  const admit = (id: string, event: Parameters<typeof emit>[0]) => {
    people.refuse(id, null)
    return emit(event)
  }
  zalo.onSent(({ to, text, buttons, file }) => {
    phones.get(to)?.({
      text,
      marked: [],
      file: file && { name: file.fileName, isPicture: file.kind === 'image', content: file.content },
      buttons: buttons.map(({ title, payload }) => [
        { label: String(title), tap: () => admit(to, events.tap(to, String(payload))) },
      ]),
    })
  })
  return {
    join: (show) => {
      const id = `4${digits(18)}`
      phones.set(id, show)
      return {
        conversationId: `zalo:${id}`,
        types: (text) => admit(id, events.userText(id, text)),
        sendsSticker: () => admit(id, events.sticker(id)),
        sendsFile: ({ name, isPicture, content }) => {
          const url = zalo.keepFile(name, content)
          return admit(id, isPicture ? events.image(id, '', url) : events.file(id, { name, url, size: content.length }))
        },
        leaves: () => {
          people.refuse(id, { error: -213, message: 'User has not followed the OA' })
          return emit(events.unfollow(id))
        },
        returns: () => admit(id, events.follow(id)),
        lastActAt: () => {
          const at = people.lastInteractionOf(id)
          return at === null ? null : new Date(at)
        },
        forget: () => void phones.delete(id),
      }
    },
  }
}

async function ready(doors: readonly Door[]): Promise<void> {
  for (let waited = 0; doors.some((door) => door.health() === 'starting'); waited += 10) {
    if (waited > READY_WITHIN_MS) throw new Error('the channels of the demo did not start')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function toMarked({ type, offset, length }: Marked): Marked {
  return { type, offset, length }
}

// Every attempt has a status; the last one tells.
function isTaken(statuses: readonly number[]): boolean {
  return statuses.at(-1) === 200
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('')
}
