// Keeps Zalo's token pair alive: one refresher at a time, the new pair in the database before anybody uses it.

import type { Logger } from 'pino'
import { refreshTokens, ZaloOAuthError } from 'zalo-oa-sdk'
import type { Clock } from '../clock.ts'
import type { Db } from '../store/database.ts'
import { giveLease, takeLease } from '../store/leases.ts'
import { hashOf, type KeptPair, keepPair, noteNeedsConsent, readPair, replacePair } from '../store/zalo-tokens.ts'

export interface TokenKeeper {
  /** A token that works as far as we know. Throws NoTokenError. */
  accessToken(): Promise<string>
  /** Zalo refused this token: gives the one that came after it, refreshing if there is none. Throws NoTokenError. */
  renew(refused: string): Promise<string>
  /** Refreshes well before the token runs out; says when it does. Throws NoTokenError. */
  renewEarly(): Promise<string>
  /** Begins to refresh by the clock, well before the token runs out. */
  start(): void
  stop(): void
  health(): string
}

/** No token can be had now; the message says why, and whose turn it is. */
export class NoTokenError extends Error {
  override readonly name = 'NoTokenError'
}

export interface TokenSettings {
  readonly appId: string
  readonly appSecret: string
  readonly oaId: string
  /** The first pair's refresh token, where no consent link can be used. */
  readonly refreshToken: string | null
  readonly oauthRoot: string
}

export interface TokenKeeperNeeds {
  readonly db: Db
  readonly clock: Pick<Clock, 'machine'>
  readonly log: Logger
  readonly settings: TokenSettings
  /** Names this process, as for the outbox. */
  readonly holder: string
  /** Called once when an admin of the OA has to consent again. */
  readonly onNeedsConsent: () => Promise<void>
  readonly timeoutMs?: number
}

const LEASE = 'zalo-tokens'
const TIMEOUT_MS = 30_000
const LEASE_SLACK_MS = 30_000 // the lease outlives the request it is taken for
const EARLY_MS = 6 * 3_600_000 // an access token lives 25 hours
const LAST_MOMENT_MS = 60_000
const CHECK_EVERY_MS = 10 * 60_000
const WAIT_FOR_OTHER_MS = 250
const CURE = 'run `npm run zalo:connect` and let an admin of the OA open the link'

export function createTokenKeeper(needs: TokenKeeperNeeds): TokenKeeper {
  const { db, clock, log, settings, holder, onNeedsConsent, timeoutMs = TIMEOUT_MS } = needs
  let underWay: Promise<string> | null = null
  let timer: NodeJS.Timeout | undefined
  let health = 'starting'

  // The pair as kept; at the first start, and after a consent was lost, the one from the settings.
  const current = async (): Promise<KeptPair | null> => {
    const kept = await readPair(db, settings.oaId)
    const given = settings.refreshToken
    if (given === null || (kept && (!kept.needsConsent || kept.imported === hashOf(given)))) return kept
    await keepPair(
      db,
      settings.oaId,
      { accessToken: '', refreshToken: given, expiresAt: new Date(0), used: null, imported: given },
      clock.machine(),
    )
    return readPair(db, settings.oaId)
  }

  const usable = async (): Promise<KeptPair> => {
    const pair = await current()
    if (!pair) throw fail(`there is no token yet: ${CURE}`)
    if (pair.needsConsent) throw fail(`consent is needed again (${pair.needsConsent}): ${CURE}`)
    return pair
  }

  const fail = (why: string): NoTokenError => {
    health = why
    return new NoTokenError(why)
  }

  const livesFor = (pair: KeptPair): number => pair.expiresAt.getTime() - clock.machine().getTime()

  // One refresh at a time in this process, and by the lease in all of them.
  const refresh = (isStale: (pair: KeptPair) => boolean): Promise<string> => {
    underWay ??= refreshHoldingLease(isStale).finally(() => {
      underWay = null
    })
    return underWay
  }

  const refreshHoldingLease = async (isStale: (pair: KeptPair) => boolean): Promise<string> => {
    const name = holder
    for (;;) {
      const pair = await usable()
      if (!isStale(pair)) return pair.accessToken // another process was faster
      const now = clock.machine()
      const until = new Date(now.getTime() + timeoutMs + LEASE_SLACK_MS)
      if (await takeLease(db, { name: LEASE, holder: name, now, until })) break
      await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_OTHER_MS))
    }
    try {
      const pair = await usable() // read again: it may have been rotated before the lease was ours
      return isStale(pair) ? await rotate(pair) : pair.accessToken
    } finally {
      await giveLease(db, LEASE, name)
    }
  }

  const rotate = async (pair: KeptPair): Promise<string> => {
    const { appId, appSecret, oaId, oauthRoot } = settings
    try {
      const fresh = await refreshTokens({ appId, appSecret, refreshToken: pair.refreshToken }, { oauthRoot, timeoutMs })
      const now = clock.machine()
      const expiresAt = new Date(now.getTime() + fresh.expiresInSeconds * 1000)
      await replacePair(db, oaId, { ...fresh, expiresAt, used: pair.refreshToken }, now)
      health = 'ok'
      log.info({ expiresAt }, 'Zalo gave a new token pair')
      return (await usable()).accessToken
    } catch (error) {
      if (!(error instanceof ZaloOAuthError)) throw error
      if (error.decision === 'needs_consent') return loseConsent(error, pair)
      if (error.tokenMayBeSpent)
        log.error(`${error.message}: the answer was lost and the refresh token may be spent; if so, ${CURE}`)
      else log.error(`${error.message}: check ZALO_APP_ID, ZALO_APP_SECRET and ZALO_OAUTH_ROOT`)
      throw fail(error.message)
    }
  }

  const loseConsent = async (error: ZaloOAuthError, { refreshToken }: KeptPair): Promise<string> => {
    if (await noteNeedsConsent(db, settings.oaId, refreshToken, `error ${error.errorCode}`)) {
      log.error(`Zalo takes the refresh token no more (${error.errorCode}): ${CURE}`)
      await onNeedsConsent()
    }
    return (await usable()).accessToken // a consent may have brought another pair in the meantime
  }

  const refreshEarly = async (): Promise<void> => {
    const pair = await usable()
    if (livesFor(pair) < EARLY_MS) await refresh((one) => livesFor(one) < EARLY_MS)
    else health = 'ok'
  }

  const check = (): void => {
    refreshEarly().catch((error: unknown) => {
      if (!(error instanceof NoTokenError)) log.error({ err: error }, 'the Zalo tokens could not be checked')
    })
  }

  return {
    accessToken: async () => {
      const pair = await usable()
      if (livesFor(pair) > LAST_MOMENT_MS) health = 'ok'
      return livesFor(pair) > LAST_MOMENT_MS ? pair.accessToken : refresh((one) => livesFor(one) <= LAST_MOMENT_MS)
    },
    renew: (refused) => refresh((pair) => pair.accessToken === refused || livesFor(pair) <= LAST_MOMENT_MS),
    renewEarly: async () => {
      await refreshEarly()
      return `good until ${(await usable()).expiresAt.toISOString()}`
    },
    start: () => {
      check()
      timer = setInterval(check, CHECK_EVERY_MS)
      timer.unref()
    },
    stop: () => clearInterval(timer),
    health: () => health,
  }
}
