import { createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ZaloNetworkError, type ZaloOAuthDecision, ZaloOAuthError, ZaloTimeoutError } from './errors.ts'
import { type CallOptions, type HttpReply, request } from './http.ts'
import { parseOrNothing } from './json.ts'

const OAUTH_ROOT = 'https://oauth.zaloapp.com'
// Zalo docs: an access token lives 25 hours.
const ACCESS_TOKEN_SECONDS = 90_000

/**
 * Where to reach the OAuth endpoint, and for how long to wait.
 *
 * The default timeout is 30 seconds: a lost answer burns the refresh token, so wait rather than give up. Whoever locks
 * the refresh must hold the lock longer than this. The root and `fetch` are for tests. Costs nothing by itself.
 *
 * @example
 * { oauthRoot: 'http://127.0.0.1:4000', timeoutMs: 1_000 }
 *
 * Source: ours.
 */
export interface OAuthOptions extends CallOptions {
  readonly oauthRoot?: string
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A pair as Zalo gives it. Store both, in one write, before the first use: the old refresh token is dead already.
 *
 * `expiresInSeconds` is 90,000 (25 hours) so far, also when Zalo leaves it out; the refresh token lives three months.
 *
 * @example
 * const expiresAt = new Date(now.getTime() + tokens.expiresInSeconds * 1000)
 *
 * Costs nothing by itself. Source: Zalo docs (OA OAuth v4); `expires_in` arrives as a string.
 */
export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
  readonly refreshTokenExpiresInSeconds?: number
}

/**
 * The link an admin of the OA opens to give consent.
 *
 * Use it once at the start, and again after `needs_consent`. Zalo sends the admin back to
 * `redirectUri?code=…&oa_id=…&state=…`; the code works once, for 10 minutes. Whether the link and the challenge must
 * also stand in the app's console is told differently by different sources; if so, another URI gives -14003.
 * Costs nothing.
 *
 * @example
 * authoriseUrl({ appId, redirectUri: 'https://example.gov.vn/zalo/oauth/callback', state, codeChallenge })
 *
 * Source: GET oauth.zaloapp.com/v4/oa/permission; official zaloplatform/zalo-php-sdk (README).
 */
export function authoriseUrl({
  appId,
  redirectUri,
  state,
  codeChallenge,
  oauthRoot = OAUTH_ROOT,
}: {
  appId: string
  redirectUri: string
  state?: string
  codeChallenge?: string
  oauthRoot?: string
}): string {
  const query = new URLSearchParams({ app_id: appId, redirect_uri: redirectUri })
  if (codeChallenge) query.set('code_challenge', codeChallenge)
  if (state) query.set('state', state)
  return `${oauthRoot}/v4/oa/permission?${query}`
}

/**
 * A fresh PKCE pair: put the challenge into the link, keep the verifier for {@link exchangeCode}.
 *
 * Optional with Zalo; a console that holds a fixed challenge needs one long-lived verifier. Costs nothing.
 *
 * @example
 * const { codeVerifier, codeChallenge } = createPkce()
 *
 * Source: RFC 7636; official zaloplatform/zalo-java-sdk (utils/PKCEUtil.java).
 */
export function createPkce(): { codeVerifier: string; codeChallenge: string } {
  const codeVerifier = randomBytes(32).toString('base64url')
  return { codeVerifier, codeChallenge: toCodeChallenge(codeVerifier) }
}

/**
 * The challenge of a verifier: base64url, without padding, of its SHA-256. Use it with a verifier you keep.
 * Costs nothing.
 *
 * @example
 * toCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk') // 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
 *
 * Source: RFC 7636, Appendix B.
 */
export function toCodeChallenge(codeVerifier: string): string {
  return createHash('sha256').update(codeVerifier, 'ascii').digest('base64url')
}

/**
 * The value of the header `appsecret_proof`: shows that the caller knows the app secret.
 *
 * {@link createZaloClient} adds it by itself when it is given `appSecret`. Costs nothing.
 *
 * @example
 * appSecretProof(accessToken, appSecret)
 *
 * Source: official zaloplatform/zalo-java-sdk (utils/AppSecretProofUtil.java): hex HMAC-SHA256.
 */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex')
}

/**
 * Trades the code of the consent page for the first pair. Once per code, within 10 minutes.
 *
 * Throws {@link ZaloOAuthError}. Costs one call; a lost answer costs the code, and the admin consents again.
 *
 * @example
 * const tokens = await exchangeCode({ appId, appSecret, code, codeVerifier })
 *
 * Source: POST oauth.zaloapp.com/v4/oa/access_token; official zaloplatform/zalo-php-sdk and zalo-java-sdk.
 */
