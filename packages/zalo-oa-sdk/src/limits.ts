// What Zalo refuses is refused here first, with the code Zalo would give: a refusal costs a call, and it is our bug.

import { ZaloApiError } from './errors.ts'
import type { ZaloButton } from './types/messages.ts'

/**
 * The limits of one message, in characters (UTF-16 units after NFC) unless the name says otherwise.
 *
 * Split a long text below `text` before sending; leave some room, Zalo does not say how it counts.
 * Costs nothing: {@link ZaloClient} checks them before a call.
 *
 * @example
 * const chunks = split(text, ZALO_LIMITS.text - 100)
 *
 * Source: Zalo docs (text, media), developers.esms.vn (buttons), zaloplatform/zalo-php-sdk README (number of buttons).
 */
export const ZALO_LIMITS = {
  text: 2000,
  buttons: 5,
  buttonTitle: 100,
  buttonPayload: 1000,
  smsContent: 160,
  infoTitle: 100,
  infoSubtitle: 500,
  trackingId: 48,
  imageBytes: 1024 * 1024,
  gifBytes: 5 * 1024 * 1024,
  fileBytes: 5 * 1024 * 1024,
} as const

const INVALID = -201
const OVER_LIMIT = -210

/** Throws unless there are 1 to `limit` characters. */
export function checkLength(call: string, field: string, value: string, limit: number): void {
  if (value.length === 0) refuse(call, INVALID, `${field} is empty`)
  if (value.length > limit) refuse(call, OVER_LIMIT, `${field} has ${value.length} characters, ${limit} at most`)
}

export function checkSize(call: string, bytes: number, limit: number): void {
  if (bytes === 0) refuse(call, INVALID, 'the file is empty')
  if (bytes > limit) refuse(call, OVER_LIMIT, `the file has ${bytes} bytes, ${limit} at most`)
}

export function checkButtons(call: string, buttons: readonly ZaloButton[]): void {
  if (buttons.length === 0) refuse(call, INVALID, 'an empty list of buttons')
  if (buttons.length > ZALO_LIMITS.buttons)
    refuse(call, OVER_LIMIT, `${buttons.length} buttons, ${ZALO_LIMITS.buttons} at most`)
  for (const button of buttons) {
    checkLength(call, 'a button title', button.title, ZALO_LIMITS.buttonTitle)
    if ('payload' in button) checkLength(call, 'a button payload', button.payload, ZALO_LIMITS.buttonPayload)
    if ('content' in button) checkLength(call, 'an SMS content', button.content, ZALO_LIMITS.smsContent)
  }
}

export function checkRange(call: string, field: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to)
    refuse(call, value > to ? OVER_LIMIT : INVALID, `${field} must be from ${from} to ${to}`)
}

function refuse(call: string, errorCode: number, reason: string): never {
  throw new ZaloApiError({ call, errorCode, answeredBy: 'client', reason })
}
