// Zalo Official Account: signed webhooks in, consultation messages out. What Zalo promises is in packages/zalo-oa-sdk.

import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import {
  authoriseUrl,
  createZaloClient,
  exchangeCode,
  isProbe,
  parseEvent,
  toCodeChallenge,
  verifySignature,
  ZaloApiError,
  type ZaloClient,
  type ZaloEvent,
  ZaloNetworkError,
  ZaloTimeoutError,
} from 'zalo-oa-sdk'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import { normalise } from '../knowledge/fold.ts'
import type { Channel, Delivery, IncomingFile, IncomingMessage, Reply } from '../message.ts'
import { noteReachability, readContact, silence } from '../store/contacts.ts'
import type { Db } from '../store/database.ts'
import type { FileStore } from '../store/files.ts'
import { keepConsentState, keepPair, useConsentState } from '../store/zalo-tokens.ts'
import { isToken } from './choices.ts'
import type { Desk } from './desk.ts'
import { limitBody } from './limit-body.ts'
import type { Meter } from './meter.ts'
import type { Door } from './operations.ts'
import { GONE } from './outbox.ts'
import { postQuickly } from './post-quickly.ts'
import { splitReply } from './split.ts'
import { fetchZaloFile, type Prepared, prepareZaloFile, toIncomingFiles } from './zalo-files.ts'
import { roomOfChoices, toTappedToken, toZaloButtons, toZaloText } from './zalo-render.ts'
import { createTokenKeeper, NoTokenError, type TokenKeeper, type TokenSettings } from './zalo-tokens.ts'
import { FREE_HOURS, PAID_HOURS } from './zalo-window.ts'

export interface ZaloSettings extends TokenSettings {
  /** Signs webhooks: the “OA Secret Key” of the console's webhook page. */
  readonly oaSecretKey: string
  /** The verifier whose challenge stands in the console; null if the app asks for none. */
  readonly codeVerifier: string | null
  readonly apiRoot: string
  readonly zbsRoot: string
  /** Where Zalo keeps what people send, with the hosts below them. */
  readonly fileHosts: readonly string[]
  readonly reminderTemplate: string | null
  /** Which id a webhook's signature begins with; sources disagree, so both can be allowed. */
  readonly signedWith: readonly ('app_id' | 'oa_id')[]
  readonly buttons: boolean
  /** Messages from 48 hours to 7 days after the person's last one, which the OA pays for. */
  readonly paidMessages: boolean
  readonly agentSilenceMinutes: number
  /** What proves to Zalo that the domain is ours: a file in the root, or a meta tag on the page. */
  readonly domainProof: { readonly file: string | null; readonly content: string } | null
}

export interface ZaloNeeds {
  readonly db: Db
  readonly desk: Desk
  readonly clock: Clock
  readonly log: Logger
  readonly meter: Meter
  readonly files: FileStore
  readonly settings: ZaloSettings
  /** Where people reach this machine; null if nobody said. */
  readonly publicUrl: string | null
  readonly holder: string
  readonly onNeedsConsent: () => Promise<void>
  readonly timeoutMs?: number
}

const TEXT_LIMIT = 1_900 // Zalo takes 2,000 characters and does not say how it counts them
const CHOICES_AT_ONCE = 5
const LARGEST_EVENT = 1024 * 1024
const HOUR_MS = 3_600_000
const SEND_TIMEOUT_MS = 15_000
const ECHO_MS = 5_000 // within which the echo of a message whose answer was lost should have come
const NO_TOKEN_PAUSE_MS = 60_000
const NO_QUOTA_PAUSE_MS = 600_000
// Anybody can send one such call: it does not hide what else is wrong.
const SIGNATURE_TROUBLE =
  'the last webhook call was not signed by Zalo: if none gets through, check ZALO_OA_SECRET_KEY, ZALO_SIGNED_WITH'
const CONSENT_MS = 60 * 60_000

