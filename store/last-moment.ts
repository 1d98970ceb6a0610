// How far the assistant's time had come when it was last used.

import type { Db } from './database.ts'

/** When the latest message came or was written; null in an empty database. */
export async function lastMoment(db: Db): Promise<Date | null> {
  const { came } = await db
    .selectFrom('inbox')
    .select(({ fn }) => fn.max('received_at').as('came'))
    .executeTakeFirstOrThrow()
  const { written } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('created_at').as('written'))
    .executeTakeFirstOrThrow()
  const last = [came, written].filter(Boolean).sort().at(-1)
  return last ? new Date(last) : null
}
