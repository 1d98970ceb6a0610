/**
 * What the caller can do about a refusal of Zalo's; see {@link ZaloApiError}.
 *
 * - `token`: refresh the access token, then repeat the call once.
 * - `rate`: too many calls; wait, then repeat with growing pauses. Zalo does not say how long.
 * - `transient`: Zalo failed to send; repeat a few times.
 * - `window_closed`: this person cannot be written to until they write again; use a ZBS template.
 * - `user_unreachable`: stop writing to this person.
 * - `quota`: no more for now (allowance, balance, night hours); pause, tell a person.
 * - `config`: the app or the OA is not set up for this; a person must act.
 * - `bad_request`: the same request will never succeed.
 *
 * Costs nothing by itself.
 *
 * @example
 * if (error instanceof ZaloApiError && error.decision === 'window_closed') await client.sendTemplate(…)
 *
 * Source: grouping ours, codes from Zalo docs (docs.zaloplatforms.com, OA error codes).
 */
export type ZaloDecision =
  | 'token'
  | 'rate'
  | 'transient'
  | 'window_closed'
  | 'user_unreachable'
  | 'quota'
  | 'config'
  | 'bad_request'

const CODES: Record<ZaloDecision, readonly number[]> = {
  token: [-216, -220, -401, -124],
  rate: [-32, -429],
  transient: [-200],
  // -213 is told as "not following"; accounts differ on when it comes instead of -230, so it is handled alike.
  window_closed: [-230, -232, -213],
  user_unreachable: [-217, -227, -244, -248, -108, -114, -118, -119, -139, -141],
  quota: [-211, -218, -234, -115, -137, -133, -144, -147, -1441, -1471, -1472],
  config: [-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -249, -320, -321, -131, -1241],
  bad_request: [-100, -201, -210, -233, -237, -238, -240, -241, -1121, -1122],
}

const DECISIONS = new Map(
  Object.entries(CODES).flatMap(([decision, codes]) => codes.map((code) => [code, decision as ZaloDecision] as const)),
)

/**
 * What to do about an error code of the OpenAPI or of ZBS/ZNS; `undefined` for a code nobody has told us about.
 *
 * Use it to read a stored code again. The sign does not matter: Zalo has been seen to send `216` and `401` too.
 * Costs nothing.
 *
 * @example
 * toDecision(-216) // 'token'
 *
 * Source: Zalo docs (docs.zaloplatforms.com, OA and ZNS error codes).
 */
export function toDecision(errorCode: number): ZaloDecision | undefined {
  return DECISIONS.get(-Math.abs(errorCode))
}

/**
 * Zalo answered, and said no: nothing was delivered.
 *
 * Catch it around every call and act on `decision`. An unknown code counts as `bad_request`, the one decision that
 * repeats nothing: neither a person nor Zalo is flooded because of a code we cannot read, and `errorCode` tells which.
 * The message names the call and the code, never a token or what was to be sent. Costs no call when
 * `answeredBy` is `client`: a limit was checked before sending.
 *
 * @example
 * catch (error) { if (error instanceof ZaloApiError && error.decision === 'rate') await pause() }
 *
 * Source: envelope `{error, message}` as read by the official zaloplatform/zalo-php-sdk; codes from Zalo docs.
 */
export class ZaloApiError extends Error {
  override readonly name = 'ZaloApiError'
  readonly errorCode: number
  readonly decision: ZaloDecision
  readonly answeredBy: 'zalo' | 'client'
  readonly httpStatus: number | null

  constructor(init: {
    call: string
    errorCode: number
    decision?: ZaloDecision
    answeredBy?: 'zalo' | 'client'
    httpStatus?: number
    reason?: string
  }) {
    const { call, errorCode, answeredBy = 'zalo', httpStatus = null, reason } = init
    const decision = init.decision ?? toDecision(errorCode) ?? 'bad_request'
    const who = answeredBy === 'zalo' ? 'Zalo refused' : 'not sent, Zalo would refuse'
    super(`${call}: ${who}, error ${errorCode} (${decision})${reason ? `: ${reason}` : ''}`)
    this.errorCode = errorCode
    this.decision = decision
    this.answeredBy = answeredBy
    this.httpStatus = httpStatus
  }
}

