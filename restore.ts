// `npm run restore -- FILE`: puts a backup in the place of the database, after proving it whole. The service is stopped.

import { existsSync } from 'node:fs'
import { createClock } from './clock.ts'
import { ConfigError, loadConfig } from './config.ts'
import { BackupError, prove, restore } from './store/backup.ts'
import { type Db, databasePath, isLocked, openDatabase } from './store/database.ts'
import { leaseHolder, takeLease } from './store/leases.ts'

const [file, ...more] = process.argv.slice(2)
if (!file || more.length > 0) {
  console.error('which backup? npm run restore -- data/backups/assistant/2020-02-10T190000.db')
  process.exit(2)
}
try {
  const { databaseUrl } = loadConfig(process.env)
  const { rows } = prove(file)
  await demandStopped(databaseUrl)
  const aside = restore(file, databaseUrl, createClock().machine())
  console.log(`${databaseUrl} is ${file} now: ${rows} rows.`)
  if (aside) console.log(`The database that was there is kept as ${aside}: delete it once everything is in order.`)
  console.log('The files people sent (FILES_DIR) are not part of it: restore their folder from the same night.')
} catch (error) {
  console.error(error instanceof BackupError || error instanceof ConfigError ? error.message : error)
  process.exit(1)
}

async function demandStopped(databaseUrl: string): Promise<void> {
  if (!existsSync(databasePath(databaseUrl))) return
  const db = await openDatabase(databaseUrl).catch(() => null)
  const works = db && (await isAtWork(db).finally(() => db.destroy()))
  if (works) throw new BackupError('the service works on this database: stop it, wait for half a minute, and try again')
}

// Whoever delivers holds the lease, and renews it every ten seconds. What cannot be read is what is to be replaced.
async function isAtWork(db: Db): Promise<boolean> {
  try {
    const now = createClock().machine()
    const holder = await leaseHolder(db, 'outbox')
    const isFree = await takeLease(db, { name: 'outbox', holder: 'restore', now, until: now })
    return holder !== null && !isFree
  } catch (error) {
    return isLocked(error)
  }
}