export function exchangeCode(
  { appId, appSecret, code, codeVerifier }: { appId: string; appSecret: string; code: string; codeVerifier?: string },
  options: OAuthOptions = {},
): Promise<TokenPair> {
  const form = new URLSearchParams({ app_id: appId, grant_type: 'authorization_code', code })
  if (codeVerifier) form.set('code_verifier', codeVerifier)
  return askForTokens(appSecret, form, options)
}

/**
 * Trades a refresh token for the next pair. The token works once, and so does the one that comes back.
 *
 * Refresh hours before expiry, one at a time: take a lock held longer than the timeout, read the stored pair again,
 * refresh, store, then use. Throws {@link ZaloOAuthError}. Costs one call; a lost answer may cost the consent.
 *
 * @example
 * const next = await refreshTokens({ appId, appSecret, refreshToken: stored.refreshToken })
 *
 * Source: POST oauth.zaloapp.com/v4/oa/access_token; official zaloplatform/zalo-php-sdk and zalo-java-sdk.
 */
export function refreshTokens(
  { appId, appSecret, refreshToken }: { appId: string; appSecret: string; refreshToken: string },
  options: OAuthOptions = {},
): Promise<TokenPair> {
  const form = new URLSearchParams({ app_id: appId, grant_type: 'refresh_token', refresh_token: refreshToken })
  return askForTokens(appSecret, form, options)
}

async function askForTokens(appSecret: string, form: URLSearchParams, options: OAuthOptions): Promise<TokenPair> {
  const { oauthRoot = OAUTH_ROOT, fetch = globalThis.fetch, timeoutMs = 30_000, signal } = options
  if (!/^[\x21-\x7e]+$/.test(appSecret))
    throw new ZaloOAuthError({ reason: 'refused', decision: 'config', tokenMayBeSpent: false })
  const init = { method: 'POST', headers: { secret_key: appSecret }, body: form }
  const url = `${oauthRoot}/v4/oa/access_token`
  const reply = await request({
    call: 'OAuth',
    url,
    init,
    fetch,
    timeoutMs,
    ...(signal ? { signal } : {}),
  }).catch((error) => {
    throw toOAuthError(error)
  })
  return readTokens(reply)
}

const seconds = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined)
const pair = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: seconds,
  refresh_token_expires_in: seconds,
})
const refusal = z.looseObject({ error: z.union([z.number(), z.string().regex(/^-?\d+$/)]).transform(Number) })

// Zalo sends its refusals with HTTP 200, and not always with a number: only two tokens are a yes.
function readTokens({ status, text }: HttpReply): TokenPair {
  const body = parseOrNothing(text)
  const tokens = pair.safeParse(body).data
  if (tokens)
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresInSeconds: tokens.expires_in || ACCESS_TOKEN_SECONDS,
      ...(tokens.refresh_token_expires_in ? { refreshTokenExpiresInSeconds: tokens.refresh_token_expires_in } : {}),
    }
  const errorCode = refusal.safeParse(body).data?.error ?? null
  const decision = errorCode === null ? 'unknown' : decideOn(errorCode)
  if (typeof body !== 'object' || body === null || (status >= 500 && decision === 'unknown'))
    throw new ZaloOAuthError({
      reason: 'unreadable',
      decision: 'transient',
      // A 4xx comes from something in front of Zalo that did not let the request through.
      tokenMayBeSpent: status < 400 || status >= 500,
      errorCode,
    })
  // A body with neither an error nor two tokens is half a yes: the old token is not to be relied on.
  const tokenMayBeSpent = !('error' in body) || 'access_token' in body
  throw new ZaloOAuthError({ reason: 'answered', decision, tokenMayBeSpent, errorCode })
}

function decideOn(errorCode: number): ZaloOAuthDecision {
  switch (-Math.abs(errorCode)) {
    case -14014: // invalid refresh token
    case -14020: // expired, or used before
    case -118: // invalid grant
      return 'needs_consent'
    case -14002: // app id
    case -14003: // redirect URI
      return 'config'
    default:
      return 'unknown'
  }
}

function toOAuthError(error: unknown): unknown {
  if (error instanceof ZaloTimeoutError)
    return new ZaloOAuthError({ reason: 'timeout', decision: 'transient', tokenMayBeSpent: true, cause: error })
  if (error instanceof ZaloNetworkError) {
    const { reason, mayHaveBeenDelivered: tokenMayBeSpent } = error
    return new ZaloOAuthError({ reason, decision: 'transient', tokenMayBeSpent, cause: error })
  }
  return error
}
