// Files that people send and files made for them: the content on disk under a random name, what is known of it in a row.

import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { Attachment, AttachmentType } from '../message.ts'
import type { Db } from './database.ts'
import { ENDINGS, endingOf, type FileRefusal, recogniseFile } from './file-type.ts'

export interface KeptFile {
  /** Random, 256 bits. */
  readonly id: string
  /** As the person named it, with its ending, without anything a folder or a screen could misread. */
  readonly name: string
  readonly type: AttachmentType
  /** In bytes. */
  readonly size: number
  readonly sha256: string
  readonly person: string | null
  readonly registration: string | null
  /** The campaign whose organisers it was made for, or null: `mayOpen` asks for the role each time. */
  readonly organisersOf: string | null
  readonly keptAt: Date
  /** When `removeOrphans` takes it away; null if it stays as long as what it belongs to. */
  readonly expiresAt: Date | null
}

export interface NewFile {
  readonly name: string
  readonly content: Uint8Array
  /** Whose it is; null for what belongs to nobody, such as a chart. */
  readonly person: string | null
  readonly registration: string | null
  readonly expiresAt: Date | null
  /** Of what is made for the organisers of a campaign alone. */
  readonly organisersOf?: string
  /** Of text that we wrote ourselves, whose content does not tell it; anything else tells its type. */
  readonly type?: 'application/json' | 'text/calendar'
}

export interface FileStore {
  /**
   * Writes the content to disk; the file is kept once `write` has put its row into a transaction, else `removeOrphans`
   * takes the content away. Throws RefusedFileError: ask `recogniseFile` first where a person is to be told.
   */
  keep(file: NewFile, now: Date): Promise<{ readonly file: KeptFile; readonly write: (trx: Db) => Promise<void> }>
  /** The file with its content; null if there is none such any more. */
  read(db: Db, id: string): Promise<{ readonly file: KeptFile; readonly content: Buffer } | null>
  /** Where the content lies, for people on this machine. */
  pathOf(id: string): string
  /** Takes away what has expired or was removed, and content a day old that no row knows. Gives how many contents. */
  removeOrphans(db: Db, clock: Pick<Clock, 'now' | 'machine'>): Promise<number>
  /** A folder made for this run alone goes with it. */
  close(): Promise<void>
}

/** The content is not of a kind that is kept. */
export class RefusedFileError extends Error {
  override readonly name = 'RefusedFileError'
  constructor(readonly refusal: FileRefusal) {
    super(`the file is refused: ${refusal}`)
  }
}

const ID = /^[\w-]{43}$/
const DAY_MS = 24 * 3_600_000 // content waits for its row as long as a slow transaction takes, never this long
const LONGEST_NAME = 100
const REMOVED = new Date(0).toISOString() // expired by every clock

/** Keeps files in this folder, which is outside the web root; with null in one that ends with the run. */
export function createFileStore(folder: string | null): FileStore {
  const home = folder ?? join(tmpdir(), `tro-ly-thi-dua-${randomBytes(8).toString('hex')}`)
  const pathOf = (id: string) => {
    if (!ID.test(id)) throw new TypeError('no id of a file')
    return join(home, id)
  }

  const erase = async (ids: readonly string[]): Promise<number> => {
    for (const id of ids) await rm(pathOf(id), { force: true })
    return ids.length
  }

  const strays = async (db: Db, before: Date): Promise<string[]> => {
    const known = new Set((await db.selectFrom('files').select('id').execute()).map(({ id }) => id))
    const names = await readdir(home).catch(ifMissing<string[]>([]))
    const old = await Promise.all(
      names
        .filter((name) => ID.test(name) && !known.has(name))
        .map(async (name) => ({ name, written: await stat(pathOf(name)).then(({ mtime }) => mtime, ifMissing(null)) })),
    )
    return old.filter(({ written }) => written && written < before).map(({ name }) => name)
  }

  return {
    keep: async ({ name, content, person, registration, expiresAt, organisersOf = null, type: ownType }, now) => {
      const recognised = ownType ? { type: ownType } : await recogniseFile(name, content)
      if ('refused' in recognised) throw new RefusedFileError(recognised.refused)
      const { type } = recognised
      const file: KeptFile = {
        id: randomBytes(32).toString('base64url'),
        name: toSafeName(name, type),
        type,
        size: content.byteLength,
        sha256: createHash('sha256').update(content).digest('hex'),
        person,
        registration,
        organisersOf,
        keptAt: now,
        expiresAt,
      }
      await mkdir(home, { recursive: true, mode: 0o700 })
      await writeDurably(pathOf(file.id), content)
      return { file, write: (trx) => insert(trx, file) }
    },
    read: async (db, id) => {
      const file = await readFileRow(db, id)
      if (!file) return null
      const content = await readFile(pathOf(id)).catch(ifMissing(null))
      return content && { file, content }
    },
    pathOf,
    removeOrphans: async (db, clock) => {
      const expired = await db
        .selectFrom('files')
        .select('id')
        .where('expires_at', '<=', clock.now().toISOString())
        .execute()
      const ids = expired.map(({ id }) => id)
      const erased = await erase(ids)
      if (ids.length > 0) await db.deleteFrom('files').where('id', 'in', ids).execute()
      return erased + (await erase(await strays(db, new Date(clock.machine().getTime() - DAY_MS))))
    },
    close: async () => {
      if (folder === null) await rm(home, { recursive: true, force: true })
    },
  }
}

