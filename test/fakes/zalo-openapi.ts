// The OpenAPI and ZBS behind the fake's URL: one function from a request to the JSON that answers it.

import { createHmac } from 'node:crypto'
import type { Audience, CsReply } from './zalo-audience.ts'
import { buttonsOf, isObject, type Refusal, refusalOf, uploadOf } from './zalo-send-rules.ts'
import type { TokenDesk } from './zalo-token-desk.ts'

const MEGABYTE = 1024 * 1024
const UPLOAD_DAYS = 7
const MOST_KEPT = 100 // files of people and of the OA, each
const UPLOADS: Record<string, { types: RegExp; bytes: number; field: string }> = {
  image: { types: /^image\/(jpe?g|png)$/, bytes: MEGABYTE, field: 'attachment_id' },
  gif: { types: /^image\/gif$/, bytes: 5 * MEGABYTE, field: 'attachment_id' },
  file: { types: /pdf|msword|wordprocessingml/, bytes: 5 * MEGABYTE, field: 'token' },
}

/** What can be changed while the fake runs. */
export interface FakeZaloSettings {
  /** Refuses every message with buttons (-233), as an OA without that right would be. */
  rejectButtons: boolean
  /** So many answers a window; null for any number within 48 hours. */
  csReply: CsReply | null
  /** -32 after so many calls within a minute of the clock. */
  ratePerMinute: number
  /** Whether only people who wrote within 7 days can be written to; false lets everybody through. */
  strictWindows: boolean
  /** Whether calls without `appsecret_proof` are refused. */
  requireProof: boolean
  /** Template messages to phones that are left today. */
  templateQuota: number
  /** Where the echo event of every accepted message is posted to. */
  echoTo: string | null
}

export interface SentMessage {
  readonly kind: 'message' | 'template' | 'phone_template' | 'reaction'
  /** A user id, or a phone number for `phone_template`. */
  readonly to: string
  readonly messageId: string
  /** Empty when there is none. */
  readonly text: string
  readonly buttons: readonly Readonly<Record<string, unknown>>[]
  /** What it brought, of what was uploaded before; null if nothing. */
  readonly file: Upload | null
  /** The request as it came. */
  readonly body: Readonly<Record<string, unknown>>
  readonly at: Date
  /** Sent later than 48 hours after the last interaction. */
  readonly billed: boolean
}

export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface Upload {
  readonly kind: string
  readonly fileName: string
  readonly content: Buffer
  readonly at: Date
}

export interface OpenApi {
  readonly sent: readonly SentMessage[]
  readonly sentTo: ReadonlyMap<string, readonly SentMessage[]>
  readonly uploads: ReadonlyMap<string, Upload>
  /** Puts a file where people's files are kept; gives its path. */
  keepFile(content: Buffer, ending: string): string
  readFile(path: string): Buffer | null
  readonly rate: { limit: number; remaining: number }
  answer(request: ApiRequest): Promise<object | null>
}

