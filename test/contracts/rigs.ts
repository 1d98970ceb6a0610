// The assistant behind each of its channels, with the platform on the other side: what the contract is tried on.

import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createFileLinkRoutes } from '../../bot/file-links.ts'
import { createOperationsRoutes, type Door } from '../../bot/operations.ts'
import { createTelegramChannel, type TelegramSettings } from '../../bot/telegram-channel.ts'
import { createWebChannel } from '../../bot/web-channel.ts'
import { createZaloChannel, type ZaloSettings } from '../../bot/zalo-channel.ts'
import { startFakeTelegram } from '../fakes/fake-telegram.ts'
import { startFakeZalo } from '../fakes/fake-zalo.ts'
import { givenAnAssistant, type SmallAssistant } from '../fakes/small-assistant.ts'
import { root } from '../running-assistant.ts'

export interface Served extends AsyncDisposable {
  readonly url: string
}

/** Serves doors over real HTTP, as main.ts does. */
export async function serveDoors(assistant: SmallAssistant, doors: readonly Door[]): Promise<Served> {
  const { db, clock, meter, desk, tools } = assistant
  const app = new Hono()
  for (const { channel, routes } of doors) {
    desk.serve(channel)
    app.route('/', routes)
  }
  app.route('/', createFileLinkRoutes(assistant))
  app.route(
    '/',
    createOperationsRoutes({
      jobs: () => ({}),
      db,
      clock,
      meter,
      doors,
      campaigns: () => tools.knower.current().campaigns,
      isHolding: assistant.outbox.isHolding,
    }),
  )
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started))
  })
  await desk.resume()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const door of doors) await door.stop()
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
    },
  }
}

export type AssistantOptions = Parameters<typeof givenAnAssistant>[0]

interface TelegramOptions {
  /** Webhook, unless told to poll. */
  readonly mode?: 'polling' | 'webhook' | undefined
  readonly publicUrl?: string | null | undefined
  readonly fake?: Parameters<typeof startFakeTelegram>[0] | undefined
}

async function startTelegram(assistant: SmallAssistant, { mode = 'webhook', publicUrl = null, fake }: TelegramOptions) {
  const telegram = await startFakeTelegram({ maxPollMs: 50, ...fake })
  const secret = 'a-secret-of-the-webhook'
  const common = { token: telegram.token, apiRoot: telegram.url }
  const settings: TelegramSettings = mode === 'webhook' ? { ...common, mode, secret } : { ...common, mode }
  const door = createTelegramChannel({ ...assistant, settings, publicUrl })
  const open = async (url: string) => {
    if (mode === 'webhook') telegram.deliverTo(`${url}/telegram/webhook`, secret)
    door.start()
    while (door.health() === 'starting') await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { telegram, secret, door, open }
}

export async function givenTelegram({ mode, publicUrl, fake, ...rest }: AssistantOptions & TelegramOptions = {}) {
  const assistant = await givenAnAssistant(rest)
  const { open, ...started } = await startTelegram(assistant, { mode, publicUrl, fake })
  const served = await serveDoors(assistant, [started.door])
  await open(served.url)
  return {
    ...started,
    assistant,
    url: served.url,
    [Symbol.asyncDispose]: async () => {
      await served[Symbol.asyncDispose]()
      await assistant[Symbol.asyncDispose]()
      await started.telegram[Symbol.asyncDispose]()
    },
  }
}

/** The web chat; `givenATab` opens its page. */
export async function givenWeb(options: AssistantOptions = {}) {
  const assistant = await givenAnAssistant(options)
  const campaigns = () => assistant.tools.knower.current().campaigns
  const door = createWebChannel({ ...assistant, campaigns, demo: false, webRoot: join(root, 'web') })
  const served = await serveDoors(assistant, [door])
  return {
    assistant,
    url: served.url,
    [Symbol.asyncDispose]: async () => {
      await served[Symbol.asyncDispose]()
      await assistant[Symbol.asyncDispose]()
    },
  }
}

interface ZaloOptions {
  readonly settings?: Partial<ZaloSettings> | undefined
  readonly fake?: Parameters<typeof startFakeZalo>[0] | undefined
  readonly onNeedsConsent?: (() => Promise<void>) | undefined
  readonly timeoutMs?: number | undefined
  readonly publicUrl?: string | null | undefined
}

async function startZalo(
  assistant: SmallAssistant,
  { settings: more, fake, onNeedsConsent = async () => {}, timeoutMs = 2_000, publicUrl = null }: ZaloOptions,
) {
  const zalo = await startFakeZalo({ now: assistant.clock.now, ...fake })
  const settings: ZaloSettings = {
    appId: zalo.appId,
    appSecret: zalo.appSecret,
    oaId: zalo.oaId,
    oaSecretKey: zalo.oaSecretKey,
    refreshToken: zalo.tokens.refreshToken,
    codeVerifier: null,
    apiRoot: zalo.url,
    oauthRoot: zalo.url,
    zbsRoot: zalo.url,
    fileHosts: [],
    reminderTemplate: null,
    signedWith: ['app_id'],
    buttons: true,
    paidMessages: false,
    agentSilenceMinutes: 60,
    domainProof: null,
    ...more,
  }
  const door = createZaloChannel({
    ...assistant,
    publicUrl,
    settings,
    holder: `test:${process.pid}`,
    onNeedsConsent,
    timeoutMs,
  })
  const open = (url: string) => {
    door.start()
    const hook = `${url}/zalo/webhook`
    /** Says something to the OA as this person. */
    const says = (userId: string, text: string) => zalo.emit(hook, zalo.events.userText(userId, text))
    return { hook, says }
  }
  return { zalo, settings, door, open }
}

export async function givenZalo({
  settings,
  fake,
  onNeedsConsent,
  timeoutMs,
  publicUrl,
  ...rest
}: AssistantOptions & ZaloOptions = {}) {
  const assistant = await givenAnAssistant(rest)
  const { open, ...started } = await startZalo(assistant, { settings, fake, onNeedsConsent, timeoutMs, publicUrl })
  const served = await serveDoors(assistant, [started.door])
  return {
    ...started,
    ...open(served.url),
    assistant,
    url: served.url,
    [Symbol.asyncDispose]: async () => {
      await served[Symbol.asyncDispose]()
      await assistant[Symbol.asyncDispose]()
      await started.zalo[Symbol.asyncDispose]()
    },
  }
}

/** One assistant on both platforms. */
export async function givenBothPlatforms({
  publicUrl = null,
  ...options
}: AssistantOptions & { publicUrl?: string | null } = {}) {
  const assistant = await givenAnAssistant(options)
  const { telegram, ...telegramSide } = await startTelegram(assistant, { publicUrl })
  const { zalo, ...zaloSide } = await startZalo(assistant, { publicUrl })
  const served = await serveDoors(assistant, [telegramSide.door, zaloSide.door])
  await telegramSide.open(served.url)
  return {
    assistant,
    telegram,
    zalo,
    url: served.url,
    ...zaloSide.open(served.url),
    [Symbol.asyncDispose]: async () => {
      await served[Symbol.asyncDispose]()
      await assistant[Symbol.asyncDispose]()
      await telegram[Symbol.asyncDispose]()
      await zalo[Symbol.asyncDispose]()
    },
  }
}
