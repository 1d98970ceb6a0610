import { createHash } from 'node:crypto'
import { parseOrNothing } from './json.ts'
import type { ZaloEvent, ZaloEventBase } from './types/events.ts'
import { toAttachments, toSubmittedInfo, type WireEvent, wireEvent } from './wire-event.ts'

/**
 * Reads a webhook body into a {@link ZaloEvent}. Never throws: what it cannot read is of kind `unknown`.
 *
 * Give it the bytes or the text, so that ids keep their digits, after {@link verifySignature}. Give it `oaId` too:
 * receipts name sender and recipient now one way, now the other, and only the OA's id tells who is the person.
 * Costs one parse, and a hash for events without a message id.
 *
 * @example
 * const event = parseEvent(rawBody, { oaId })
 * if (event.kind === 'user_text' && event.userId) await answer(event.userId, event.text)
 *
 * Source: Zalo docs (docs.zaloplatforms.com, webhook).
 */
export function parseEvent(body: Uint8Array | string | object, { oaId }: { oaId?: string } = {}): ZaloEvent {
  const raw = toJson(body)
  const wire = wireEvent.safeParse(raw).data ?? wireEvent.parse({})
  return toEvent(wire, toBase(wire, oaId ?? null, raw))
}

function toJson(body: Uint8Array | string | object): unknown {
  if (body instanceof Uint8Array) return parseOrNothing(new TextDecoder().decode(body))
  return typeof body === 'string' ? parseOrNothing(body) : body
}

function toEvent(wire: WireEvent, base: ZaloEventBase): ZaloEvent {
  const { message, info, tag } = wire
  const name = base.name
  const tail = (prefix: string) => name.slice(prefix.length)
  if (isGroup(name)) return { ...base, ...toMessage(wire), kind: 'group', groupId: wire.group_id }
  if (name === 'user_send_text') return { ...base, ...toMessage(wire), name, kind: 'user_text' }
  if (name.startsWith('user_send_'))
    return { ...base, ...toMessage(wire), kind: 'user_media', media: tail('user_send_') }
  if (name.startsWith('oa_send_anonymous_')) {
    const media = tail('oa_send_anonymous_')
    const conversationId = message.conversation_id ?? wire.recipient.conversation_id
    return {
      ...base,
      ...toMessage(wire),
      kind: 'oa_anonymous_echo',
      media,
      conversationId,
      adminId: wire.sender.admin_id,
    }
  }
  if (name.startsWith('oa_send_')) {
    const media = tail('oa_send_')
    return { ...base, ...toMessage(wire), kind: 'oa_echo', media, adminId: wire.sender.admin_id }
  }
  if (name.startsWith('anonymous_send_')) {
    const conversationId = message.conversation_id ?? wire.sender.conversation_id
    return { ...base, ...toMessage(wire), kind: 'anonymous_message', media: tail('anonymous_send_'), conversationId }
  }
  if (name.startsWith('event_journey_')) return { ...base, kind: 'journey' }
  switch (name) {
    case 'user_received_message':
    case 'user_seen_message':
      return {
        ...base,
        kind: 'receipt',
        receipt: name === 'user_seen_message' ? 'seen' : 'received',
        messageIds: message.msg_id ? [message.msg_id] : message.msg_ids,
        deliveredAt: toDate(message.delivery_time),
        trackingId: message.tracking_id,
      }
    case 'user_reacted_message':
    case 'oa_reacted_message':
      return {
        ...base,
        kind: 'reaction',
        by: name === 'oa_reacted_message' ? 'oa' : 'user',
        messageId: message.msg_id,
        icon: message.react_icon,
      }
    case 'follow':
    case 'unfollow':
      return { ...base, kind: name, source: wire.source }
    case 'user_click_chatnow':
      return { ...base, kind: 'chat_opened' }
    case 'user_withdraw':
      return { ...base, kind: 'data_withdrawal' }
    case 'shop_has_order':
      return { ...base, kind: 'shop_order' }
    case 'user_submit_info':
      return { ...base, kind: 'user_info', info: toSubmittedInfo(info) }
    case 'user_reply_consent':
      return { ...base, kind: 'consent_reply', consent: wire.user_consent }
    case 'user_call_oa':
    case 'oa_call_user': {
      const by = name === 'oa_call_user' ? 'oa' : 'user'
      return {
        ...base,
        kind: 'call',
        by,
        status: info.status ?? wire.status_code,
        callId: info.call_id ?? wire.call_id,
      }
    }
    case 'add_user_to_tag':
    case 'remove_user_from_tag': {
      const change = name === 'add_user_to_tag' ? 'added' : 'removed'
      return { ...base, kind: 'tagged', change, tagName: tag.name, userIds: tag.user_ids }
    }
    case 'user_feedback':
      return {
        ...base,
        kind: 'feedback',
        messageId: message.msg_id,
        rating: toNumber(message.rate),
        note: message.note,
      }
    case 'change_oa_daily_quota':
      return { ...base, kind: 'quota_changed', before: wire.quota.prev_value, after: wire.quota.new_value }
    case 'change_oa_template_tags':
      return { ...base, kind: 'template_changed', change: 'tags', templateId: null }
    case 'change_template_quality':
      return { ...base, kind: 'template_changed', change: 'quality', templateId: wire.template_id }
    case 'change_template_quota':
      return { ...base, kind: 'template_changed', change: 'quota', templateId: wire.template_id }
    case 'change_template_status':
      return { ...base, kind: 'template_changed', change: 'status', templateId: wire.template_id }
    default:
      return { ...base, kind: 'unknown' }
  }
}

