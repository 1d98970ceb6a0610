// Work that only one process may do at a time: it holds the lease, renews it, and gives it back.

import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/** Takes or renews the lease `name` for `holder` until then; false while another holder's has not run out. */
export async function takeLease(
  db: Db,
  { name, holder, now, until }: { name: string; holder: string; now: Date; until: Date },
): Promise<boolean> {
  const lease = { holder, until: until.toISOString() }
  const result = await db
    .insertInto('leases')
    .values({ name, ...lease })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(lease)
        .where((where) =>
          where.or([where('leases.holder', '=', holder), where('leases.until', '<=', now.toISOString())]),
        ),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Who holds the lease, or null. */
export async function leaseHolder(db: Db, name: string): Promise<string | null> {
  const [row] = (await holderOf(db, { name })).rows
  return row?.holder ?? null
}

const holderOf = prepare((db: Db, { name }: { name: string }) =>
  db.selectFrom('leases').select('holder').where('name', '=', name),
)

/** Gives the lease back, if it is still this holder's. */
export async function giveLease(db: Db, name: string, holder: string): Promise<void> {
  await db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute()
}
