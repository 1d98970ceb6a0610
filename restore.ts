// `npm run restore -- FILE`: puts a backup in the place of the database, after proving it whole. The service is stopped.

import { createClock } from './clock.ts'
import { loadConfig } from './config.ts'
import { BackupError, prove, restore } from './store/backup.ts'
import { openDatabase } from './store/database.ts'
import { leaseHolder, takeLease } from './store/leases.ts'

const [file] = process.argv.slice(2)
const { databaseUrl } = loadConfig(process.env)
if (!file) {
  console.error('which backup? npm run restore -- data/backups/assistant/2020-02-10T190000.db')
  process.exit(2)
}
try {
  const { rows } = prove(file)
  await demandStopped()
  const aside = restore(file, databaseUrl, createClock().machine())
  console.log(`${databaseUrl} is ${file} now: ${rows} rows.`)
  if (aside) console.log(`The database that was there is kept as ${aside}: delete it once everything is in order.`)
  console.log('The files people sent (FILES_DIR) are not part of it: restore their folder from the same night.')
} catch (error) {
  console.error(error instanceof BackupError ? error.message : error)
  process.exit(1)
}

// Whoever delivers holds the lease, and renews it every ten seconds.
async function demandStopped(): Promise<void> {
  const db = await openDatabase(databaseUrl).catch(() => null)
  if (!db) return // what cannot be opened is what is to be replaced
  const now = createClock().machine()
  const holder = await leaseHolder(db, 'outbox')
  const isFree = await takeLease(db, { name: 'outbox', holder: 'restore', now, until: now })
  await db.destroy()
  if (holder && !isFree)
    throw new BackupError('the service works on this database: stop it, wait for half a minute, and try again')
}
