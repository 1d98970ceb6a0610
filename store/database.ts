// Opens the database and brings it up to date. Kysely writes the SQL; better-sqlite3 keeps it in one file.

import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { makeFolder } from './demand-folder.ts'
import { type Disk, noDisk, openDisk } from './disk.ts'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

// As modules, Kysely's 280 small files take .35 s longer to load than its CommonJS build does.
const kysely = createRequire(import.meta.url)('kysely') as typeof import('kysely')

export type Db = Kysely<Tables>

/** The database cannot be opened: the message says which and what to do, for operators. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
}

/** Whether another program was writing to the database for longer than a statement waits: later it will do. */
export function isLocked(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

const disks = new WeakMap<Db, Disk>()

/** The disk under an open database. */
export function diskOf(db: Db): Disk {
  return disks.get(db) ?? noDisk
}

// Every query is prepared once: the same few come with every message. Nothing here reads rows while asking again.
function withKeptStatements(
  sqlite: SQLite.Database,
  onClose: () => void,
): { close(): void; prepare(sql: string): SQLite.Statement } {
  const kept = new Map<string, SQLite.Statement>()
  return {
    close: () => {
      sqlite.close()
      onClose()
    },
    prepare: (sql) => {
      const statement = kept.get(sql) ?? sqlite.prepare(sql)
      kept.set(sql, statement)
      return statement
    },
  }
}

/** The file of `sqlite:<path>`, or `:memory:`. */
export function databasePath(url: string): string {
  return url.replace(/^sqlite:(\/\/)?/, '')
}

/** Opens `sqlite:<path>` or `sqlite::memory:`, applies migrations that have not run. Throws DatabaseError. */
export async function openDatabase(url: string): Promise<Db> {
  const path = databasePath(url)
  let sqlite: SQLite.Database
  try {
    if (path !== ':memory:') makeFolder(dirname(path))
    sqlite = new SQLite(path)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL') // a reply that was acknowledged survives a power cut
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('secure_delete = ON') // what a person has erased is not left in free pages
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('wal_autocheckpoint = 4000') // 16 MB: every 60 messages, as by default, a burst waits for the disk
  } catch (cause) {
    throw new DatabaseError(
      `cannot open the database ${path}: check that the folder exists and is writable (DATABASE_URL)`,
      { cause },
    )
  }
  let disk = noDisk
  const db: Db = new kysely.Kysely<Tables>({
    dialect: new kysely.SqliteDialect({ database: withKeptStatements(sqlite, () => void disk.close()) }),
  })
  const { error } = await new kysely.Migrator({
    db,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest()
  if (error) {
    await db.destroy()
    throw new DatabaseError(
      `cannot bring the database ${path} up to date: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  }
  if (path !== ':memory:') disk = await openDisk(sqlite, path)
  disks.set(db, disk)
  return db
}