/**
 * No readable answer came: refused, cut, aborted by the caller, or a gateway's page in place of JSON.
 *
 * Repeat when `mayHaveBeenDelivered` is false: the request never left. When it is true the person may have the
 * message already, and Zalo has no idempotency key: repeat only what may arrive twice. Costs a call at most.
 *
 * @example
 * catch (error) { if (error instanceof ZaloNetworkError && !error.mayHaveBeenDelivered) await retry() }
 *
 * Source: ours; see also {@link ZaloTimeoutError}.
 */
export class ZaloNetworkError extends Error {
  override readonly name = 'ZaloNetworkError'
  readonly reason: 'refused' | 'cut' | 'unreadable' | 'aborted'
  readonly mayHaveBeenDelivered: boolean
  readonly httpStatus: number | null

  constructor(init: {
    call: string
    reason: ZaloNetworkError['reason']
    mayHaveBeenDelivered: boolean
    httpStatus?: number
    cause?: unknown
  }) {
    const { call, reason, mayHaveBeenDelivered, httpStatus = null, cause } = init
    super(`${call}: no answer from Zalo (${reason}${httpStatus ? `, HTTP ${httpStatus}` : ''})`, { cause })
    this.reason = reason
    this.mayHaveBeenDelivered = mayHaveBeenDelivered
    this.httpStatus = httpStatus
  }
}

/**
 * No answer within `timeoutMs`. The request was on its way, so it may have been delivered.
 *
 * Treat it like a {@link ZaloNetworkError} whose `mayHaveBeenDelivered` is true; the echo event `oa_send_text` can
 * tell afterwards what arrived. Costs a call.
 *
 * @example
 * catch (error) { if (error instanceof ZaloTimeoutError) await markAsPerhapsSent() }
 *
 * Source: ours.
 */
export class ZaloTimeoutError extends Error {
  override readonly name = 'ZaloTimeoutError'
  readonly mayHaveBeenDelivered = true
  readonly timeoutMs: number

  constructor(init: { call: string; timeoutMs: number }) {
    super(`${init.call}: no answer from Zalo within ${init.timeoutMs} ms`)
    this.timeoutMs = init.timeoutMs
  }
}

/**
 * What the caller can do when no token pair came; see {@link ZaloOAuthError}.
 *
 * - `needs_consent`: the refresh token is of no use any more; an admin of the OA must consent again. Stop trying.
 * - `config`: app id or redirect URI are wrong; a person must act.
 * - `transient`: no readable answer; try again, a few times.
 * - `unknown`: Zalo said no in words we cannot read; alert, do not loop.
 *
 * Costs nothing by itself.
 *
 * @example
 * if (error instanceof ZaloOAuthError && error.decision === 'needs_consent') await askForConsent()
 *
 * Source: grouping ours; codes as seen by integrations in production, partly not documented by Zalo.
 */
export type ZaloOAuthDecision = 'needs_consent' | 'config' | 'transient' | 'unknown'

/**
 * No token pair came from the OAuth endpoint.
 *
 * Catch it around {@link exchangeCode} and {@link refreshTokens}. When `tokenMayBeSpent` is true Zalo may have
 * rotated the refresh token although its answer was lost: one more try does no harm and answers `needs_consent`
 * if it was, but alert a person and do not loop. Never contains a token. Costs a call at most.
 *
 * @example
 * catch (error) { if (error instanceof ZaloOAuthError && error.tokenMayBeSpent) alertOperator(error) }
 *
 * Source: Zalo docs (OA OAuth v4); error body `{error, error_name, error_reason, error_description, ref_doc}`.
 */
export class ZaloOAuthError extends Error {
  override readonly name = 'ZaloOAuthError'
  readonly errorCode: number | null
  readonly decision: ZaloOAuthDecision
  /** `answered`: Zalo said no. Everything else: no readable answer. */
  readonly reason: 'answered' | 'timeout' | ZaloNetworkError['reason']
  readonly tokenMayBeSpent: boolean

  constructor(init: {
    reason: ZaloOAuthError['reason']
    decision: ZaloOAuthDecision
    tokenMayBeSpent: boolean
    errorCode?: number | null
    cause?: unknown
  }) {
    const { reason, decision, tokenMayBeSpent, errorCode = null, cause } = init
    super(`OAuth: no tokens, ${reason}${errorCode === null ? '' : `, error ${errorCode}`} (${decision})`, { cause })
    this.reason = reason
    this.decision = decision
    this.tokenMayBeSpent = tokenMayBeSpent
    this.errorCode = errorCode
  }
}
