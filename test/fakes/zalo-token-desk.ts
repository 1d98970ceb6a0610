// Who may call: one pair at a time, a refresh token that works once, an access token of 25 hours.

import { createHash } from 'node:crypto'

const ACCESS_SECONDS = 90_000
const REFRESH_DAYS = 90
const CODE_MINUTES = 10

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
}

interface Issued extends Tokens {
  readonly at: number
}

export interface TokenDesk {
  /** The pair that works now. */
  readonly tokens: Tokens
  accepts(accessToken: string | undefined): boolean
  /** From now on the access token is refused with -216. */
  expireAccessToken(): void
  /** As if an admin had taken consent back: no refresh token works any more. */
  revokeConsent(): void
  /** As if an admin had consented: a code for the callback. */
  issueCode(codeChallenge?: string): string
  /** The body of the answer to POST /v4/oa/access_token. */
  trade(form: URLSearchParams, secret: string | undefined): object
}

export function createTokenDesk(init: {
  appId: string
  appSecret: string
  tokens: Tokens
  now: () => Date
}): TokenDesk {
  const { appId, appSecret } = init
  const now = () => init.now().getTime()
  const codes = new Map<string, { at: number; challenge: string | undefined }>()
  const spent = new Set<string>()
  let current: Issued = { ...init.tokens, at: now() }
  let expired = false
  let consented = true
  let turn = 1

  const issue = () => {
    turn++
    spent.add(current.refreshToken)
    current = { accessToken: `access-${turn}`, refreshToken: `refresh-${turn}`, at: now() }
    expired = false
    consented = true
    return {
      access_token: current.accessToken,
      refresh_token: current.refreshToken,
      // A string, as Zalo sends it.
      expires_in: String(ACCESS_SECONDS),
    }
  }

  return {
    get tokens() {
      return { accessToken: current.accessToken, refreshToken: current.refreshToken }
    },
    accepts: (accessToken) =>
      !expired && accessToken === current.accessToken && now() < current.at + ACCESS_SECONDS * 1000,
    expireAccessToken: () => {
      expired = true
    },
    revokeConsent: () => {
      consented = false
    },
    issueCode: (challenge) => {
      const code = `code-${codes.size + 1}`
      codes.set(code, { at: now(), challenge })
      return code
    },
    trade: (form, secret) => {
      if (form.get('app_id') !== appId) return toRefusal(-14002, 'Invalid app id')
      if (secret !== appSecret) return toRefusal(-1013, 'Invalid secret key')
      if (form.get('grant_type') === 'authorization_code') {
        const code = form.get('code') ?? ''
        const issued = codes.get(code)
        codes.delete(code)
        if (!issued || now() > issued.at + CODE_MINUTES * 60_000) return toRefusal(-118, 'Invalid grant')
        const verifier = form.get('code_verifier')
        if (issued.challenge && issued.challenge !== toChallenge(verifier ?? ''))
          return toRefusal(-118, 'Invalid grant')
        return issue()
      }
      if (form.get('grant_type') !== 'refresh_token') return toRefusal(-118, 'Invalid grant')
      const refreshToken = form.get('refresh_token') ?? ''
      if (spent.has(refreshToken)) return toRefusal(-14020, 'Refresh token expired')
      if (refreshToken !== current.refreshToken || !consented) return toRefusal(-14014, 'Invalid refresh token')
      if (now() > current.at + REFRESH_DAYS * 86_400_000) return toRefusal(-14020, 'Refresh token expired')
      return issue()
    },
  }
}

function toChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function toRefusal(error: number, name: string): object {
  return { error, error_name: name, error_reason: '', error_description: name, ref_doc: 'https://developers.zalo.me' }
}
