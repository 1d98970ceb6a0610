// A database of an earlier release, brought up to date: what was kept in it is as safe as what is kept today.

import { createRequire } from 'node:module'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Db, openDatabase } from '../store/database.ts'
import { readFileRow } from '../store/files.ts'
import { mayOpen } from '../store/may-open.ts'
import { migrations } from '../store/migrations.ts'
import { giveRole } from '../store/roles.ts'
import { createFolder } from './running-assistant.ts'

const kysely = createRequire(import.meta.url)('kysely') as typeof import('kysely')
const NOW = '2020-02-11T02:00:00.000Z'

/** The database as the release had it whose last migration that is; `fill` writes what was in it then. */
async function makeOld(
  path: string,
  last: string,
  fill: (db: Kysely<Record<string, Record<string, unknown>>>) => Promise<void>,
) {
  const db = new kysely.Kysely<Record<string, Record<string, unknown>>>({
    dialect: new kysely.SqliteDialect({ database: new SQLite(path) }),
  })
  const migrator = new kysely.Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(last)
  if (error) throw error
  await fill(db)
  await db.destroy()
}

const NOI_VU = 'noi-vu-hung-yen-2020'
const OTHER = 'van-hoa-cong-so-hung-yen'
const [ADMIN, ORGANISER, OTHER_ORGANISER, LAN, STRANGER] = [
  'telegram:1',
  'telegram:2',
  'telegram:3',
  'zalo:4',
  'zalo:5',
]

const file = (id: string, name: string, more: Record<string, unknown> = {}) => ({
  id,
  name,
  type: 'application/octet-stream',
  size: 3,
  sha256: 'abc',
  person_id: null,
  registration_id: null,
  kept_at: NOW,
  expires_at: null,
  paper: null,
  ...more,
})

const FILES = [
  file('list', `danh-sach-${NOI_VU}-20200211.xlsx`),
  file('calls', `can-goi-dien-${NOI_VU}-20200211.xlsx`),
  file('lists-of-other', `danh-sach-${OTHER}-20200211.xlsx`),
  file('paper', 'to-trinh.pdf', { person_id: LAN, registration_id: 'r1', paper: 'to-trinh' }),
  file('own-list', `danh-sach-${NOI_VU}-20200211.xlsx`, { person_id: LAN, registration_id: 'r1', paper: 'bao-cao' }),
  file('picture', `${NOI_VU}.png`),
]

async function fill(db: Kysely<Record<string, Record<string, unknown>>>): Promise<void> {
  for (const [campaign, person] of [
    [NOI_VU, ORGANISER],
    [OTHER, OTHER_ORGANISER],
  ] as const)
    await giveRole(
      db as unknown as Db,
      { person, role: 'organiser', campaign, unit: '', givenBy: ADMIN },
      new Date(NOW),
    )
  const registration = {
    id: 'r1',
    code: 'NV20-AAAAAA',
    campaign: NOI_VU,
    form: 'dang-ky',
    form_version: 'v1',
    person_id: LAN,
  }
  const rest = {
    state: 'approved',
    answers: '{}',
    progress: '{}',
    returned_steps: '[]',
    is_late: 0,
    started_at: NOW,
    updated_at: NOW,
  }
  await db
    .insertInto('registrations')
    .values({ ...registration, ...rest })
    .execute()
  await db.insertInto('files').values(FILES).execute()
}

async function givenOld() {
  const folder = createFolder()
  const path = join(folder.path, 'assistant.db')
  await makeOld(path, '0007_dossier_checks', fill)
  const db = await openDatabase(`sqlite:${path}`)
  const tools = { db, organisers: [ADMIN] }
  const opens = async (person: string) => {
    const open: string[] = []
    for (const { id } of FILES) {
      const kept = await readFileRow(db, String(id))
      if (kept && (await mayOpen(tools, person, kept))) open.push(String(id))
    }
    return open
  }
  return {
    opens,
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      folder[Symbol.dispose]()
    },
  }
}

describe('files that were kept before it was known for whose organisers they are', () => {
  it.each([
    ['an administrator opens all', ADMIN, ['list', 'calls', 'lists-of-other', 'paper', 'own-list', 'picture']],
    ['an organiser, those of their campaign', ORGANISER, ['list', 'calls', 'paper', 'own-list', 'picture']],
    ['an organiser of another, those of that one', OTHER_ORGANISER, ['lists-of-other', 'picture']],
    ['who registered, their own papers alone', LAN, ['paper', 'own-list', 'picture']],
    ['anybody else, what is nobody’s', STRANGER, ['picture']],
  ])('%s', async (_what, person, files) => {
    await using old = await givenOld()
    expect(await old.opens(person)).toEqual(files)
  })
})
