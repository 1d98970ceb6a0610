// Links to kept files that open without a login, for a while. Only their hashes are kept.

import { createHash, randomBytes } from 'node:crypto'
import type { Db } from './database.ts'

/** Makes a link to a file; gives its token, 256 random bits. */
export async function linkFile(db: Db, fileId: string, now: Date, expiresAt: Date): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.deleteFrom('file_links').where('expires_at', '<=', now.toISOString()).execute()
  await db
    .insertInto('file_links')
    .values({ token_hash: hashOf(token), file_id: fileId, expires_at: expiresAt.toISOString() })
    .execute()
  return token
}

/** The id of the file that this token opens; null if it opens none, or no longer. */
export async function readFileLink(db: Db, token: string, now: Date): Promise<string | null> {
  const row = await db
    .selectFrom('file_links')
    .select('file_id')
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row?.file_id ?? null
}

/** Closes the links to what the organisers of a campaign were given: who asks again gets another. In a transaction. */
export async function closeLinks(db: Db, campaign: string): Promise<void> {
  await db
    .deleteFrom('file_links')
    .where('file_id', 'in', (of) =>
      of
        .selectFrom('files')
        .leftJoin('registrations', 'registrations.id', 'files.registration_id')
        .select('files.id')
        .where((is) => is.or([is('files.organisers_of', '=', campaign), is('registrations.campaign', '=', campaign)])),
    )
    .execute()
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
