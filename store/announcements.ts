// Messages of organisers to the followers of a campaign, and what became of each recipient's.

import type { Db } from './database.ts'
import { prepare } from './prepare.ts'

/**
 * `draft` is written and shown; `confirmed` waits for its recipients to be listed; `sending` goes out; `stopped` waits
 * for “resume”; `sent` has been handed to every recipient's channel; `cancelled` never goes out.
 */
export type AnnouncementState = 'draft' | 'confirmed' | 'sending' | 'stopped' | 'sent' | 'cancelled'

export interface Announcement {
  readonly id: string
  readonly campaign: string
  readonly text: string
  readonly state: AnnouncementState
  /** Why it was stopped. */
  readonly reason: string | null
  readonly by: string
  readonly createdAt: Date
  readonly confirmedAt: Date | null
  readonly finishedAt: Date | null
}

/** `planned` is still to be posted, `posted` is in the outbox; the others are what became of it. */
export type RecipientState = 'planned' | 'posted' | 'sent' | 'window_closed' | 'blocked' | 'expired' | 'failed' | 'left'

/** Keeps a draft. */
export async function keepAnnouncement(
  db: Db,
  { id, campaign, text, by }: Pick<Announcement, 'id' | 'campaign' | 'text' | 'by'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('announcements')
    .values({
      id,
      campaign,
      text,
      state: 'draft',
      reason: null,
      written_by: by,
      created_at: now.toISOString(),
      confirmed_at: null,
      finished_at: null,
    })
    .execute()
}

/** By its id; null if there is none. */
export async function readAnnouncement(db: Db, id: string): Promise<Announcement | null> {
  const row = await db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAnnouncement(row) : null
}

/** Those in these states, the oldest first. */
export async function announcementsIn(db: Db, states: readonly AnnouncementState[]): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at')
    .execute()
  return rows.map(toAnnouncement)
}

/** A campaign's announcements, the newest first. */
export async function announcementsOf(db: Db, campaign: string, limit = 10): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcements')
    .selectAll()
    .where('campaign', '=', campaign)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toAnnouncement)
}

