import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

export interface BodyLimit {
  /** Bytes. */
  readonly maxSize: number
  readonly onError: (c: Context) => Response
}

/**
 * Hono's limit for the body of a request. Where its length is announced, which the server holds it to, the body is not
 * touched: Hono would make a stream of it, which takes longer than all else that is done with a webhook call.
 */
export function limitBody(limit: BodyLimit): MiddlewareHandler {
  const count = bodyLimit(limit)
  return async (c, next) => {
    const length = c.req.header('transfer-encoding') ? undefined : c.req.header('content-length')
    if (length === undefined) return count(c, next)
    return Number(length) > limit.maxSize ? limit.onError(c) : next()
  }
}
