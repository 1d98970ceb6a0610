// Links to files, for a platform that does not carry their kind.

import { Hono } from 'hono'
import type { Clock } from '../clock.ts'
import { replies } from '../handlers/replies.vi.ts'
import type { Db } from '../store/database.ts'
import { linkFile, readFileLink } from '../store/file-links.ts'
import type { FileStore } from '../store/files.ts'
import { toFileResponse } from './file-response.ts'

const OPEN_HOURS = 24

export interface FileLinksNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly files: FileStore
}

/** `GET /files/<token>`: the file, for whoever was given the link, for a day. */
export function createFileLinkRoutes({ db, clock, files }: FileLinksNeeds): Hono {
  const routes = new Hono()
  routes.get('/files/:token', async (c) => {
    const fileId = await readFileLink(db, c.req.param('token'), clock.now())
    const read = fileId && (await files.read(db, fileId))
    return read ? toFileResponse({ ...read.file, content: read.content }) : c.text(replies.fileGone, 404)
  })
  return routes
}

/** The address under which a file can be opened for a day. */
export async function createFileLink(
  { db, clock }: Pick<FileLinksNeeds, 'db' | 'clock'>,
  publicUrl: string,
  fileId: string,
): Promise<string> {
  const now = clock.now()
  const token = await linkFile(db, fileId, now, new Date(now.getTime() + OPEN_HOURS * 3_600_000))
  return `${publicUrl}/files/${token}`
}
