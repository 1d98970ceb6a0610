// One process at a time works on a database: this one becomes it as soon as no other is, and stays it until it stops.

import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Db } from '../store/database.ts'
import { giveLease, leaseHolder, takeLease } from '../store/leases.ts'
import { isGone } from './holder.ts'

export interface Holding {
  /** Whether this is the process that works; false, too, before the first try. */
  isHeld(): boolean
  /** The same as the database has it now: this process may have stood still while another took over. */
  isStillHeld(): Promise<boolean>
  /** Tries, and goes on trying and renewing; `onHeld` and `onLost` are told each change. */
  start(on: { held(): Promise<void>; lost(): void }): Promise<void>
  stop(): Promise<void>
}

const LEASE = 'outbox'
const LEASE_MS = 30_000
const RENEW_MS = 10_000

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
  let isHeld = false
  let renewal: NodeJS.Timeout | undefined
  let tellLost = (): void => {}

  const letGo = (other: string | null): void => {
    isHeld = false
    log.warn({ other }, 'another process delivers from this database by now: this one waits until it has stopped')
    tellLost()
  }

  const tryToHold = async (held: () => Promise<void>): Promise<void> => {
    const now = clock.machine()
    const lease = { name: LEASE, holder, now, until: new Date(now.getTime() + LEASE_MS) }
    const other = await leaseHolder(db, LEASE)
    // Even if it has gone again: what is known here may hold no longer.
    if (isHeld && other !== holder) letGo(other)
    if (other && isGone(other, holder)) await giveLease(db, LEASE, other)
    const wasHeld = isHeld
    isHeld = await takeLease(db, lease)
    if (isHeld && !wasHeld) await held()
    if (!isHeld && wasHeld) letGo(await leaseHolder(db, LEASE))
  }

  return {
    isHeld: () => isHeld,
    isStillHeld: async () => {
      const other = isHeld ? await leaseHolder(db, LEASE) : null
      if (isHeld && other !== holder) letGo(other)
      return isHeld
    },
    start: async ({ held, lost }) => {
      tellLost = lost
      await tryToHold(held)
      renewal = setInterval(
        () =>
          void tryToHold(held).catch((error: unknown) => log.error({ err: error }, 'the lease could not be renewed')),
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
