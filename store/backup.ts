// Copies of the whole database: made while it is in use, and proven before anybody relies on them.

import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SQLite from 'better-sqlite3'
import { databasePath } from './database.ts'
import { migrations } from './migrations.ts'

/** A backup cannot be made or is not whole: the message says why and what to do, for operators. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** What was found in a copy that is whole. */
export interface Proof {
  readonly tables: number
  readonly rows: number
}

export type Backup = Proof & { readonly path: string }

const NAME = /^(\d{4}-\d{2}-\d{2})T\d{6}\.db$/
const DAILY = 7
const WEEKLY = 4

/**
 * Writes a copy named after the moment into the folder, proves it whole, and lets the old ones go: of the last seven
 * days one each, of the four weeks before one each. Gives its path and what is in it. Everything else stands still
 * meanwhile, so where people are answered it runs beside them (`backUpAside`). Throws BackupError.
 */
export async function backUp(databaseUrl: string, folder: string, now: Date): Promise<Backup> {
  const source = databasePath(databaseUrl)
  if (source === ':memory:')
    throw new BackupError('a database in memory cannot be backed up: set DATABASE_URL to a file')
  makeFolder(folder)
  const path = join(folder, nameOf(now))
  const unproven = `${path}.part`
  rmSync(unproven, { force: true })
  const sqlite = openToCopy(source)
  try {
    // At once: a copy that is written to between two steps begins again.
    await sqlite.backup(unproven, { progress: ({ totalPages }) => totalPages })
  } catch (cause) {
    throw new BackupError(`the backup ${path} could not be written: check the space in ${folder}`, { cause })
  } finally {
    sqlite.close()
  }
  const proof = prove(unproven)
  renameSync(unproven, path)
  for (const old of toRemove(readdirSync(folder))) rmSync(join(folder, old), { force: true })
  return { path, ...proof }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new BackupError(`the folder ${folder} cannot be made: check BACKUP_DIR and its rights`, { cause })
  }
}

function openToCopy(source: string): SQLite.Database {
  try {
    return new SQLite(source, { readonly: true, timeout: 10_000 })
  } catch (cause) {
    throw new BackupError(`${source} cannot be opened to be copied: check DATABASE_URL and the disk`, { cause })
  }
}

/** Opens a copy and looks through all of it. Throws BackupError unless it is whole and of this program or an older one. */
export function prove(path: string): Proof {
  if (!existsSync(path)) throw new BackupError(`there is no backup ${path}`)
  // Looking at it leaves these beside it, and they are nobody's.
  const traces = ['-wal', '-shm'].map((rest) => `${path}${rest}`).filter((trace) => !existsSync(trace))
  let sqlite: SQLite.Database
  try {
    sqlite = new SQLite(path, { readonly: true, fileMustExist: true })
  } catch (cause) {
    throw new BackupError(`${path} is no database`, { cause })
  }
  try {
    const verdict = sqlite.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new BackupError(`${path} is damaged (${String(verdict)}): take an older backup`)
    const ran = sqlite.prepare('select name from kysely_migration').all() as { name: string }[]
    const unknown = ran.find(({ name }) => !(name in migrations))
    if (unknown)
      throw new BackupError(`${path} was made by a newer version (${unknown.name}): update the program first`)
    const names = sqlite.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[]
    const count = (name: string) =>
      (sqlite.prepare(`select count(*) as count from "${name}"`).get() as { count: number }).count
    return { tables: names.length, rows: names.reduce((sum, { name }) => sum + count(name), 0) }
  } catch (cause) {
    if (cause instanceof BackupError) throw cause
    throw new BackupError(`${path} is no database of this program`, { cause })
  } finally {
    sqlite.close()
    for (const trace of traces) rmSync(trace, { force: true })
  }
}

/**
 * Puts a proven copy in the place of the database, which is kept beside it under another name; gives that name, or null
 * if there was none. Nothing may have the database open. Throws BackupError.
 */
export function restore(backup: string, databaseUrl: string, now: Date): string | null {
  prove(backup)
  const target = databasePath(databaseUrl)
  if (target === ':memory:')
    throw new BackupError('a database in memory cannot be restored: set DATABASE_URL to a file')
  mkdirSync(dirname(target), { recursive: true })
  const fresh = `${target}.restoring`
  copyFileSync(backup, fresh)
  prove(fresh)
  const aside = existsSync(target) ? `${target}.before-${nameOf(now)}` : null
  if (aside)
    for (const rest of ['', '-wal', '-shm'])
      if (existsSync(`${target}${rest}`)) renameSync(`${target}${rest}`, `${aside}${rest}`)
  renameSync(fresh, target)
  return aside
}

/** Which of these files of the folder are no longer needed. */
export function toRemove(names: readonly string[]): string[] {
  const byDay = names
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
  const days = new Map<string, string>()
  for (const name of byDay) if (!days.has(name.slice(0, 10))) days.set(name.slice(0, 10), name)
  const daily = [...days.values()].slice(0, DAILY)
  const weeks = new Map<number, string>()
  for (const [day, name] of [...days].slice(DAILY)) {
    const week = Math.floor((Date.parse(day) / 86_400_000 + 3) / 7) // 01/01/1970 was a Thursday
    if (!weeks.has(week)) weeks.set(week, name)
  }
  const kept = new Set([...daily, ...[...weeks.values()].slice(0, WEEKLY)])
  return byDay.filter((name) => !kept.has(name))
}

/** The size of a file in megabytes. */
export function megabytesOf(path: string): string {
  return (statSync(path).size / 1024 ** 2).toFixed(1)
}

function nameOf(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '')}.db`
}
