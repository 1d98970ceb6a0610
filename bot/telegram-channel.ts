// Telegram: updates in by long polling or webhook, letters out as HTML. https://core.telegram.org/bots/api

import { timingSafeEqual } from 'node:crypto'
import { autoRetry } from '@grammyjs/auto-retry'
import { Api, GrammyError } from 'grammy'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import type { Channel } from '../message.ts'
import { moveConversation, noteReachability } from '../store/contacts.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import type { Desk } from './desk.ts'
import { limitBody } from './limit-body.ts'
import type { Meter } from './meter.ts'
import type { Door } from './operations.ts'
import { postQuickly } from './post-quickly.ts'
import { splitReply } from './split.ts'
import { describe, trouble } from './telegram-errors.ts'
import { fetchTelegramFile } from './telegram-files.ts'
import { createSend } from './telegram-send.ts'
import { ALLOWED_UPDATES, type Me, readUpdate, toChatId } from './telegram-update.ts'

export type TelegramSettings = { readonly token: string; readonly apiRoot: string } & (
  | { readonly mode: 'polling' }
  | { readonly mode: 'webhook'; readonly secret: string }
)

export interface TelegramNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly files: FileStore
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly settings: TelegramSettings
  /** Where Telegram reaches this machine; null if an operator tells it. */
  readonly publicUrl: string | null
  /** Told the assistant's own name, once Telegram has said it. */
  readonly onName?: (username: string) => void
}

const TEXT_LIMIT = 4_000 // Telegram takes 4,096 UTF-16 units after parsing (sendMessage)
const POLL_SECONDS = 30
// Letters are tried again by the outbox, which remembers them; the loop that listens asks again anyway.
const TRIED_AGAIN = ['sendMessage', 'sendPhoto', 'sendDocument', 'getUpdates', 'sendChatAction']
const LARGEST_UPDATE = 1024 * 1024
const TROUBLE_PAUSE_MS = { first: 1_000, most: 60_000 }
const CONFLICT_PAUSE_MS = 30_000

/** The channel, `POST /telegram/webhook` in webhook mode, and the loop that listens and goes on trying by itself. */
export function createTelegramChannel(needs: TelegramNeeds): Door {
  const { db, desk, clock, log, meter, settings, publicUrl, onName } = needs
  const api = new Api(settings.token, {
    apiRoot: settings.apiRoot,
    timeoutSeconds: 2 * POLL_SECONDS,
    fetch: postQuickly,
  })
  const retry = autoRetry({ maxRetryAttempts: 2, maxDelaySeconds: 5, rethrowHttpErrors: true })
  api.config.use((previous, method, payload, signal) =>
    TRIED_AGAIN.includes(method) ? previous(method, payload, signal) : retry(previous, method, payload, signal),
  )
  const stopping = new AbortController()
  let me: Me | null = null
  let health = 'starting'
  let listening = Promise.resolve()

  // Resolves once everything in the update is stored.
  const take = async (body: unknown): Promise<boolean> => {
    if (!me) throw new Error('Telegram has not said yet who the assistant is')
    const event = readUpdate(body, me, clock.now())
    switch (event?.type) {
      case 'message':
        await desk.receive(event.message)
        break
      case 'tap':
        await desk.receive(event.message)
        api.answerCallbackQuery(event.queryId).catch((error: unknown) => note('a tap could not be confirmed', error))
        break
      case 'reachability':
        await noteReachability(
          db,
          { conversationId: event.conversationId, channel: 'telegram' },
          event.blocked ? 'the person blocked the assistant' : null,
          event.at,
        )
        break
      case 'moved':
        await moveConversation(db, event.from, event.to)
    }
    return event !== null
  }

  const note = (what: string, error: unknown): void => {
    log.warn({ reason: describe(error) }, what)
  }

  const introduce = async (): Promise<void> => {
    const { id, username } = await api.getMe()
    me = { id, username }
    onName?.(username)
    await api.setMyCommands(replies.commands.map(([command, description]) => ({ command, description })))
    await api.setMyDescription(replies.description)
    await api.setMyShortDescription(replies.shortDescription)
  }

  const listen = async (): Promise<void> => {
    if (settings.mode === 'webhook') {
      if (publicUrl)
        await api.setWebhook(`${publicUrl}/telegram/webhook`, {
          secret_token: settings.secret,
          allowed_updates: ALLOWED_UPDATES,
        })
      else log.warn('PUBLIC_URL is not set: tell Telegram by setWebhook where POST /telegram/webhook is reached')
      health = 'ok'
      return
    }
    await api.deleteWebhook()
    health = 'ok'
    await poll()
  }

  // An update counts as taken only when it is stored: what fails is asked for again.
  const poll = async (): Promise<void> => {
    for (let offset = 0; !stopping.signal.aborted; ) {
      const updates = await api.getUpdates(
        { offset, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        stopping.signal as Parameters<Api['getUpdates']>[1],
      )
      health = 'ok'
      for (const update of updates) {
        await take(update)
        offset = update.update_id + 1
      }
    }
  }

  const keepListening = async (): Promise<void> => {
    let pauseMs = TROUBLE_PAUSE_MS.first
    while (!stopping.signal.aborted) {
      const started = clock.machine().getTime()
      try {
        if (!me) await introduce()
        await listen()
        if (settings.mode === 'webhook') return
      } catch (error) {
        if (stopping.signal.aborted) return
        health = trouble(error)
        log.error({ reason: describe(error) }, health)
        if (clock.machine().getTime() - started > 2 * TROUBLE_PAUSE_MS.most) pauseMs = TROUBLE_PAUSE_MS.first
        const wait = error instanceof GrammyError && error.error_code === 409 ? CONFLICT_PAUSE_MS : pauseMs
        await pause(wait, stopping.signal)
        pauseMs = Math.min(pauseMs * 2, TROUBLE_PAUSE_MS.most)
      }
    }
  }

  const routes = new Hono()
  if (settings.mode === 'webhook')
    routes.post(
      '/telegram/webhook',
      async (c, next) => {
        if (isSame(c.req.header('x-telegram-bot-api-secret-token') ?? '', settings.secret)) return next()
        meter.rejected('telegram', 'forged')
        return c.json({ error: 'wrong secret' }, 401)
      },
      limitBody({
        maxSize: LARGEST_UPDATE,
        onError: (c) => {
          meter.rejected('telegram', 'too large')
          return c.json({ error: 'too large' }, 413)
        },
      }),
      async (c) => {
        const body: unknown = await c.req.json().catch(() => null)
        if (!me) return c.json({ error: 'not ready' }, 503)
        if (await take(body)) return c.json({})
        meter.rejected('telegram', 'malformed')
        return c.json({ error: 'no update' }, 400)
      },
    )

  const channel: Channel = {
    name: 'telegram',
    numberedChoices: null,
    split: (reply) => splitReply(reply, TEXT_LIMIT),
    send: createSend(api, needs),
    fetchFile: (handle, mostBytes) => fetchTelegramFile(api, settings, handle, mostBytes),
    showTyping: (conversationId, isOn) => {
      if (!isOn) return // it ends by itself
      api
        .sendChatAction(toChatId(conversationId), 'typing')
        .catch((error: unknown) => note('typing could not be shown', error))
    },
  }

  return {
    channel,
    routes,
    start: () => {
      listening = keepListening()
    },
    stop: async () => {
      stopping.abort()
      await listening
    },
    health: () => health,
  }
}

function isSame(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