/** Nobody can read the file any more; its content goes with the next `removeOrphans`. Inside a transaction. */
export async function removeFile(db: Db, id: string): Promise<void> {
  await db
    .updateTable('files')
    .set({ expires_at: REMOVED, name: '', person_id: null, registration_id: null, paper: null })
    .where('id', '=', id)
    .execute()
}

/** A file that was to go by itself stays as long as this registration. Inside a transaction. */
export async function settleFile(db: Db, id: string, registration: string): Promise<void> {
  await db.updateTable('files').set({ expires_at: null, registration_id: registration }).where('id', '=', id).execute()
}

/** What is known of a file; null if there is none such any more. */
export async function readFileRow(db: Db, id: string): Promise<KeptFile | null> {
  const row = await db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()
  return row && row.expires_at !== REMOVED ? toKeptFile(row) : null
}

/** How much room the files take that go by themselves before then, in bytes. */
export async function passingBytes(db: Db, before: Date): Promise<number> {
  const { bytes } = await db
    .selectFrom('files')
    .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
    .where('expires_at', '<=', before.toISOString())
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
}

/** What is known of the files of a person or of a registration, the oldest first. */
export async function filesOf(
  db: Db,
  whose: { readonly person: string } | { readonly registration: string },
): Promise<KeptFile[]> {
  const rows = db.selectFrom('files').selectAll().orderBy('kept_at').orderBy('id')
  const own = await ('person' in whose
    ? rows.where('person_id', '=', whose.person)
    : rows.where('registration_id', '=', whose.registration)
  ).execute()
  return own.map(toKeptFile)
}

/** A kept file as it goes with a reply, its name in ASCII. */
export function toAttachment({ id, name, type }: KeptFile): Attachment {
  const ascii = name
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
  return { fileId: id, name: ascii, type }
}

// No path, no control or direction mark; the ending that the content has.
function toSafeName(name: string, type: AttachmentType): string {
  const ending = endingOf(name)
  const known = ENDINGS[type].includes(ending)
  const stem = (known ? name.slice(0, name.lastIndexOf('.')) : name)
    .normalize('NFC')
    .replace(/[\s\p{C}/\\:*?"<>|]+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return `${[...stem].slice(0, LONGEST_NAME).join('') || 'tep'}.${known ? ending : ENDINGS[type][0]}`
}

async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function insert(db: Db, file: KeptFile): Promise<void> {
  await db
    .insertInto('files')
    .values({
      id: file.id,
      name: file.name,
      type: file.type,
      size: file.size,
      sha256: file.sha256,
      person_id: file.person,
      registration_id: file.registration,
      organisers_of: file.organisersOf,
      kept_at: file.keptAt.toISOString(),
      expires_at: file.expiresAt?.toISOString() ?? null,
    })
    .execute()
}

interface Row {
  id: string
  name: string
  type: string
  size: number
  sha256: string
  person_id: string | null
  registration_id: string | null
  organisers_of: string | null
  kept_at: string
  expires_at: string | null
}

function toKeptFile(row: Row): KeptFile {
  return {
    id: row.id,
    name: row.name,
    type: row.type as AttachmentType,
    size: row.size,
    sha256: row.sha256,
    person: row.person_id,
    registration: row.registration_id,
    organisersOf: row.organisers_of,
    keptAt: new Date(row.kept_at),
    expiresAt: row.expires_at ? new Date(row.expires_at) : null,
  }
}

function ifMissing<T>(value: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value
    throw error
  }
}
