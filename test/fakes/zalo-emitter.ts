// Delivers webhooks as Zalo does: raw bytes, signed, answered within two seconds or lost.

import { createHash } from 'node:crypto'

export interface EmitOptions {
  /** Which id stands first in the signature; sources differ. */
  readonly firstTerm?: 'app_id' | 'oa_id'
  /** Whether `mac=` stands before the signature. */
  readonly prefix?: boolean
  /** `header`: the body's timestamp is not signed, that of `X-ZEvent-Timestamp` is. */
  readonly timestamp?: 'body' | 'header'
  /** Signs with this instead of the OA's secret key; null sends no signature. */
  readonly secret?: string | null
  /** Writes `\u00e0` for `à`. */
  readonly escaped?: boolean
  /** Writes spaces and line breaks where JSON allows them. */
  readonly spaced?: boolean
  /** The header `num_retry`: which repetition this is. */
  readonly numRetry?: number
  /** How often the very same bytes are delivered, one after the other. */
  readonly times?: number
  /** Changes the bytes after signing. */
  readonly tampered?: boolean
}

export interface WebhookRequest {
  readonly body: Uint8Array
  readonly headers: Record<string, string>
}

export interface Delivery {
  /** 0 when no answer came in time. */
  readonly status: number
  readonly tookMs: number
}

/** Bytes and headers of one delivery. */
export function toWebhookRequest(
  event: object,
  keys: { appId: string; oaId: string; oaSecretKey: string },
  options: EmitOptions = {},
): WebhookRequest {
  const { firstTerm = 'app_id', prefix = true, timestamp = 'body', secret = keys.oaSecretKey } = options
  const written = options.spaced ? `\r\n ${JSON.stringify(event, null, ' \t')} \n` : JSON.stringify(event)
  const text = options.escaped ? escapeUnicode(written) : written
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (options.numRetry !== undefined) headers.num_retry = String(options.numRetry)
  const bodyTime = 'timestamp' in event ? String(event.timestamp) : ''
  const time = timestamp === 'body' ? bodyTime : String(Number(bodyTime) + 1)
  if (timestamp === 'header') headers['x-zevent-timestamp'] = time
  if (secret !== null) {
    const first = firstTerm === 'app_id' ? keys.appId : keys.oaId
    const mac = createHash('sha256').update(`${first}${text}${time}${secret}`).digest('hex')
    headers['x-zevent-signature'] = prefix ? `mac=${mac}` : mac
  }
  return { body: Buffer.from(options.tampered ? `${text} ` : text), headers }
}

/** Posts; an answer later than `deadlineMs` counts as none, as it does for Zalo. */
export async function deliver(url: string, { body, headers }: WebhookRequest, deadlineMs: number): Promise<Delivery> {
  const startedAt = performance.now()
  const tookMs = () => Math.round(performance.now() - startedAt)
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(deadlineMs),
    })
    await response.arrayBuffer()
    return { status: response.status, tookMs: tookMs() }
  } catch {
    return { status: 0, tookMs: tookMs() }
  }
}

function escapeUnicode(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
