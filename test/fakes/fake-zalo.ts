// Zalo as its clients see it: OpenAPI, OAuth and ZBS on one real HTTP server, and the webhooks it sends.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { type Audience, createAudience } from './zalo-audience.ts'
import { type Delivery, deliver, type EmitOptions, toWebhookRequest, type WebhookRequest } from './zalo-emitter.ts'
import { createEventBuilders, type EventBuilders, type ZaloPayload } from './zalo-events.ts'
import {
  type ApiRequest,
  createOpenApi,
  type FakeZaloSettings,
  type OpenApi,
  type SentMessage,
} from './zalo-openapi.ts'
import { createTokenDesk, type TokenDesk } from './zalo-token-desk.ts'

export interface FakeZaloOptions extends Partial<FakeZaloSettings> {
  readonly now?: () => Date
  readonly appId?: string
  readonly appSecret?: string
  readonly oaId?: string
  readonly oaSecretKey?: string
  readonly accessToken?: string
  readonly refreshToken?: string
  /** Within what time a webhook must be answered. */
  readonly deadlineMs?: number
  /** `false`: requests and messages are passed on, not kept. */
  readonly keep?: boolean
  /** The number of the first event, for an OA that remembers an earlier run. */
  readonly firstEventId?: number
  /** Tokens live by this clock where it is not the one of the windows. */
  readonly tokenNow?: () => Date
}

/** What goes wrong with the next call. `done`: whether the call takes effect all the same. */
export type FakeFault =
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** The connection closes without an answer. */
  | { readonly kind: 'cut'; readonly done: boolean }
  /** The answer comes after so long; the effect is there at once. */
  | { readonly kind: 'late'; readonly ms: number }
  /** No answer, ever. */
  | { readonly kind: 'silence'; readonly done: boolean }

/** A fault, or the JSON to answer with HTTP 200 in place of doing anything. */
export type FakeAnswer = FakeFault | (Readonly<Record<string, unknown>> & { readonly kind?: never })

export interface FakeZalo extends AsyncDisposable {
  /** For ZALO_API_ROOT, ZALO_OAUTH_ROOT and ZALO_ZBS_ROOT alike. */
  readonly url: string
  readonly appId: string
  readonly appSecret: string
  readonly oaId: string
  readonly oaSecretKey: string
  /** Change them at any time. */
  readonly settings: FakeZaloSettings
  readonly requests: readonly ApiRequest[]
  readonly sent: readonly SentMessage[]
  readonly uploads: OpenApi['uploads']
  /** Keeps what a person sends; gives its address. */
  keepFile(name: string, content: Buffer): string
  sentTo(userId: string): readonly SentMessage[]
  /** Resolves with all that was sent to the person as soon as there are so many. */
  /** Calls back at each message; returns how to stop. */
  onSent(listener: (message: SentMessage) => void): () => void
  waitForSent(userId: string, count: number, timeoutMs?: number): Promise<readonly SentMessage[]>
  /** Queued: each is used by one call, the first whose path begins with `path`. */
  nextAnswer(answer: FakeAnswer, options?: { path?: string; times?: number }): void
  /** What was queued is over. */
  usualAnswers(): void

  readonly tokens: TokenDesk['tokens']
  expireAccessToken(): void
  revokeConsent(): void
  issueCode(codeChallenge?: string): string

  readonly people: Pick<Audience, 'add' | 'interact' | 'follow' | 'refuse' | 'lastInteractionOf'>
  readonly events: EventBuilders
  /** Delivers an event, `times` over; one from a person opens their window first. */
  emit(url: string, event: ZaloPayload, options?: EmitOptions): Promise<Delivery[]>
  /** What `emit` would post, for those who post themselves. */
  toRequest(event: ZaloPayload, options?: EmitOptions): WebhookRequest
  /** The unsigned `{}` of a saved webhook URL. */
  probe(url: string): Promise<Delivery>
  /** Until every echo on its way has been answered or lost. */
  settled(): Promise<void>
}