/** The channel, its webhook, the consent callback and the proof of the domain. */
export function createZaloChannel(needs: ZaloNeeds): Door & Pick<TokenKeeper, 'renewEarly'> {
  const { db, desk, clock, log, meter, settings, timeoutMs = SEND_TIMEOUT_MS } = needs
  const tokens = createTokenKeeper(needs)
  const echoes = createEchoes()
  let signatureTrouble = false

  const take = async (event: ZaloEvent): Promise<void> => {
    const userId = event.userId
    if (!userId || (event.oaId !== null && event.oaId !== settings.oaId)) return
    const conversationId = `zalo:${userId}`
    const at = event.sentAt?.getTime() ?? clock.machine().getTime()
    // An event can come late, or again: what counts is when it happened.
    const happenedAt = new Date(Math.min(clock.now().getTime(), event.sentAt?.getTime() ?? Number.POSITIVE_INFINITY))
    const say = (
      kind: IncomingMessage['kind'],
      text: string,
      { action = null as string | null, files = [] as readonly IncomingFile[] } = {},
    ) =>
      desk.receive({
        id: event.eventId,
        channel: 'zalo',
        conversationId,
        sender: conversationId,
        kind,
        text,
        action,
        files,
        receivedAt: happenedAt,
      })
    switch (event.kind) {
      case 'user_text': {
        const token = toTappedToken(event.text, isToken)
        return token ? say('choice', '', { action: token }) : say('text', normalise(event.text))
      }
      case 'user_media':
        return say('other', normalise(event.text), { files: toIncomingFiles(event.attachments) })
      case 'follow':
        if (await noteReachability(db, { conversationId, channel: 'zalo' }, null, at)) await say('text', '/start')
        return
      case 'unfollow':
        await noteReachability(db, { conversationId, channel: 'zalo' }, 'the person unfollowed the OA', at)
        return
      case 'oa_echo':
        if (event.adminId === null) {
          if (echoes.heard(userId, event.text)) desk.wake('zalo', conversationId)
          return
        }
        return silence(
          db,
          conversationId,
          'zalo',
          new Date(happenedAt.getTime() + settings.agentSilenceMinutes * 60_000),
        )
      case 'data_withdrawal':
        return void log.warn({ conversationId }, 'a person withdrew their data in Zalo: remove what is kept of them')
      default:
        log.debug({ event: event.name }, 'an event that needs no answer')
    }
  }

  const routes = new Hono()
  routes.post(
    '/zalo/webhook',
    limitBody({
      maxSize: LARGEST_EVENT,
      onError: (c) => {
        meter.rejected('zalo', 'too large')
        return c.json({ error: 'too large' }, 413)
      },
    }),
    async (c) => {
      const rawBody = new Uint8Array(await c.req.arrayBuffer())
      const header = c.req.header('x-zevent-signature')
      if (isProbe(rawBody, header)) return c.json({})
      const { appId, oaId, oaSecretKey: secret, signedWith } = settings
      const timestampHeader = c.req.header('x-zevent-timestamp')
      const delivery = { rawBody, header, timestampHeader, appId, oaId, secret }
      const match = verifySignature(delivery, { firstTerms: signedWith })
      if (!match) {
        meter.rejected('zalo', 'forged')
        if (!signatureTrouble)
          log.error(
            'a Zalo webhook call has a wrong signature: if it goes on, check ZALO_OA_SECRET_KEY, ZALO_SIGNED_WITH',
          )
        signatureTrouble = true
        return c.json({ error: 'wrong signature' }, 401)
      }
      if (signatureTrouble) log.info(match, 'Zalo webhook signatures are right again')
      signatureTrouble = false
      await take(parseEvent(rawBody, { oaId }))
      return c.json({})
    },
  )
  routes.get('/zalo/oauth/callback', async (c) => {
    const { code = '', state = '', oa_id: oaId = '' } = c.req.query()
    const connected = await connect({ code, state, oaId })
    return c.text(connected ? replies.zaloConnected : replies.zaloNotConnected, connected ? 200 : 400)
  })
  serveDomainProof(routes, settings.domainProof)

  const connect = async ({ code, state, oaId }: Record<'code' | 'state' | 'oaId', string>): Promise<boolean> => {
    if (!(await useConsentState(db, state, clock.machine()))) {
      log.warn('a consent callback came with a state that is not ours, was used before or has run out')
      return false
    }
    if (oaId !== settings.oaId) {
      log.error('the consent was given for another OA than ZALO_OA_ID')
      return false
    }
    const { appId, appSecret, codeVerifier, oauthRoot } = settings
    const asked = { appId, appSecret, code, ...(codeVerifier ? { codeVerifier } : {}) }
    const pair = await exchangeCode(asked, { oauthRoot, timeoutMs }).catch((error: unknown) => {
      log.error({ reason: describe(error) }, 'Zalo gave no tokens for the consent')
      return null
    })
    if (!pair) return false
    const now = clock.machine()
    const expiresAt = new Date(now.getTime() + pair.expiresInSeconds * 1000)
    await keepPair(db, settings.oaId, { ...pair, expiresAt, used: null }, now)
    await tokens.accessToken() // the health report says so at once
    log.info('Zalo is connected')
    desk.wake('zalo')
    return true
  }

  const channel: Channel = {
    name: 'zalo',
    numberedChoices: CHOICES_AT_ONCE,
    split: (reply) => splitReply(reply, TEXT_LIMIT, roomOfChoices),
    fetchFile: (handle, mostBytes) => fetchZaloFile(settings, handle, mostBytes),
    showTyping: () => {}, // an OA has no such sign
    send: async (conversationId, letterId, reply) => {
      const userId = conversationId.slice('zalo:'.length)
      if (echoes.arrived(letterId)) return { state: 'sent' }
      const closed = await closedWindow(conversationId)
      if (closed) return sendTemplate(userId, reply).then((sent) => sent ?? closed, toDelivery)
      const prepared = await prepare(userId, letterId, reply)
      if (!prepared) return { state: 'failed', reason: GONE }
      echoes.expect(letterId, userId, prepared.text)
      try {
        const platformId = await prepared.send()
        echoes.forget(letterId)
        return { state: 'sent', platformId }
      } catch (error) {
        if (mayHaveArrived(error)) return echoes.arrived(letterId) ? { state: 'sent' } : toDelivery(error)
        echoes.forget(letterId)
        return toDelivery(error)
      }
    },
  }

  const call = <T>(action: (client: ZaloClient) => Promise<T>) => callWithToken(tokens, settings, timeoutMs, action)

  const prepare = async (userId: string, letterId: string, reply: Reply): Promise<Prepared | null> => {
    const [attachment] = reply.attachments ?? []
    if (attachment) return prepareZaloFile({ ...needs, call }, userId, attachment)
    const text = toZaloText(reply)
    return { text, send: () => sendText(userId, letterId, text, reply) }
  }

  const sendText = async (userId: string, letterId: string, text: string, reply: Reply): Promise<string> => {
    const buttons = settings.buttons ? toZaloButtons(letterId, reply) : []
    const plain = () => call((client) => client.sendText({ userId, text }))
    if (buttons.length === 0) return (await plain()).messageId
    const sent = await call((client) => client.sendText({ userId, text, buttons })).catch((error: unknown) => {
      if (!refusesButtons(error)) throw error
      log.warn({ reason: describe(error) }, 'Zalo refuses buttons: the numbered text goes alone')
      return plain()
    })
    return sent.messageId
  }

  const closedWindow = async (conversationId: string): Promise<Delivery | null> => {
    const seen = (await readContact(db, conversationId))?.lastSeenAt
    const hours = seen ? (clock.now().getTime() - seen.getTime()) / HOUR_MS : Number.POSITIVE_INFINITY
    if (hours <= FREE_HOURS || (settings.paidMessages && hours <= PAID_HOURS)) return null
    return { state: 'window_closed', reason: 'the person has not written for too long' }
  }

  const sendTemplate = async (userId: string, { template }: Reply): Promise<Delivery | null> => {
    const templateId = settings.reminderTemplate
    if (!templateId || !template) return null
    const { messageId } = await call((client) => client.sendTemplate({ userId, templateId, data: template }))
    return { state: 'sent', platformId: messageId }
  }

  return {
    channel,
    routes,
    renewEarly: tokens.renewEarly,
    start: tokens.start,
    stop: async () => tokens.stop(),
    health: () =>
      [tokens.health(), signatureTrouble ? SIGNATURE_TROUBLE : 'ok'].filter((state) => state !== 'ok').join('; ') ||
      'ok',
  }
}