function toBase(wire: WireEvent, knownOaId: string | null, raw: unknown): ZaloEventBase {
  const name = wire.event_name ?? ''
  const { oaId, userId } = toParties(wire, name, knownOaId)
  const base = { name, appId: wire.app_id, oaId, userId, userIdByApp: wire.user_id_by_app }
  return { ...base, sentAt: toDate(wire.timestamp), eventId: toEventId(wire, name, userId), raw }
}

// Who is the OA and who is the person. The OA's id decides; without it, the direction that the name tells.
function toParties(wire: WireEvent, name: string, knownOaId: string | null) {
  const [sender, recipient] = [wire.sender.id, wire.recipient.id]
  const flat = wire.follower.id ?? wire.user_id
  const oaId = wire.oa_id ?? wire.oaId
  if (isGroup(name)) return { oaId: oaId ?? knownOaId, userId: sender === (oaId ?? knownOaId) ? null : sender }
  if (flat) return { oaId: oaId ?? knownOaId, userId: flat }
  const theOa = oaId ?? (knownOaId === sender || knownOaId === recipient ? knownOaId : null)
  if (theOa && (theOa === sender || theOa === recipient))
    return { oaId: theOa, userId: theOa === sender ? recipient : sender }
  const fromOa = name.startsWith('oa_')
  return { oaId: theOa ?? (fromOa ? sender : recipient) ?? knownOaId, userId: fromOa ? recipient : sender }
}

// A reaction names the message it stands on, and a person may react to one message many times.
function toEventId(wire: WireEvent, name: string, userId: string | null): string {
  const messageId = wire.message.msg_id
  if (messageId && !name.endsWith('_reacted_message')) return `${name}:${messageId}`
  const parts = [wire.app_id, name, userId, wire.timestamp].map((part) => part ?? '').join('|')
  return `${name}:${createHash('sha256').update(parts).digest('hex').slice(0, 32)}`
}

function isGroup(name: string): boolean {
  return /(^|_)group(_|$)/.test(name)
}

function toMessage(wire: WireEvent) {
  const { msg_id, text, quote_msg_id, attachments } = wire.message
  return {
    messageId: msg_id,
    text: text ?? '',
    quotedMessageId: quote_msg_id,
    attachments: toAttachments(attachments),
  }
}

function toDate(ms: string | null): Date | null {
  return ms && /^\d{1,15}$/.test(ms) ? new Date(Number(ms)) : null
}

function toNumber(digits: string | null): number | null {
  return digits && /^\d{1,9}$/.test(digits) ? Number(digits) : null
}
