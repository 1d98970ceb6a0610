// What an error of Zalo's means for the letter that met it.

import { ZaloApiError, ZaloNetworkError, ZaloTimeoutError } from 'zalo-oa-sdk'
import type { Delivery } from '../message.ts'
import { NoTokenError } from './zalo-tokens.ts'

const ECHO_MS = 5_000 // within which the echo of a message whose answer was lost should have come
const NO_TOKEN_PAUSE_MS = 60_000
const NO_QUOTA_PAUSE_MS = 600_000

/** Whether the letter is tried again, and when, or is over. */
export function toDelivery(error: unknown): Delivery {
  const reason = describe(error)
  if (error instanceof NoTokenError) return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
  if (mayHaveArrived(error)) return { state: 'retry', reason, leastMs: ECHO_MS }
  if (!(error instanceof ZaloApiError)) return { state: 'retry', reason }
  switch (error.decision) {
    case 'rate':
      return { state: 'retry', reason, channelWide: true }
    case 'token': // a fresh one was refused, too
      return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
    case 'transient':
      return { state: 'retry', reason }
    case 'quota':
      return { state: 'retry', reason, afterMs: NO_QUOTA_PAUSE_MS }
    case 'config':
      return { state: 'retry', reason, afterMs: NO_TOKEN_PAUSE_MS, channelWide: true }
    case 'window_closed':
      return { state: 'window_closed', reason }
    case 'user_unreachable':
      return { state: 'blocked', reason }
    case 'bad_request':
      return { state: 'failed', reason }
  }
}

/** Whether Zalo may have sent it all the same. */
export function mayHaveArrived(error: unknown): boolean {
  return error instanceof ZaloTimeoutError || (error instanceof ZaloNetworkError && error.mayHaveBeenDelivered)
}

/** -201 “invalid field”, -233 “type not supported”: what OAs without buttons have been seen to answer. */
export function refusesButtons(error: unknown): boolean {
  return error instanceof ZaloApiError && (error.errorCode === -201 || error.errorCode === -233)
}

/** For the log: the SDK's messages hold neither tokens nor texts. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}