/** The link an admin of the OA opens to let the assistant in; good for an hour, once. */
export async function createConsentLink(
  { db, clock }: { db: Db; clock: Pick<Clock, 'machine'> },
  { appId, codeVerifier, oauthRoot }: Pick<ZaloSettings, 'appId' | 'codeVerifier' | 'oauthRoot'>,
  publicUrl: string,
): Promise<string> {
  const state = randomBytes(24).toString('base64url')
  await keepConsentState(db, state, new Date(clock.machine().getTime() + CONSENT_MS))
  const redirectUri = `${publicUrl}/zalo/oauth/callback`
  const challenge = codeVerifier ? { codeChallenge: toCodeChallenge(codeVerifier) } : {}
  return authoriseUrl({ appId, redirectUri, state, oauthRoot, ...challenge })
}

// A token Zalo refuses is renewed, and the call is made once more: it had no effect.
async function callWithToken<T>(
  tokens: TokenKeeper,
  { apiRoot, zbsRoot }: ZaloSettings,
  timeoutMs: number,
  action: (client: ZaloClient) => Promise<T>,
): Promise<T> {
  const clientWith = (token: string) =>
    createZaloClient({ accessToken: async () => token, apiRoot, zbsRoot, timeoutMs, fetch: postQuickly })
  const token = await tokens.accessToken()
  return action(clientWith(token)).catch(async (error: unknown) => {
    if (!(error instanceof ZaloApiError) || error.decision !== 'token') throw error
    return action(clientWith(await tokens.renew(token)))
  })
}

