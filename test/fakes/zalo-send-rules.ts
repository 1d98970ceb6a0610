// What Zalo refuses of a message, by the rules of its docs. Independent of our own client on purpose.

export interface Refusal {
  readonly error: number
  readonly message: string
}

type Json = Readonly<Record<string, unknown>>

const PAYLOAD_FIELDS: Record<string, readonly string[]> = {
  'oa.open.url': ['url'],
  'oa.open.phone': ['phone_code'],
  'oa.open.sms': ['content', 'phone_code'],
}

/** null when the message of `/v3.0/oa/message/cs` is well formed. */
export function refusalOf(message: unknown, knownUploads: ReadonlySet<string>): Refusal | null {
  if (!isObject(message)) return invalid('message')
  const { text, attachment } = message
  if (text !== undefined && typeof text !== 'string') return invalid('text')
  if (text !== undefined && text.length > 2000) return tooMuch('text')
  if (attachment === undefined) return text ? null : invalid('message')
  if (!isObject(attachment) || !isObject(attachment.payload)) return invalid('attachment')
  const { type, payload } = attachment
  if (type === 'file') {
    if (text !== undefined) return invalid('text')
    return knownUploads.has(String(payload.token)) ? null : invalid('token')
  }
  if (type !== 'template') return { error: -233, message: 'message type is not supported' }
  if (payload.template_type === 'media') return mediaRefusal(payload, knownUploads)
  if (payload.template_type === 'request_user_info') return userInfoRefusal(payload)
  if (payload.template_type !== undefined) return { error: -233, message: 'message type is not supported' }
  return text ? buttonsRefusal(payload.buttons) : invalid('text')
}

export function buttonsOf(message: unknown): readonly Json[] {
  if (!isObject(message) || !isObject(message.attachment) || !isObject(message.attachment.payload)) return []
  const { buttons } = message.attachment.payload
  return Array.isArray(buttons) ? buttons.filter(isObject) : []
}

/** The upload that a message brings. */
export function uploadOf(message: unknown): string | null {
  if (!isObject(message) || !isObject(message.attachment) || !isObject(message.attachment.payload)) return null
  const { token, elements } = message.attachment.payload
  if (typeof token === 'string') return token
  const element = Array.isArray(elements) ? elements[0] : null
  return isObject(element) && typeof element.attachment_id === 'string' ? element.attachment_id : null
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function buttonsRefusal(buttons: unknown): Refusal | null {
  if (!Array.isArray(buttons) || buttons.length === 0) return invalid('buttons')
  if (buttons.length > 5) return tooMuch('buttons')
  for (const button of buttons) {
    const refusal = isObject(button) ? buttonRefusal(button) : invalid('button')
    if (refusal) return refusal
  }
  return null
}

function buttonRefusal({ type, title, payload }: Json): Refusal | null {
  if (typeof title !== 'string' || title === '') return invalid('title')
  if (title.length > 100) return tooMuch('title')
  if (type === 'oa.query.show' || type === 'oa.query.hide') {
    if (typeof payload !== 'string' || payload === '') return invalid('payload')
    return payload.length > 1000 ? tooMuch('payload') : null
  }
  const fields = PAYLOAD_FIELDS[String(type)]
  if (!fields) return invalid('type')
  if (!isObject(payload) || fields.some((field) => typeof payload[field] !== 'string')) return invalid('payload')
  return typeof payload.content === 'string' && payload.content.length > 160 ? tooMuch('content') : null
}

function mediaRefusal({ elements }: Json, knownUploads: ReadonlySet<string>): Refusal | null {
  if (!Array.isArray(elements) || elements.length !== 1 || !isObject(elements[0])) return invalid('elements')
  const { media_type, url, attachment_id } = elements[0]
  if (!['image', 'gif', 'sticker'].includes(String(media_type))) return invalid('media_type')
  if ((typeof url === 'string') === (typeof attachment_id === 'string')) return invalid('url')
  if (attachment_id === undefined || media_type === 'sticker' || knownUploads.has(String(attachment_id))) return null
  return { error: -100, message: 'attachment is expired' }
}

function userInfoRefusal({ elements }: Json): Refusal | null {
  if (!Array.isArray(elements) || elements.length !== 1 || !isObject(elements[0])) return invalid('elements')
  const { title, subtitle, image_url } = elements[0]
  if (typeof title !== 'string' || typeof subtitle !== 'string' || typeof image_url !== 'string')
    return invalid('elements')
  if (title.length > 100) return tooMuch('title')
  return subtitle.length > 500 ? tooMuch('subtitle') : null
}

function invalid(field: string): Refusal {
  return { error: -201, message: `${field} is invalid!` }
}

function tooMuch(field: string): Refusal {
  return { error: -210, message: `${field} exceeds the limit` }
}
