import { createHash, timingSafeEqual } from 'node:crypto'
import { parseOrNothing } from './json.ts'

/**
 * Which ways of signing to accept. All of them unless told: each needs the secret, so none weakens the check.
 *
 * Narrow it once the log has told which one Zalo uses for your app. Costs nothing.
 *
 * @example
 * { firstTerms: ['app_id'], timestamps: ['body'], bareHex: false }
 *
 * Source: ours, see {@link verifySignature}.
 */
export interface SignatureRules {
  /** What stands first in the hashed text. Most sources and the official Java SDK say the app id. */
  readonly firstTerms?: readonly ('app_id' | 'oa_id')[]
  /** Where the timestamp is taken from: the body's field, or the header `X-ZEvent-Timestamp`. */
  readonly timestamps?: readonly ('body' | 'header')[]
  /** Whether a signature without `mac=` in front is read. */
  readonly bareHex?: boolean
}

/**
 * How a signature came about; log it, so that the rules can be narrowed.
 *
 * `secretIndex` tells which of several secrets it was, while one is being replaced by another.
 *
 * @example
 * log.info(verifySignature(delivery)) // { firstTerm: 'app_id', timestamp: 'body', prefixed: true, secretIndex: 0 }
 *
 * Costs nothing. Source: ours.
 */
export interface SignatureMatch {
  readonly firstTerm: 'app_id' | 'oa_id'
  readonly timestamp: 'body' | 'header'
  readonly prefixed: boolean
  readonly secretIndex: number
}

/**
 * What came in at the webhook, and what we know of it.
 *
 * `rawBody` are the bytes as received: JSON that was parsed and written again does not hash the same. `header` is
 * `X-ZEvent-Signature`, `timestampHeader` is `X-ZEvent-Timestamp`. `secret` is the *OA Secret Key* from the app's
 * Webhook page, not the app secret: with the wrong one every event is refused, and Zalo gives up after an hour.
 *
 * @example
 * { rawBody, header: request.headers['x-zevent-signature'], appId, oaId, secret }
 *
 * Costs nothing. Source: Zalo docs (docs.zaloplatforms.com, webhook).
 */
export interface SignedDelivery {
  readonly rawBody: Uint8Array
  readonly header: string | null | undefined
  readonly timestampHeader?: string | null | undefined
  readonly appId: string
  readonly oaId?: string
  readonly secret: string | readonly string[]
}

/**
 * Tells whether Zalo sent this, and which way of signing matched; null if none did: then do not process it.
 *
 * The signature is the SHA-256 (no HMAC) of app id + body + timestamp + OA Secret Key, as hex behind `mac=`. Sources
 * differ on the first term and on where the timestamp is from, so every way the rules allow is tried, in constant
 * time. An empty secret matches nothing. Call {@link isProbe} first. Costs one hash over the body per way.
 *
 * @example
 * const match = verifySignature({ rawBody, header, appId, oaId, secret })
 * if (!match) return new Response(null, { status: 401 })
 *
 * Source: official zaloplatform/zalo-java-sdk (utils/MacUtils.java); Zalo docs (webhook).
 */
export function verifySignature(delivery: SignedDelivery, rules: SignatureRules = {}): SignatureMatch | null {
  const { firstTerms = ['app_id', 'oa_id'], timestamps = ['body', 'header'], bareHex = true } = rules
  const { rawBody, header, timestampHeader, appId, oaId } = delivery
  const [, prefix, hex] = /^\s*(mac\s*=\s*)?([0-9a-f]{64})\s*$/i.exec(header ?? '') ?? []
  if (!hex || (!prefix && !bareHex)) return null
  const given = Buffer.from(hex, 'hex')
  const secrets = typeof delivery.secret === 'string' ? [delivery.secret] : delivery.secret
  const times = { body: timestamps.includes('body') ? bodyTimestamp(rawBody) : null, header: timestampHeader }
  for (const firstTerm of firstTerms)
    for (const timestamp of timestamps)
      for (const [secretIndex, secret] of secrets.entries()) {
        const first = firstTerm === 'app_id' ? appId : oaId
        const time = times[timestamp]
        if (!first || !time || !secret) continue
        const expected = createHash('sha256').update(first).update(rawBody).update(time).update(secret).digest()
        if (timingSafeEqual(given, expected))
          return { firstTerm, timestamp, prefixed: prefix !== undefined, secretIndex }
      }
  return null
}

/**
 * Tells whether this is the unsigned `{}` that Zalo posts when a webhook URL is saved: answer 200, do nothing.
 *
 * An unsigned body that names an event is no probe; it is not from Zalo. Costs one parse.
 *
 * @example
 * if (isProbe(rawBody, request.headers['x-zevent-signature'])) return new Response()
 *
 * Source: seen by integrations when saving the URL; Zalo does not document it.
 */
export function isProbe(rawBody: Uint8Array, header: string | null | undefined): boolean {
  if (header) return false
  const text = new TextDecoder().decode(rawBody).trim()
  if (text === '') return true
  const body = parseOrNothing(text)
  return typeof body === 'object' && body !== null && !('event_name' in body)
}

function bodyTimestamp(rawBody: Uint8Array): string | null {
  const body = parseOrNothing(new TextDecoder().decode(rawBody))
  if (typeof body !== 'object' || body === null || !('timestamp' in body)) return null
  const { timestamp } = body
  return typeof timestamp === 'string' || typeof timestamp === 'number' ? String(timestamp) : null
}
