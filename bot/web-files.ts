// Files in the web chat: those a person attaches, before the message that brings them, and those they are given.

import { type Context, Hono } from 'hono'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import type { FetchedFile, IncomingFile } from '../message.ts'
import type { Db } from '../store/database.ts'
import { MOST_FILE_BYTES, recogniseFile } from '../store/file-type.ts'
import { type FileStore, passingBytes, readFileRow } from '../store/files.ts'
import { readAttachment } from '../store/history.ts'
import { mayOpen } from '../store/may-open.ts'
import { addressOf } from './address.ts'
import { decodeFileName, toFileResponse } from './file-response.ts'
import { limitBody } from './limit-body.ts'
import { createLimiter } from './limits.ts'

const UPLOADS_PER_MINUTE = 60 // from one address, which an office shares
const WAITING_MS = 3_600_000 // a file that no message has brought after an hour was thought better of
const MOST_WAITING_BYTES = 1024 * 1024 * 1024 // a flood must not fill the disk

export interface WebFilesNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly files: FileStore
  /** Conversations of administrators. */
  readonly organisers: readonly string[]
  /** The conversation of the one who asks; undefined for a stranger. */
  readonly conversationOf: (c: Context) => string | undefined
}

/** Files of the web chat: their routes, and what a message may bring. */
export interface WebFiles {
  readonly routes: Hono
  /** The files of these handles; null if one is not of this conversation, or no longer. */
  find(conversationId: string, handles: readonly string[]): Promise<IncomingFile[] | null>
  fetchFile(handle: string): Promise<FetchedFile>
}

export function createWebFiles({ db, clock, files, organisers, conversationOf }: WebFilesNeeds): WebFiles {
  const limit = createLimiter(UPLOADS_PER_MINUTE, clock)
  const routes = new Hono()

  routes.post(
    '/chat/files',
    limitBody({
      maxSize: MOST_FILE_BYTES,
      onError: (c) => c.json({ error: replies.fileRefused.too_large }, 413, { connection: 'close' }),
    }),
    async (c) => {
      const conversationId = conversationOf(c)
      if (!conversationId) return c.json({ error: replies.pageExpired }, 401)
      // Pages of other sites cannot send this header without asking first.
      const named = c.req.header('x-file-name')
      const isOurs = ['same-origin', undefined].includes(c.req.header('sec-fetch-site'))
      if (named === undefined || !isOurs) return c.json({ error: replies.fileUnreadable }, 415)
      if (limit(addressOf(c)) !== 'pass') return c.json({ error: replies.tooManyFiles }, 429)
      const content = new Uint8Array(await c.req.arrayBuffer())
      const name = decodeFileName(named)
      const recognised = await recogniseFile(name, content)
      if ('refused' in recognised) return c.json({ error: replies.fileRefused[recognised.refused] }, 422)
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + WAITING_MS)
      if ((await passingBytes(db, expiresAt)) > MOST_WAITING_BYTES) return c.json({ error: replies.tooManyFiles }, 503)
      const kept = await files.keep({ name, content, person: conversationId, registration: null, expiresAt }, now)
      await kept.write(db)
      return c.json({ handle: kept.file.id, name: kept.file.name }, 201)
    },
  )

  routes.get('/chat/files/:id', async (c) => {
    const conversationId = conversationOf(c)
    const given = conversationId ? await readAttachment(db, conversationId, c.req.param('id')) : null
    const file = given && (await readFileRow(db, given.fileId))
    const isAllowed = conversationId && file && (await mayOpen({ db, organisers }, conversationId, file))
    const read = isAllowed ? await files.read(db, given.fileId) : null
    return given && read ? toFileResponse({ ...given, content: read.content }) : c.text(replies.fileGone, 404)
  })

  return {
    routes,
    find: async (conversationId, handles) => {
      const found = await Promise.all(handles.map((handle) => readFileRow(db, handle)))
      const own = found.filter(
        (file) => file?.person === conversationId && file.expiresAt && file.expiresAt > clock.now(),
      )
      if (own.length < handles.length) return null
      return own.flatMap((file) => (file ? [{ handle: file.id, name: file.name, size: file.size }] : []))
    },
    fetchFile: async (handle) => {
      const read = await files.read(db, handle)
      return read
        ? { state: 'fetched', content: read.content }
        : { state: 'unavailable', reason: 'the upload has expired' }
    },
  }
}