export function createOpenApi({
  settings,
  desk,
  audience,
  now,
  oaId,
  appSecret,
  keep,
  onSent,
}: {
  settings: FakeZaloSettings
  desk: TokenDesk
  audience: Audience
  now: () => Date
  oaId: string
  appSecret: string
  /** Whether messages stay after they were sent. */
  keep: boolean
  onSent: (message: SentMessage) => void
}): OpenApi {
  const sent: SentMessage[] = []
  const sentTo = new Map<string, SentMessage[]>()
  const uploads = new Map<string, Upload>()
  let uploadCount = 0
  const kept = new Map<string, Buffer>()
  let keptCount = 0
  let minute = Number.NaN
  let calls = 0
  let count = 0

  const record = (message: Omit<SentMessage, 'messageId' | 'at' | 'file'>): SentMessage => {
    const messageId = `bc5d75fc${(++count).toString(16).padStart(12, '0')}`
    const file = uploads.get(uploadOf(message.body.message) ?? '') ?? null
    const one = { ...message, file, messageId, at: now() }
    if (keep) {
      sent.push(one)
      const theirs = sentTo.get(one.to)
      if (theirs) theirs.push(one)
      else sentTo.set(one.to, [one])
    }
    onSent(one)
    return one
  }
  const liveUploads = () => {
    const oldest = now().getTime() - UPLOAD_DAYS * 86_400_000
    return new Set([...uploads].filter(([, { at }]) => at.getTime() >= oldest).map(([id]) => id))
  }
  const windowRefusal = (userId: string) =>
    audience.refusalFor(userId, { strict: settings.strictWindows, csReply: settings.csReply })

  function gate({ headers }: ApiRequest, zbs: boolean): Refusal | null {
    const thisMinute = Math.floor(now().getTime() / 60_000)
    if (thisMinute !== minute) calls = 0
    minute = thisMinute
    const token = String(headers.access_token ?? '')
    if (!desk.accepts(token)) return { error: zbs ? -124 : -216, message: 'Access token is invalid' }
    if (settings.requireProof && headers.appsecret_proof !== toProof(token))
      return { error: zbs ? -1241 : -242, message: 'appsecret_proof is invalid' }
    calls++
    return calls > settings.ratePerMinute ? { error: -32, message: 'Rate limit exceeded' } : null
  }

  const toProof = (token: string) => createHmac('sha256', appSecret).update(token).digest('hex')

  function sendMessage({ body }: ApiRequest): object {
    const json = toJson(body)
    const userId = isObject(json.recipient) ? json.recipient.user_id : undefined
    if (typeof userId !== 'string' || userId === '') return { error: -201, message: 'user_id is invalid!' }
    const buttons = buttonsOf(json.message)
    if (settings.rejectButtons && buttons.length > 0) return { error: -233, message: 'message type is not supported' }
    const refusal = refusalOf(json.message, liveUploads()) ?? windowRefusal(userId)
    if (refusal) return refusal
    const text = isObject(json.message) && typeof json.message.text === 'string' ? json.message.text : ''
    const { billed, answers } = audience.count(userId)
    const { messageId } = record({ kind: 'message', to: userId, text, buttons, body: json, billed })
    const total = settings.csReply?.total
    const quota = {
      quota_type: billed ? 'sub_quota' : 'reply',
      ...(total === undefined ? {} : { remain: String(total - answers), total: String(total) }),
      owner_type: 'OA',
      owner_id: oaId,
    }
    return yes({ message_id: messageId, user_id: userId, quota })
  }

  function react({ body }: ApiRequest): object {
    const json = toJson(body)
    const { recipient, sender_action: action } = json
    if (!isObject(action)) return { error: -240, message: 'API v2 is no longer supported' }
    if (!isObject(recipient) || typeof recipient.user_id !== 'string' || typeof action.react_message_id !== 'string')
      return { error: -201, message: 'recipient is invalid!' }
    const to = recipient.user_id
    const { messageId } = record({ kind: 'reaction', to, text: '', buttons: [], body: json, billed: false })
    return yes({ message_id: messageId, user_id: to })
  }

  function sendTemplate({ body }: ApiRequest): object {
    const json = toJson(body)
    if (typeof json.user_id !== 'string' || !isObject(json.template_data) || typeof json.template_id !== 'string')
      return { error: -201, message: 'template_data is invalid!' }
    const to = json.user_id
    const { messageId, at } = record({ kind: 'template', to, text: '', buttons: [], body: json, billed: true })
    return yes({ message_id: messageId, user_id: to, sent_time: String(at.getTime()) })
  }

  function sendToPhone({ body }: ApiRequest): object {
    const json = toJson(body)
    if (typeof json.phone !== 'string' || !/^84\d{9}$/.test(json.phone))
      return { error: -108, message: 'Phone invalid' }
    if (!isObject(json.template_data) || typeof json.template_id !== 'string')
      return { error: -1121, message: 'Template data is invalid' }
    if (settings.templateQuota <= 0) return { error: -144, message: 'OA has reached its daily limit' }
    settings.templateQuota--
    const to = json.phone
    const { messageId, at } = record({ kind: 'phone_template', to, text: '', buttons: [], body: json, billed: true })
    const quota = { dailyQuota: '500', remainingQuota: String(settings.templateQuota) }
    return yes({ msg_id: messageId, sent_time: String(at.getTime()), sending_mode: '1', quota })
  }

  async function upload(kind: string, { headers, body }: ApiRequest): Promise<object> {
    const rule = UPLOADS[kind]
    const type = String(headers['content-type'])
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
      .formData()
      .catch(() => new FormData())
    const file = form.get('file')
    if (!rule || !(file instanceof File) || !rule.types.test(file.type))
      return { error: -201, message: 'file is invalid!' }
    if (file.size > rule.bytes) return { error: -210, message: 'file exceeds the limit' }
    const id = `${kind}-${++uploadCount}`
    if (uploads.size >= MOST_KEPT) uploads.delete([...uploads.keys()][0] ?? '')
    uploads.set(id, { kind, fileName: file.name, content: Buffer.from(await file.arrayBuffer()), at: now() })
    return yes({ [rule.field]: id })
  }

  function quota({ body }: ApiRequest): object {
    const { user_id: userId } = toJson(body)
    if (typeof userId !== 'string')
      return yes([
        { asset_id: '', product_type: 'cs', quota_type: 'sub_quota', valid_through: '', total: 0, remain: 0 },
      ])
    const last = audience.lastInteractionOf(userId)
    if (last === null) return { error: -232, message: 'User has not interacted with the OA' }
    const total = settings.csReply?.total ?? 8
    const remain = settings.csReply ? Math.max(0, total - audience.answersSinceInteraction(userId)) : total
    return yes({ last_interaction: String(last), cs_reply: { remain, total } })
  }

  function user({ query }: ApiRequest): object {
    const { user_id: userId } = toJson(query.get('data') ?? '')
    if (typeof userId !== 'string' || !audience.knows(userId)) return { error: -213, message: 'User not found' }
    return yes({
      user_id: userId,
      user_id_by_app: `7${userId.slice(1)}`,
      display_name: `Người dùng ${userId.slice(-4)}`,
      user_is_follower: audience.isFollowing(userId),
      avatar: 'https://avatar.example/a.jpg',
      tags_and_notes_info: { notes: [], tag_names: [] },
    })
  }

  function users({ query }: ApiRequest): object {
    const { offset, count } = toJson(query.get('data') ?? '')
    if (typeof offset !== 'number' || typeof count !== 'number' || count > 50)
      return { error: -210, message: 'count exceeds the limit' }
    const all = audience.ids()
    const page = all.slice(offset, offset + count).map((user_id) => ({ user_id }))
    return yes({ total: all.length, count: page.length, offset, users: page })
  }

  function pastMessages({ query }: ApiRequest): object {
    const { user_id: userId, offset, count } = toJson(query.get('data') ?? '')
    const of =
      typeof userId === 'string' ? (sentTo.get(userId) ?? []) : [...sentTo.values()].flatMap((all) => all.slice(-1))
    const page = [...of].reverse().slice(Number(offset), Number(offset) + Number(count))
    return yes(
      page.map(({ to, text, messageId, at }) => ({
        src: 0,
        time: at.getTime(),
        message_id: messageId,
        type: 'text',
        message: text,
        from_id: oaId,
        to_id: to,
      })),
    )
  }

  function status({ query }: ApiRequest): object {
    const one = sent.find(({ messageId }) => messageId === query.get('message_id'))
    return yes(one ? { status: 1, message: 'Delivered', delivery_time: String(one.at.getTime()) } : { status: -1 })
  }

  type Route = (request: ApiRequest) => object | Promise<object>
  const routes = new Map<string, Route>([
    ['POST /v3.0/oa/message/cs', sendMessage],
    ['POST /v2.0/oa/message', react],
    ['POST /v3.0/oa/message/template', sendTemplate],
    ['POST /v2.0/oa/upload/image', (request) => upload('image', request)],
    ['POST /v2.0/oa/upload/gif', (request) => upload('gif', request)],
    ['POST /v2.0/oa/upload/file', (request) => upload('file', request)],
    ['POST /v3.0/oa/quota/message', quota],
    ['GET /v3.0/oa/user/detail', user],
    ['GET /v3.0/oa/user/getlist', users],
    ['GET /v2.0/oa/conversation', pastMessages],
    ['GET /v2.0/oa/listrecentchat', pastMessages],
    ['GET /v2.0/oa/getoa', () => yes({ oa_id: oaId, name: 'Sở Nội vụ', is_verified: true, num_follower: 1 })],
    ['POST /message/template', sendToPhone],
    ['GET /message/status', status],
    ['GET /message/quota', () => yes({ dailyQuota: '500', remainingQuota: String(settings.templateQuota) })],
  ])

  return {
    sent,
    sentTo,
    uploads,
    keepFile: (content, ending) => {
      const path = `/kept/${++keptCount}${ending}`
      kept.set(path, content)
      if (kept.size > MOST_KEPT) kept.delete([...kept.keys()][0] ?? '')
      return path
    },
    readFile: (path) => kept.get(path) ?? null,
    get rate() {
      return { limit: settings.ratePerMinute, remaining: Math.max(0, settings.ratePerMinute - calls) }
    },
    answer: async (request) => {
      const route = routes.get(`${request.method} ${request.path}`)
      return route ? (gate(request, request.path.startsWith('/message/')) ?? route(request)) : null
    },
  }
}

function yes(data: object): object {
  return { data, error: 0, message: 'Success' }
}

function toJson(text: Buffer | string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text.toString())
    return isObject(json) ? json : {}
  } catch {
    return {}
  }
}
