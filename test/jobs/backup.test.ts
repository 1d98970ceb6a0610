import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { BackupError, backUp, prove, restore, toRemove } from '../../store/backup.ts'
import { openDatabase } from '../../store/database.ts'
import { follow, readFollow } from '../../store/follows.ts'

const folders: string[] = []
const givenFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'backup-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const now = new Date('2020-02-10T19:00:00Z')

describe('a backup', () => {
  it('is made while the database is in use, and brings it back', async () => {
    const folder = givenFolder()
    const url = `sqlite:${join(folder, 'a.db')}`
    const db = await openDatabase(url)
    await follow(db, 'telegram:1', 'c', {}, now)
    const { path } = await backUp(url, join(folder, 'backups'), now)
    await follow(db, 'telegram:2', 'c', {}, now)
    await db.destroy()
    expect(readdirSync(join(folder, 'backups'))).toEqual(['2020-02-10T190000.db'])
    const aside = restore(path, url, now)
    await using again = await openDatabase(url)
    expect((await readFollow(again, 'telegram:1', 'c'))?.hour).toBe('08:00')
    expect(await readFollow(again, 'telegram:2', 'c')).toBeNull()
    await using old = await openDatabase(`sqlite:${aside}`)
    expect(await readFollow(old, 'telegram:2', 'c')).not.toBeNull()
  })

  it('that is damaged or of something else is refused, and nothing is replaced', async () => {
    const folder = givenFolder()
    const url = `sqlite:${join(folder, 'a.db')}`
    await (await openDatabase(url)).destroy()
    const broken = join(folder, 'broken.db')
    writeFileSync(broken, 'no database at all')
    expect(() => prove(broken)).toThrow(BackupError)
    expect(() => restore(broken, url, now)).toThrow(BackupError)
    await using db = await openDatabase(url)
    expect(await db.selectFrom('follows').selectAll().execute()).toEqual([])
  })

  it('goes when it is old: one a day stays for a week, one a week for four more', () => {
    const names = Array.from({ length: 90 }, (_, back) => {
      const day = new Date(now.getTime() - back * 24 * 3_600_000).toISOString().slice(0, 10)
      return `${day}T190000.db`
    })
    const removed = new Set(toRemove([...names, 'notes.txt']))
    const kept = names.filter((name) => !removed.has(name))
    expect(kept.slice(0, 7)).toEqual(names.slice(0, 7))
    expect(kept).toHaveLength(11)
    expect(removed.has('notes.txt')).toBe(false)
  })
})