interface Echoes {
  /** A letter is being sent: should Zalo's answer be lost, its echo tells that it arrived. */
  expect(letterId: string, userId: string, text: string): void
  /** Zalo answered. */
  forget(letterId: string): void
  /** Whether this is the echo of a letter that is expected to arrive. */
  heard(userId: string, text: string): boolean
  /** Whether its echo came: then it is not sent again. */
  arrived(letterId: string): boolean
}

function createEchoes(): Echoes {
  const expected = new Map<string, { userId: string; text: string; heard: boolean }>()
  return {
    expect: (letterId, userId, text) => void expected.set(letterId, { userId, text, heard: false }),
    forget: (letterId) => void expected.delete(letterId),
    heard: (userId, text) => {
      const echo = [...expected.values()].find((one) => one.userId === userId && one.text === text)
      if (echo) echo.heard = true
      return echo !== undefined
    },
    arrived: (letterId) => (expected.get(letterId)?.heard ? expected.delete(letterId) : false),
  }
}

function toDelivery(error: unknown): Delivery {
  const reason = describe(error)
  if (error instanceof NoTokenError) return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
  if (mayHaveArrived(error)) return { state: 'retry', reason, leastMs: ECHO_MS }
  if (!(error instanceof ZaloApiError)) return { state: 'retry', reason }
  switch (error.decision) {
    case 'rate':
      return { state: 'retry', reason, channelWide: true }
    case 'token': // a fresh one was refused, too
      return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
    case 'transient':
      return { state: 'retry', reason }
    case 'quota':
      return { state: 'retry', reason, afterMs: NO_QUOTA_PAUSE_MS }
    case 'config':
      return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
    case 'window_closed':
      return { state: 'window_closed', reason }
    case 'user_unreachable':
      return { state: 'blocked', reason }
    case 'bad_request':
      return { state: 'failed', reason }
  }
}

function mayHaveArrived(error: unknown): boolean {
  return error instanceof ZaloTimeoutError || (error instanceof ZaloNetworkError && error.mayHaveBeenDelivered)
}

// -201 “invalid field”, -233 “type not supported”: what OAs without buttons have been seen to answer.
function refusesButtons(error: unknown): boolean {
  return error instanceof ZaloApiError && (error.errorCode === -201 || error.errorCode === -233)
}

// The SDK's messages hold neither tokens nor texts.
function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

function serveDomainProof(routes: Hono, proof: ZaloSettings['domainProof']): void {
  if (!proof) return
  const { file, content } = proof
  if (file) return void routes.get(`/${file}`, (c) => c.html(content))
  const tag = `<meta name="zalo-platform-site-verification" content="${content.replace(/[^\w=-]/g, '')}">`
  routes.get('/', async (c, next) => {
    await next()
    const page = c.res.ok
      ? await c.res.text()
      : '<!doctype html><html lang="vi"><head><title>Trợ lý Thi đua</title></head>'
    const headers = new Headers(c.res.headers)
    headers.delete('content-length')
    headers.set('content-type', 'text/html; charset=utf-8')
    c.res = undefined
    c.res = new Response(page.replace('<head>', `<head>${tag}`), { headers })
  })
}
