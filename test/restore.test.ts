// A database is lost and brought back, as an operator does it.

import { closeSync, existsSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createClock } from '../clock.ts'
import { createBackUp } from '../jobs/back-up.ts'
import type { JobTools } from '../jobs/job-tools.ts'
import { changeRegistration, keepDraft } from '../store/change-registration.ts'
import { openDatabase } from '../store/database.ts'
import { createFileStore } from '../store/files.ts'
import { follow, readFollow } from '../store/follows.ts'
import { planReminder } from '../store/plan-reminders.ts'
import { readRegistration } from '../store/registrations.ts'
import { createFolder, runProgram, startAssistant } from './running-assistant.ts'

const LAN = 'web-lan'
const CAMPAIGN = 'noi-vu-hung-yen-2020'
const KEY = { campaign: CAMPAIGN, milestone: 'han-dang-ky', version: 0, lead: '3' }
const PAGE = 4096
const FILE = 'Tên đơn vị;Danh hiệu\n'
const at = new Date('2020-02-10T02:00:00Z')

/** A service that has worked: somebody follows, has registered with a file, and is to be reminded. */
async function givenData(folder: string) {
  const databasePath = join(folder, 'assistant.db')
  const databaseUrl = `sqlite:${databasePath}`
  await using db = await openDatabase(databaseUrl)
  await follow(db, LAN, CAMPAIGN, {}, at)
  await planReminder(db, LAN, KEY, { dueAt: at, sendFrom: at })
  const form = { campaign: CAMPAIGN, form: 'dang-ky-thi-dua', formVersion: 'v', person: LAN }
  await keepDraft(db, { id: 'r-1', ...form, answers: { ten: 'Nguyễn Thị Lan' }, progress: {} }, at)
  const draft = await readRegistration(db, 'r-1')
  if (!draft) throw new Error('no draft')
  await changeRegistration(db, draft, { state: 'submitted', code: 'NV20-ABCDEF', submittedAt: at }, [], at)
  const files = createFileStore(join(folder, 'files', 'assistant'))
  const content = Buffer.from(FILE)
  const kept = { name: 'danh-sach.ics', content, person: LAN, registration: 'r-1', expiresAt: null }
  const { file, write } = await files.keep({ ...kept, type: 'text/calendar' }, at)
  await write(db)
  return { databasePath, databaseUrl, fileId: file.id }
}

/** The nightly job; the copy it made. */
async function backsUp(databaseUrl: string, folder: string): Promise<string> {
  const told = await createBackUp(databaseUrl, join(folder, 'backups'))({ clock: createClock() } as JobTools)
  expect(told).toMatch(/^\S+\.db: [\d.]+ MB, \d+ rows, whole$/)
  return told.split(': ')[0] ?? ''
}

/** As a bad disk leaves it: it can be opened, and some of it cannot be read. */
function damage(path: string): void {
  const database = new SQLite(path)
  const pages = database.prepare('select rootpage from sqlite_master where name in (?, ?, ?)').pluck()
  const lost = pages.all('leases', 'registrations', 'reminders') as number[]
  database.close()
  const file = openSync(path, 'r+')
  for (const page of lost) writeSync(file, Buffer.alloc(PAGE, 0xa5), 0, PAGE, (page - 1) * PAGE)
  closeSync(file)
}

const restores = (databaseUrl: string, ...args: string[]) =>
  runProgram(['restore.ts', ...args], { env: { DATABASE_URL: databaseUrl } })

describe('npm run restore', () => {
  it('brings everything back from a backup after the database was damaged', async () => {
    using folder = createFolder()
    const { databasePath, databaseUrl, fileId } = await givenData(folder.path)
    const backup = await backsUp(databaseUrl, folder.path)
    damage(databasePath)
    const { code, out, err } = await restores(databaseUrl, backup)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/rows[\s\S]+kept as \S+before-/)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('assistant.db.before-'))).not.toEqual([])
    await using assistant = await startAssistant({ databasePath })
    expect(await (await fetch(`${assistant.url}/healthz`)).json()).toMatchObject({ ok: true, database: 'ok' })
    await using db = await openDatabase(databaseUrl)
    expect((await readFollow(db, LAN, CAMPAIGN))?.state).toBe('following')
    expect(await readRegistration(db, 'r-1')).toMatchObject({ code: 'NV20-ABCDEF', answers: { ten: 'Nguyễn Thị Lan' } })
    expect(await db.selectFrom('reminders').select('lead').where('person_id', '=', LAN).execute()).not.toEqual([])
    const found = await createFileStore(join(folder.path, 'files', 'assistant')).read(db, fileId)
    expect(found?.content.toString()).toBe(FILE)
  })

  it('puts a copy where there is no database, and speaks of none that was there', async () => {
    using folder = createFolder()
    const { databaseUrl } = await givenData(folder.path)
    const backup = await backsUp(databaseUrl, folder.path)
    const elsewhere = join(folder.path, 'new', 'assistant.db')
    const { code, out } = await restores(`sqlite:${elsewhere}`, backup)
    expect(code).toBe(0)
    expect(out).not.toContain('before-')
    expect(readdirSync(join(folder.path, 'new'))).toEqual(['assistant.db'])
  })

  it('refuses while the service works, and replaces nothing', async () => {
    using folder = createFolder()
    const { databasePath, databaseUrl } = await givenData(folder.path)
    const backup = await backsUp(databaseUrl, folder.path)
    await using assistant = await startAssistant({ databasePath })
    const { code, err } = await restores(databaseUrl, backup)
    expect([code, err.trim()]).toEqual([
      1,
      'the service works on this database: stop it, wait for half a minute, and try again',
    ])
    expect((await fetch(`${assistant.url}/healthz`)).status).toBe(200)
  })

  it('says in a sentence what is wrong with what it was given', async () => {
    using folder = createFolder()
    const { databaseUrl } = await givenData(folder.path)
    const backup = await backsUp(databaseUrl, folder.path)
    const notes = join(folder.path, 'notes.txt')
    writeFileSync(notes, 'no database at all')
    const newer = join(folder.path, 'newer.db')
    const made = new SQLite(newer)
    made.exec("create table kysely_migration (name text); insert into kysely_migration values ('9999_of_tomorrow')")
    made.close()
    const missing = join(folder.path, 'missing.db')
    const told = async (...args: string[]) => {
      const { code, out, err } = await restores(databaseUrl, ...args)
      return [code, out, err.trim()]
    }
    expect(await told()).toEqual([2, '', expect.stringMatching(/^which backup\? npm run restore -- .+\.db$/)])
    expect(await told(backup, backup)).toEqual([2, '', expect.stringMatching(/^which backup\?/)])
    expect(await told(missing)).toEqual([1, '', `there is no backup ${missing}`])
    expect(await told(notes)).toEqual([1, '', expect.stringMatching(/^\S+ is no database of this program$/)])
    expect(await told(newer)).toEqual([1, '', expect.stringMatching(/newer version .+: update the program first$/)])
    expect(await told(folder.path)).toEqual([1, '', expect.stringMatching(/^\S+ is no database$/)])
    const memory = await restores('sqlite::memory:', backup)
    expect([memory.code, memory.err.trim()]).toEqual([
      1,
      expect.stringMatching(/^a database in memory cannot be restored/),
    ])
    const wrong = await runProgram(['restore.ts', backup], { env: { DATABASE_URL: 'postgres://x' } })
    expect([wrong.code, wrong.err.trim()]).toEqual([1, expect.stringMatching(/DATABASE_URL must look like[^\n]+$/)])
    expect(existsSync(backup)).toBe(true)
  }, 180_000) // eight processes
})