/** Moves it from one of the states `from` to `to`; false if it is in none of them by now. */
export async function moveAnnouncement(
  db: Db,
  id: string,
  from: readonly AnnouncementState[],
  to: AnnouncementState,
  now: Date,
  reason: string | null = null,
): Promise<boolean> {
  const at = now.toISOString()
  const { numUpdatedRows } = await db
    .updateTable('announcements')
    .set({
      state: to,
      reason,
      ...(to === 'confirmed' ? { confirmed_at: at } : {}),
      ...(to === 'sent' || to === 'cancelled' ? { finished_at: at } : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many recipients are in which state, with the reason where there is one. */
export async function deliveryReport(
  db: Db,
  id: string,
): Promise<{ state: RecipientState; reason: string | null; count: number }[]> {
  const rows = await db
    .selectFrom('announcement_recipients')
    .select(['state', 'reason', ({ fn }) => fn.countAll<number>().as('count')])
    .where('announcement_id', '=', id)
    .groupBy(['state', 'reason'])
    .execute()
  return rows.map((row) => ({ state: row.state as RecipientState, reason: row.reason, count: Number(row.count) }))
}

/** “Gửi lại cho người chưa nhận”: all who did not get it are tried once more; how many those are. */
export async function retryRecipients(db: Db, id: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('announcement_recipients')
    .set({ state: 'planned', letter_id: null, reason: null, settled_at: null })
    .where('announcement_id', '=', id)
    .where('state', 'in', ['window_closed', 'blocked', 'expired', 'failed'])
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await moveAnnouncement(db, id, ['sent', 'stopped'], 'sending', now)
  return Number(numUpdatedRows)
}

/** Lists as recipients the next `size` followers after `after`; gives the last of them, null if there were none. */
export async function listRecipients(
  db: Db,
  { id, campaign }: Pick<Announcement, 'id' | 'campaign'>,
  after: string,
  size: number,
): Promise<string | null> {
  const followers = db
    .selectFrom('follows')
    .where('campaign', '=', campaign)
    .where('state', '=', 'following')
    .where('person_id', '>', after)
    .orderBy('person_id')
  const people = await followers.select('person_id').limit(size).execute()
  const until = people.at(-1)?.person_id
  if (until === undefined) return null
  await db
    .insertInto('announcement_recipients')
    .columns(['announcement_id', 'person_id', 'state'])
    .expression(
      followers
        .select(({ val, ref }) => [
          val(id).as('announcement_id'),
          ref('person_id').as('person_id'),
          val('planned').as('state'),
        ])
        .where('person_id', '<=', until),
    )
    .onConflict((conflict) => conflict.columns(['announcement_id', 'person_id']).doNothing())
    .execute()
  return until
}

/** The next recipients after this one to whom it is to be posted, in the order they were listed. */
export async function nextRecipients(
  db: Db,
  id: string,
  after: number,
  limit: number,
): Promise<{ seq: number; person: string }[]> {
  const rows = await db
    .selectFrom('announcement_recipients')
    .select(['seq', 'person_id as person'])
    .where('announcement_id', '=', id)
    .where('state', '=', 'planned')
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows
}

/** What became of a recipient's message. */
export async function settleRecipient(
  db: Db,
  seq: number,
  change: { readonly state: RecipientState; readonly letterId?: string; readonly reason?: string },
  now: Date,
): Promise<void> {
  const { state, letterId = null, reason = null } = change
  await db
    .updateTable('announcement_recipients')
    .set({ state, letter_id: letterId, reason, settled_at: now.toISOString() })
    .where('seq', '=', seq)
    .execute()
}

/** What became of the letters becomes of their recipients; also of those whose window opened later. */
export async function settleRecipientsByLetters(db: Db, id: string, now: Date): Promise<void> {
  const rows = await db
    .selectFrom('announcement_recipients')
    .innerJoin('outbox', 'outbox.id', 'announcement_recipients.letter_id')
    .select(['announcement_recipients.seq', 'outbox.state', 'outbox.reason'])
    .where('announcement_id', '=', id)
    .where('announcement_recipients.state', '=', 'posted')
    .where('outbox.state', '!=', 'waiting')
    .execute()
  for (const { seq, state, reason } of rows)
    await db
      .updateTable('announcement_recipients')
      .set({ state, reason, settled_at: now.toISOString() })
      .where('seq', '=', seq)
      .execute()
}

/** How many recipients have yet to be posted to, or have a letter under way. */
export async function countUnderWay(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom('announcement_recipients')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('announcement_id', '=', id)
    .where('state', 'in', ['planned', 'posted'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Somebody whose window was shut has written: what was announced since then is sent to them after all. */
export async function reopenRecipients(db: Db, person: string, since: Date, now: Date): Promise<void> {
  const { rows } = await notReached(db, { person, since: since.toISOString() })
  for (const { seq, id } of rows) {
    await settleRecipient(db, seq, { state: 'planned' }, now)
    await moveAnnouncement(db, id, ['sent'], 'sending', now)
  }
}

const notReached = prepare((db: Db, { person, since }: { person: string; since: string }) =>
  db
    .selectFrom('announcement_recipients')
    .innerJoin('announcements', 'announcements.id', 'announcement_recipients.announcement_id')
    .select(['announcement_recipients.seq', 'announcements.id'])
    .where('announcement_recipients.person_id', '=', person)
    .where('announcement_recipients.state', '=', 'window_closed')
    .where('announcements.state', 'in', ['sending', 'sent'])
    .where('announcements.confirmed_at', '>=', since),
)

function toAnnouncement(row: {
  id: string
  campaign: string
  text: string
  state: string
  reason: string | null
  written_by: string
  created_at: string
  confirmed_at: string | null
  finished_at: string | null
}): Announcement {
  return {
    id: row.id,
    campaign: row.campaign,
    text: row.text,
    state: row.state as AnnouncementState,
    reason: row.reason,
    by: row.written_by,
    createdAt: new Date(row.created_at),
    confirmedAt: row.confirmed_at ? new Date(row.confirmed_at) : null,
    finishedAt: row.finished_at ? new Date(row.finished_at) : null,
  }
}
