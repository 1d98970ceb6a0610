// What operators and their monitoring read.

import { Hono } from 'hono'
import type { Clock } from '../clock.ts'
import type { Campaign } from '../knowledge/load.ts'
import type { Channel } from '../message.ts'
import type { Db } from '../store/database.ts'
import { outboxDepth } from '../store/outbox.ts'
import type { Meter } from './meter.ts'

/** A channel with its way in. */
export interface Door {
  readonly channel: Channel
  readonly routes: Hono
  /** Begins to listen. */
  start(): void
  /** Takes nothing in any more. */
  stop(): Promise<void>
  /** `ok`, or what is wrong and what to do. */
  health(): string
}

export interface OperationsNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly meter: Meter
  readonly doors: readonly Door[]
  readonly campaigns: () => readonly Campaign[]
  /** Whether this process delivers; another one may, on the same database. */
  readonly isHolding: () => boolean
  /** How what happens by the clock goes, by name. */
  readonly jobs: () => Readonly<Record<string, object>>
}

/** `GET /healthz`: 200 while messages are taken and answered, 503 without the database. `GET /metrics`: Prometheus. */
export function createOperationsRoutes({ db, clock, meter, doors, campaigns, isHolding, jobs }: OperationsNeeds): Hono {
  const routes = new Hono()
  const depth = async () => ({ ...(await outboxDepth(db)), now: clock.now() })
  routes.get('/healthz', async (c) => {
    const channels = Object.fromEntries(doors.map(({ channel, health }) => [channel.name, health()]))
    const outbox = await depth().catch(() => null)
    return c.json(
      {
        ok: outbox !== null,
        database: outbox ? 'ok' : 'cannot be read: check the disk and DATABASE_URL',
        channels,
        outbox: outbox && {
          waiting: outbox.waiting,
          delivering: isHolding() ? 'ok' : 'another process delivers from this database: stop one of them',
          oldestSeconds: outbox.oldest ? Math.max((outbox.now.getTime() - outbox.oldest.getTime()) / 1000, 0) : 0,
        },
        clock: clock.isSure() ? 'ok' : 'it has jumped: jobs and reminders wait; check the time server of the machine',
        campaigns: campaigns().length,
        jobs: jobs(),
      },
      outbox ? 200 : 503,
    )
  })
  routes.get('/metrics', async (c) => c.text(await meter.text(depth)))
  return routes
}
