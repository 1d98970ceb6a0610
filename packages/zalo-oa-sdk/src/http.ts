// One request with one deadline. Knows nothing of Zalo's envelope.

import { ZaloNetworkError, ZaloTimeoutError } from './errors.ts'

/**
 * How long and until when one call may take.
 *
 * Pass it as the last argument of a call. Aborting costs nothing, but does not call a message back: see
 * `mayHaveBeenDelivered` of {@link ZaloNetworkError}.
 *
 * @example
 * await client.sendText({ userId, text }, { timeoutMs: 3_000, signal: request.signal })
 *
 * Source: ours.
 */
export interface CallOptions {
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface HttpRequest extends CallOptions {
  /** What to call it in errors; holds nothing personal. */
  readonly call: string
  readonly url: string
  readonly init: RequestInit
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMs: number
}

export interface HttpReply {
  readonly status: number
  readonly text: string
}

// The request never left: the connection was not made.
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|ERR_INVALID_URL|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_)/

export async function request({ call, url, init, fetch, timeoutMs, signal }: HttpRequest): Promise<HttpReply> {
  if (signal?.aborted)
    throw new ZaloNetworkError({ call, reason: 'aborted', mayHaveBeenDelivered: false, cause: signal.reason })
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort()
  }, timeoutMs)
  const abort = () => controller.abort()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    // A redirect would carry the token to another host.
    const response = await fetch(url, { ...init, redirect: 'manual', signal: controller.signal })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    if (timedOut) throw new ZaloTimeoutError({ call, timeoutMs })
    if (signal?.aborted)
      throw new ZaloNetworkError({ call, reason: 'aborted', mayHaveBeenDelivered: true, cause: signal.reason })
    const notSent = wasNotSent(error)
    throw new ZaloNetworkError({
      call,
      reason: notSent ? 'refused' : 'cut',
      mayHaveBeenDelivered: !notSent,
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function wasNotSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall === 'connect' || syscall === 'getaddrinfo' || (code !== undefined && NOT_SENT.test(code))) return true
  return wasNotSent(error.cause)
}
