// How long what is kept stays, unless the office says otherwise (config.ts), and its going.

import { forgetUnanswered } from './consents.ts'
import type { Db } from './database.ts'
import { hideSpentCodes } from './link-codes.ts'
import type { Tables } from './tables.ts'

/** Each period counts from the last thing that happened to what is kept. */
export interface Retention {
  /** Messages, replies, and whoever has not been seen since: long enough to look back, and for buttons to work. */
  readonly messagesDays: number
  /** Questions: what was not answered is curated once a year at the latest. */
  readonly questionsDays: number
  /** Drafts that expired, withdrawn registrations, and what hangs on them: to ask back what happened. */
  readonly draftsDays: number
  /** Registrations that were sent, with their papers, after the last year of their campaign: for appeals and audits. */
  readonly registrationsYears: number
}

export const RETENTION: Retention = { messagesDays: 180, questionsDays: 365, draftsDays: 90, registrationsYears: 5 }

// What was written before a question about consent that nobody answered: they may come back to it within a week.
const UNANSWERED_DAYS = 7
const DAY_MS = 24 * 3_600_000
const AT_ONCE = 500 // rows in one transaction: messages that come meanwhile do not wait long

/** Rows of a table go so many days after the moment in `column`; a table of many rows, by its `key`, in parts. */
interface Period {
  readonly table: keyof Tables
  readonly column: string
  readonly days: number
  readonly key?: string
}

const periods = ({ messagesDays, questionsDays, registrationsYears }: Retention): readonly Period[] => [
  { table: 'inbox', column: 'received_at', days: messagesDays, key: 'seq' },
  { table: 'outbox', column: 'created_at', days: messagesDays, key: 'seq' },
  { table: 'conversations', column: 'updated_at', days: messagesDays, key: 'id' },
  { table: 'questions', column: 'asked_at', days: questionsDays, key: 'id' },
  { table: 'link_codes', column: 'expires_at', days: 1 }, // counted for an hour, so that nobody asks for too many
  { table: 'invitations', column: 'expires_at', days: 30 }, // who asks why theirs does not work is told
  // What was told stays known for longer than any milestone is spoken of.
  { table: 'reminders', column: 'settled_at', days: 365, key: 'seq' },
  { table: 'announcement_recipients', column: 'settled_at', days: 365, key: 'seq' },
  // They show that what was done was allowed, as long as what was done can be looked into.
  { table: 'roles', column: 'ended_at', days: registrationsYears * 365 },
  { table: 'consents', column: 'withdrawn_at', days: registrationsYears * 365 },
]

/** Erases what is over by its age alone. Gives how many rows of which table went. Safe to run twice. */
export async function eraseOld(db: Db, retention: Retention, now: Date): Promise<Record<string, number>> {
  await hideSpentCodes(db, now)
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const gone: Record<string, number> = {}
  for (const period of periods(retention))
    gone[period.table] = await eraseRows(db, period, daysAgo(period.days).toISOString())
  gone.unanswered = await forgetUnanswered(db, 'registering', daysAgo(UNANSWERED_DAYS))
  gone.contacts = await eraseStrangers(db, daysAgo(retention.messagesDays))
  return gone
}

/** Erases what people follow and have marked of a campaign that is long over. */
export async function eraseFollows(db: Db, campaign: string): Promise<number> {
  const gone = await Promise.all(
    (['follows', 'milestone_marks'] as const).map((table) =>
      db.deleteFrom(table).where('campaign', '=', campaign).executeTakeFirst(),
    ),
  )
  return gone.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
}

/** Erases the log of what organisers did in a campaign whose registrations are gone. */
export async function eraseActs(db: Db, campaign: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('acts').where('campaign', '=', campaign).executeTakeFirst()
  return Number(numDeletedRows)
}

async function eraseRows(db: Db, { table, column, key }: Period, before: string): Promise<number> {
  if (!key) {
    const over = db.deleteFrom(table as 'inbox').where(column as 'received_at', '<', before)
    return Number((await over.executeTakeFirst()).numDeletedRows)
  }
  for (let count = 0; ; ) {
    const rows = await db
      .selectFrom(table as 'inbox')
      .select(key as 'event_id')
      .where(column as 'received_at', '<', before)
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return count
    const keys = rows.flatMap((row) => Object.values(row))
    await db.transaction().execute(async (trx) => {
      if (table === 'questions') await trx.deleteFrom('feedback').where('question_id', 'in', keys).execute()
      await trx
        .deleteFrom(table as 'inbox')
        .where(key as 'event_id', 'in', keys)
        .execute()
    })
    count += rows.length
  }
}

/** People not seen since then, in any channel, of whom nothing goes on: their addresses go, and what hangs on them. */
async function eraseStrangers(db: Db, before: Date): Promise<number> {
  for (let count = 0; ; ) {
    const ids = await strangers(db, before)
    if (ids.length === 0) return count
    await db.transaction().execute(async (trx) => {
      for (const table of ['consents', 'notices', 'reminders', 'milestone_marks'] as const)
        await trx.deleteFrom(table).where('person_id', 'in', ids).execute()
      await trx.deleteFrom('contacts').where('conversation_id', 'in', ids).execute()
    })
    count += ids.length
  }
}

async function strangers(db: Db, before: Date): Promise<string[]> {
  const people = await db
    .selectFrom('contacts')
    .select('person_id')
    .groupBy('person_id')
    .having(({ and, eb, fn, val }) => {
      const last = (column: 'last_seen_at' | 'silenced_until') => fn.max(fn.coalesce(column, val('')))
      return and([
        eb(last('last_seen_at'), '<', before.toISOString()),
        eb(last('silenced_until'), '<', before.toISOString()),
        eb(fn.max('reachability_at'), '<', before.getTime()),
      ])
    })
    .where(({ not, exists, selectFrom, or }) => {
      const has = (table: 'registrations' | 'roles' | 'follows') =>
        exists(
          selectFrom(table)
            .innerJoin('contacts as own', 'own.conversation_id', `${table}.person_id`)
            .select('own.channel')
            .whereRef('own.person_id', '=', 'contacts.person_id'),
        )
      return not(or([has('registrations'), has('roles'), has('follows')]))
    })
    .limit(AT_ONCE)
    .execute()
  const theirs = await db
    .selectFrom('contacts')
    .select('conversation_id')
    .where(
      'person_id',
      'in',
      people.map(({ person_id }) => person_id),
    )
    .execute()
  return theirs.map(({ conversation_id }) => conversation_id)
}
