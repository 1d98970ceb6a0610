// How the Bot API says no: the HTTP status is the error code, the reason is in the description.

import type { ResponseParameters } from 'grammy/types'

/** A call that is answered with `{ ok: false, … }`. */
export class TelegramRefusal extends Error {
  override readonly name = 'TelegramRefusal'
  readonly code: number
  readonly parameters: ResponseParameters | undefined

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

/** The commonest refusal: 400, with Telegram's own words after the prefix. */
export function badRequest(reason: string, parameters?: ResponseParameters): TelegramRefusal {
  return new TelegramRefusal(400, `Bad Request: ${reason}`, parameters)
}

/** 429 with the number of seconds to wait. */
export function tooMany(retryAfter: number): TelegramRefusal {
  return new TelegramRefusal(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter })
}

/** The body of a refusal. */
export function toErrorBody(refusal: TelegramRefusal): object {
  return {
    ok: false,
    error_code: refusal.code,
    description: refusal.message,
    ...(refusal.parameters && { parameters: refusal.parameters }),
  }
}