/** Starts the server on a free port; it is stopped when the test leaves its block. */
export async function startFakeZalo(options: FakeZaloOptions = {}): Promise<FakeZalo> {
  const {
    now = () => new Date(),
    appId = '1234567890123456789',
    appSecret = 'APP_SECRET_EXAMPLE',
    oaId = '1640000000000000001',
    oaSecretKey = 'OA_SECRET_EXAMPLE',
    accessToken = 'access-1',
    refreshToken = 'refresh-1',
    deadlineMs = 2_000,
    keep = true,
    firstEventId = 1,
    tokenNow = now,
  } = options
  const settings = toSettings(options)
  const desk = createTokenDesk({ appId, appSecret, tokens: { accessToken, refreshToken }, now: tokenNow })
  const audience = createAudience(now)
  const events = createEventBuilders({ appId, oaId, now, firstId: firstEventId })
  const echoes = new Set<Promise<unknown>>()
  const watchers = new Set<() => void>()
  const listeners = new Set<(message: SentMessage) => void>()
  const requests: ApiRequest[] = []
  const faults: { answer: FakeAnswer; path: string }[] = []
  const timers = new Set<NodeJS.Timeout>()

  const onSent = (message: SentMessage) => {
    for (const watch of watchers) watch()
    for (const listener of listeners) listener(message)
    if (settings.echoTo === null || message.kind !== 'message') return
    const event = events.echo(message.to, message.text, {
      messageId: message.messageId,
      media: message.file?.kind ?? 'text',
    })
    const echo = deliver(settings.echoTo, toWebhookRequest(event, { appId, oaId, oaSecretKey }), deadlineMs)
    echoes.add(echo)
    void echo.then(() => echoes.delete(echo))
  }
  const api = createOpenApi({ settings, desk, audience, now, oaId, appSecret, keep, onSent })

  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void answer(toApiRequest(request, Buffer.concat(chunks)), response))
  })

  async function answer(request: ApiRequest, response: ServerResponse): Promise<void> {
    if (keep) requests.push(request)
    const fault = takeFault(request.path)
    if (!fault && request.path.startsWith('/kept/')) return giveFile(response, api.readFile(request.path))
    if (!fault) return reply(response, await act(request))
    if (fault.kind === undefined) return reply(response, fault)
    if (fault.kind === 'status') return void response.writeHead(fault.status, HTML).end(fault.body ?? GATEWAY_PAGE)
    if (fault.kind === 'late' || fault.done) {
      const json = await act(request)
      if (fault.kind === 'late') {
        const timer = setTimeout(() => reply(response, json), fault.ms)
        timers.add(timer)
      }
    }
    if (fault.kind === 'cut') response.destroy()
  }

  function giveFile(response: ServerResponse, content: Buffer | null): void {
    if (content) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(content)
    else reply(response, null)
  }

  function takeFault(path: string): FakeAnswer | undefined {
    const index = faults.findIndex((fault) => path.startsWith(fault.path))
    return index < 0 ? undefined : faults.splice(index, 1)[0]?.answer
  }

  async function act(request: ApiRequest): Promise<object | URL | null> {
    if (request.path === '/v4/oa/permission') return toCallback(request.query, desk, oaId)
    if (request.path === '/v4/oa/access_token') {
      const secret = request.headers.secret_key
      return desk.trade(new URLSearchParams(request.body.toString()), secret === undefined ? secret : String(secret))
    }
    return api.answer(request)
  }

  function reply(response: ServerResponse, json: object | URL | null): void {
    if (json === null) return void response.writeHead(404, HTML).end('<html>404</html>')
    if (json instanceof URL) return void response.writeHead(302, { location: json.href }).end()
    const { limit, remaining } = api.rate
    const headers = { ...JSON_HEADERS, 'X-RateLimit-Limit': String(limit), 'X-RateLimit-Remain': String(remaining) }
    response.writeHead(200, headers).end(JSON.stringify(json))
  }

  const toRequest: FakeZalo['toRequest'] = (event, emitOptions) => {
    notice(event, audience)
    return toWebhookRequest(event, { appId, oaId, oaSecretKey }, emitOptions)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: urlOf(server),
    appId,
    appSecret,
    oaId,
    oaSecretKey,
    settings,
    requests,
    sent: api.sent,
    uploads: api.uploads,
    keepFile: (name, content) => `${urlOf(server)}${api.keepFile(content, extname(name))}`,
    sentTo: (userId) => api.sentTo.get(userId) ?? [],
    onSent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    waitForSent: (userId, count, timeoutMs = 5_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(watch)
          reject(new Error(`${api.sentTo.get(userId)?.length ?? 0} of ${count} messages were sent to ${userId}`))
        }, timeoutMs)
        const watch = () => {
          const theirs = api.sentTo.get(userId) ?? []
          if (theirs.length < count) return
          clearTimeout(timer)
          watchers.delete(watch)
          resolve(theirs)
        }
        watchers.add(watch)
        watch()
      }),
    nextAnswer: (next, { path = '/', times = 1 } = {}) => {
      for (let turn = 0; turn < times; turn++) faults.push({ answer: next, path })
    },
    usualAnswers: () => void faults.splice(0),
    get tokens() {
      return desk.tokens
    },
    expireAccessToken: desk.expireAccessToken,
    revokeConsent: desk.revokeConsent,
    issueCode: desk.issueCode,
    people: audience,
    events,
    emit: async (url, event, emitOptions = {}) => {
      const webhook = toRequest(event, emitOptions)
      const deliveries: Delivery[] = []
      for (let turn = 0; turn < (emitOptions.times ?? 1); turn++)
        deliveries.push(await deliver(url, webhook, deadlineMs))
      return deliveries
    },
    toRequest,
    probe: (url) =>
      deliver(url, { body: Buffer.from('{}'), headers: { 'content-type': 'application/json' } }, deadlineMs),
    settled: async () => {
      while (echoes.size > 0) await Promise.all(echoes)
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const timer of timers) clearTimeout(timer)
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function urlOf(server: ReturnType<typeof createServer>): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const HTML = { 'content-type': 'text/html' }
const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' }
const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'

