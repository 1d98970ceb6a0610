// The curated files as they last passed the check, so that a faulty edit never leaves the assistant without knowledge.

import { createHash } from 'node:crypto'
import type { Db } from './database.ts'

/** Keeps these files as the last good version; older ones are dropped. */
export async function keepGoodVersion(db: Db, files: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const json = JSON.stringify([...files].sort(([a], [b]) => a.localeCompare(b)))
  const hash = createHash('sha256').update(json).digest('hex')
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('knowledge_versions').where('hash', '!=', hash).execute()
    await trx
      .insertInto('knowledge_versions')
      .values({ hash, files: json, loaded_at: now.toISOString() })
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ loaded_at: now.toISOString() }))
      .execute()
  })
}

/** The last good version, or null. */
export async function readGoodVersion(db: Db): Promise<ReadonlyMap<string, string> | null> {
  const row = await db.selectFrom('knowledge_versions').select('files').executeTakeFirst()
  return row ? new Map(JSON.parse(row.files) as [string, string][]) : null
}
