// An admin of the OA lets the assistant in: the link, and the page that Zalo leads back to.

import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { authoriseUrl, exchangeCode, toCodeChallenge } from 'zalo-oa-sdk'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import type { Db } from '../store/database.ts'
import { keepConsentState, keepPair, useConsentState } from '../store/zalo-tokens.ts'
import type { ZaloNeeds, ZaloSettings } from './zalo-channel.ts'
import { describe } from './zalo-delivery.ts'
import type { TokenKeeper } from './zalo-tokens.ts'

const CONSENT_MS = 60 * 60_000

/** The link an admin of the OA opens to let the assistant in; good for an hour, once. */
export async function createConsentLink(
  { db, clock }: { db: Db; clock: Pick<Clock, 'machine'> },
  { appId, codeVerifier, oauthRoot }: Pick<ZaloSettings, 'appId' | 'codeVerifier' | 'oauthRoot'>,
  publicUrl: string,
): Promise<string> {
  const state = randomBytes(24).toString('base64url')
  await keepConsentState(db, state, new Date(clock.machine().getTime() + CONSENT_MS))
  const redirectUri = `${publicUrl}/zalo/oauth/callback`
  const challenge = codeVerifier ? { codeChallenge: toCodeChallenge(codeVerifier) } : {}
  return authoriseUrl({ appId, redirectUri, state, oauthRoot, ...challenge })
}

/** `GET /zalo/oauth/callback`: stores the pair of tokens for a consent that was asked for here. */
export function createConsentRoutes(
  { db, desk, clock, log, settings }: ZaloNeeds,
  tokens: TokenKeeper,
  timeoutMs: number,
): Hono {
  const connect = async ({ code, state, oaId }: Record<'code' | 'state' | 'oaId', string>): Promise<boolean> => {
    if (!(await useConsentState(db, state, clock.machine()))) {
      log.warn('a consent callback came with a state that is not ours, was used before or has run out')
      return false
    }
    if (oaId !== settings.oaId) {
      log.error('the consent was given for another OA than ZALO_OA_ID')
      return false
    }
    const { appId, appSecret, codeVerifier, oauthRoot } = settings
    const asked = { appId, appSecret, code, ...(codeVerifier ? { codeVerifier } : {}) }
    const pair = await exchangeCode(asked, { oauthRoot, timeoutMs }).catch((error: unknown) => {
      log.error({ reason: describe(error) }, 'Zalo gave no tokens for the consent')
      return null
    })
    if (!pair) return false
    const now = clock.machine()
    const expiresAt = new Date(now.getTime() + pair.expiresInSeconds * 1000)
    await keepPair(db, settings.oaId, { ...pair, expiresAt, used: null }, now)
    await tokens.accessToken() // the health report says so at once
    log.info('Zalo is connected')
    desk.wake('zalo')
    return true
  }

  const routes = new Hono()
  routes.get('/zalo/oauth/callback', async (c) => {
    const { code = '', state = '', oa_id: oaId = '' } = c.req.query()
    const connected = await connect({ code, state, oaId })
    return c.text(connected ? replies.zaloConnected : replies.zaloNotConnected, connected ? 200 : 400)
  })
  return routes
}