function toSettings(options: Partial<FakeZaloSettings>): FakeZaloSettings {
  return {
    rejectButtons: options.rejectButtons ?? false,
    csReply: options.csReply ?? null,
    ratePerMinute: options.ratePerMinute ?? Number.MAX_SAFE_INTEGER,
    strictWindows: options.strictWindows ?? true,
    requireProof: options.requireProof ?? false,
    templateQuota: options.templateQuota ?? 500,
    echoTo: options.echoTo ?? null,
  }
}

function toApiRequest(request: IncomingMessage, body: Buffer): ApiRequest {
  const { method = '', url = '/', headers } = request
  const [path = '', query = ''] = url.split('?', 2)
  return { method, path, query: new URLSearchParams(query), headers, body }
}

// An admin consents at once.
function toCallback(query: URLSearchParams, desk: TokenDesk, oaId: string): URL | null {
  const redirectUri = query.get('redirect_uri')
  if (!redirectUri) return null
  const callback = new URL(redirectUri)
  callback.searchParams.set('code', desk.issueCode(query.get('code_challenge') ?? undefined))
  callback.searchParams.set('oa_id', oaId)
  const state = query.get('state')
  if (state) callback.searchParams.set('state', state)
  return callback
}

// What a person does opens their window: messages, taps and follows do, receipts do not.
function notice(event: ZaloPayload, audience: Audience): void {
  const { event_name: name, sender, follower } = event
  const idOf = (party: unknown) =>
    typeof party === 'object' && party !== null && 'id' in party ? String(party.id) : null
  const followerId = idOf(follower)
  if (followerId !== null) {
    audience.follow(followerId, name === 'follow')
    if (name === 'follow') audience.interact(followerId)
  }
  const senderId = idOf(sender)
  const opens = typeof name === 'string' && /^user_(send|submit|reacted)_/.test(name)
  if (opens && senderId !== null && !name.includes('_group_')) audience.interact(senderId)
}
