import { describe, expect, it } from 'vitest'
import {
  appSecretProof,
  authoriseUrl,
  createPkce,
  exchangeCode,
  refreshTokens,
  toCodeChallenge,
  ZaloOAuthError,
} from '../src/index.ts'
import { closedUrl, failureOf, startServer } from './answering-server.ts'

const app = { appId: '1234567890123456789', appSecret: 'APP_SECRET' }
const PAIR = { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: '90000' }

describe('consent', () => {
  it('challenges as RFC 7636 shows', () => {
    expect(toCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
    const { codeVerifier, codeChallenge } = createPkce()
    expect(codeVerifier).toMatch(/^[\w-]{43}$/)
    expect(codeChallenge).toBe(toCodeChallenge(codeVerifier))
    expect(createPkce().codeVerifier).not.toBe(codeVerifier)
  })

  it('links to the page of the OA, with what there is', () => {
    const redirectUri = 'https://example.gov.vn/zalo/oauth/callback'
    const url = new URL(authoriseUrl({ appId: '1', redirectUri, state: 'a b', codeChallenge: 'c' }))
    expect(`${url.origin}${url.pathname}`).toBe('https://oauth.zaloapp.com/v4/oa/permission')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      app_id: '1',
      redirect_uri: redirectUri,
      state: 'a b',
      code_challenge: 'c',
    })
    expect(authoriseUrl({ appId: '1', redirectUri })).not.toMatch(/state|challenge/)
  })

  it('proves the app secret as the vector shows', () => {
    expect(appSecretProof('ACCESS_TOKEN_EXAMPLE', 'APP_SECRET_EXAMPLE')).toBe(
      '49c1202df03dc20d6cdc1b60e23386f8ea71888d41ed6b90776d180638ae8d0b',
    )
  })
})

describe('tokens', () => {
  it('trades a code, with the secret in a header', async () => {
    await using zalo = await startServer({ ...PAIR, refresh_token_expires_in: '7776000' })
    const tokens = await exchangeCode({ ...app, code: 'code-1', codeVerifier: 'verifier' }, { oauthRoot: zalo.url })
    expect(tokens).toEqual({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
      expiresInSeconds: 90_000,
      refreshTokenExpiresInSeconds: 7_776_000,
    })
    const [asked] = zalo.requests
    expect(asked).toMatchObject({ method: 'POST', path: '/v4/oa/access_token' })
    expect(asked?.headers).toMatchObject({ secret_key: 'APP_SECRET' })
    expect(asked?.headers['content-type']).toContain('application/x-www-form-urlencoded')
    expect(asked?.body).toBe(
      'app_id=1234567890123456789&grant_type=authorization_code&code=code-1&code_verifier=verifier',
    )
  })

  it('trades a refresh token', async () => {
    await using zalo = await startServer({ ...PAIR, expires_in: 3600 })
    const tokens = await refreshTokens({ ...app, refreshToken: 'refresh-1' }, { oauthRoot: zalo.url })
    expect(tokens.expiresInSeconds).toBe(3600)
    expect(zalo.requests[0]?.body).toBe('app_id=1234567890123456789&grant_type=refresh_token&refresh_token=refresh-1')
  })

  it('keeps a pair whose lifetime cannot be read', async () => {
    await using zalo = await startServer({ ...PAIR, expires_in: 'soon' })
    const tokens = await refreshTokens({ ...app, refreshToken: 'refresh-1' }, { oauthRoot: zalo.url })
    expect(tokens).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2', expiresInSeconds: 90_000 })
  })

  it.each([
    [-14014, 'needs_consent'],
    ['-14020', 'needs_consent'],
    [-118, 'needs_consent'],
    [-14002, 'config'],
    [-14003, 'config'],
    [-1013, 'unknown'],
  ])('reads the refusal %s as %s', async (error, decision) => {
    await using zalo = await startServer({ error, error_name: 'No', error_description: 'refresh-1' })
    const failure = await failureOf(refreshTokens({ ...app, refreshToken: 'refresh-1' }, { oauthRoot: zalo.url }))
    expect(failure).toBeInstanceOf(ZaloOAuthError)
    expect(failure).toMatchObject({ decision, errorCode: Number(error), reason: 'answered', tokenMayBeSpent: false })
    expect(String(failure)).not.toMatch(/refresh-1|APP_SECRET/)
  })

  it.each([
    ['an error in words', { error: 'invalid_request' }, 'unknown', false],
    ['no error and no tokens', { message: 'ok' }, 'unknown', true],
    ['half a pair', { access_token: 'a', refresh_token: '' }, 'unknown', true],
    ['a number for a token', { access_token: 1, refresh_token: 'r', expires_in: '90000' }, 'unknown', true],
  ])('takes %s for no tokens', async (_, body, decision, tokenMayBeSpent) => {
    await using zalo = await startServer(body)
    const failure = await failureOf(refreshTokens({ ...app, refreshToken: 'r' }, { oauthRoot: zalo.url }))
    expect(failure).toMatchObject({ decision, tokenMayBeSpent, errorCode: null, reason: 'answered' })
  })

  it('may try again after a gateway’s page, though the token may be spent', async () => {
    await using zalo = await startServer((response) => response.writeHead(502).end('<html>Bad Gateway</html>'))
    const failure = await failureOf(refreshTokens({ ...app, refreshToken: 'r' }, { oauthRoot: zalo.url }))
    expect(failure).toMatchObject({ decision: 'transient', reason: 'unreadable', tokenMayBeSpent: true })
  })

  it('tells a lost answer from a connection that was never made', async () => {
    await using zalo = await startServer(() => undefined)
    const lost = await failureOf(refreshTokens({ ...app, refreshToken: 'r' }, { oauthRoot: zalo.url, timeoutMs: 40 }))
    expect(lost).toMatchObject({ decision: 'transient', reason: 'timeout', tokenMayBeSpent: true })
    zalo.answerWith((response) => void response.destroy())
    const cut = await failureOf(refreshTokens({ ...app, refreshToken: 'r' }, { oauthRoot: zalo.url }))
    expect(cut).toMatchObject({ decision: 'transient', reason: 'cut', tokenMayBeSpent: true })
    const refused = await failureOf(refreshTokens({ ...app, refreshToken: 'r' }, { oauthRoot: await closedUrl() }))
    expect(refused).toMatchObject({ decision: 'transient', reason: 'refused', tokenMayBeSpent: false })
  })

  it('does not send a secret that no header can hold, nor repeat it in the error', async () => {
    await using zalo = await startServer(PAIR)
    const failure = await failureOf(
      exchangeCode({ appId: '1', appSecret: 'sec\nret', code: 'c' }, { oauthRoot: zalo.url }),
    )
    expect(failure).toMatchObject({ decision: 'config', tokenMayBeSpent: false })
    expect(zalo.requests).toEqual([])
    expect(String(failure)).not.toContain('ret')
  })
})
