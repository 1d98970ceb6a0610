// The questions people asked: what could not be answered is the list of what to curate next.

import type { Db } from './database.ts'

export interface AskedQuestion {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly campaign: string | null
  readonly askedAt: Date
}

const UNANSWERED = ['not_stated', 'out_of_scope', 'clarify']

/** Questions without an answer since `since`, newest first. */
export async function listUnanswered(db: Db, since: Date, limit = 200): Promise<AskedQuestion[]> {
  const rows = await db
    .selectFrom('questions')
    .select(['id', 'text', 'kind', 'campaign', 'asked_at'])
    .where('kind', 'in', UNANSWERED)
    .where('asked_at', '>=', since.toISOString())
    .orderBy('asked_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ asked_at, ...row }) => ({ ...row, askedAt: new Date(asked_at) }))
}
