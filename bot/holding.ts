// One process at a time works on a database: this one becomes it as soon as no other is, and stays it until it stops.

import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Db } from '../store/database.ts'
import { giveLease, leaseHolder, takeLease } from '../store/leases.ts'
import { isGone } from './holder.ts'

export interface Holding {
  /**
   * Whether this is the process that works; false, too, before the first try, and once the lease was not renewed for so
   * long that another may soon take it: what is on its way has landed by then.
   */
  isHeld(): boolean
  /** Tries, and goes on trying and renewing; `onHeld` and `onLost` are told each change. */
  start(on: { held(): Promise<void>; lost(): void }): Promise<void>
  stop(): Promise<void>
}

const LEASE = 'outbox'
const LEASE_MS = 30_000
const RENEW_MS = 10_000
const LANDS_MS = 10_000 // longer than a send takes but for the slowest

/** `holder` names this process (`nameHolder`). */
export function createHolding({
  db,
  clock,
  log,
  holder,
}: {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly holder: string
}): Holding {
  /** Until when this process works, unless the lease is renewed before; null while another does. */
  let worksUntil: Date | null = null
  let renewal: NodeJS.Timeout | undefined

  const tryToHold = async ({ held, lost }: Parameters<Holding['start']>[0]): Promise<void> => {
    const now = clock.machine()
    const lease = { name: LEASE, holder, now, until: new Date(now.getTime() + LEASE_MS) }
    const other = await leaseHolder(db, LEASE)
    if (other && isGone(other, holder)) await giveLease(db, LEASE, other)
    const before = worksUntil
    worksUntil = (await takeLease(db, lease)) ? new Date(lease.until.getTime() - LANDS_MS) : null
    // Another may have worked meanwhile, even if it has gone again: what is known here may hold no longer.
    const hasLapsed = before !== null && before <= now
    if (before && (hasLapsed || !worksUntil)) {
      if (!worksUntil)
        log.warn({ other }, 'another process delivers from this database by now: this one waits until it has stopped')
      lost()
    }
    if (worksUntil && (!before || hasLapsed)) await held()
  }

  return {
    isHeld: () => worksUntil !== null && clock.machine() < worksUntil,
    start: async (on) => {
      await tryToHold(on)
      renewal = setInterval(
        () => void tryToHold(on).catch((error: unknown) => log.error({ err: error }, 'the lease could not be renewed')),
        RENEW_MS,
      )
      renewal.unref()
    },
    stop: async () => {
      clearInterval(renewal)
      await giveLease(db, LEASE, holder)
    },
  }
}
